"""The shipped forms are what their sources say, and anybody can read and fill them in."""

import importlib.util
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from coach.content.forms import read_forms
from tests.house.test_spelling import unknown
from tests.house.tree import ROOT
from tests.house.typography import faults_of_french

FOLDER = ROOT / "lessons" / "forms"
FILES = sorted(file for file in FOLDER.iterdir() if file.suffix in (".odt", ".ods"))
TEXTS = [file for file in FILES if file.suffix == ".odt"]
BOOKS = [file for file in FILES if file.suffix == ".ods"]
XMLNS = {
    **{
        name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
        for name in ("office", "text", "table", "style", "meta")
    },
    "dc": "http://purl.org/dc/elements/1.1/",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
}
COLUMNS = (
    "annee siret raison_sociale type_produit_acquis montant_total montant_reemploi_et_reutilisation"
    " montant_produits_issus_don montant_produits_recycles commentaires"
).split()
"""Of the schema `declaration-biens-reemploi-reutilisation-recycle` of data.gouv.fr, as of October 2024."""


@pytest.fixture(scope="module")
def maker() -> Iterator[ModuleType]:
    """The script."""
    spec = importlib.util.spec_from_file_location("made_forms", ROOT / "packaging" / "forms.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    # Its dataclass looks there for its own annotations.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def xml(file: Path, part: str) -> ET.Element:
    with zipfile.ZipFile(file) as archive:
        return ET.fromstring(archive.read(part))


def said(element: ET.Element) -> str:
    return "".join(element.itertext())


def name(attribute: str) -> str:
    space, _colon, local = attribute.partition(":")
    return f"{{{XMLNS[space]}}}{local}"


def paragraphs(file: Path) -> list[str]:
    return [said(one) for one in xml(file, "content.xml").iterfind(".//text:p", XMLNS) if said(one)]


def test_the_committed_files_are_what_the_sources_make(maker: ModuleType) -> None:
    made = dict(maker.written())
    assert {file.name: file.read_bytes() for file in FILES} == made, "python packaging/forms.py"


def test_every_form_of_the_registry_has_a_file_in_both_languages() -> None:
    for language in ("fr", "en"):
        forms = read_forms([ROOT / "lessons"], language)
        assert len(forms) == 5
        assert {form.file.name.split(".")[1] for form in forms.values()} == {language}
    assert len(FILES) == 10


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_title_and_language_are_told(file: Path) -> None:
    language = file.name.split(".")[1]
    meta = xml(file, "meta.xml")
    assert (meta.findtext(".//dc:title", "", XMLNS)) != ""
    assert meta.findtext(".//dc:language", "", XMLNS).startswith(language)
    spoken = xml(file, "styles.xml").findall(".//style:default-style/style:text-properties", XMLNS)
    assert spoken
    assert {one.get(name("fo:language")) for one in spoken} == {language}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_table_has_a_name_and_a_heading_row(file: Path) -> None:
    tables = xml(file, "content.xml").findall(".//table:table", XMLNS)
    assert len({one.get(name("table:name")) for one in tables}) == len(tables) > 0
    for table in tables:
        (head,) = table.findall("table:table-header-rows/table:table-row", XMLNS)
        assert all(said(cell) for cell in head)
        widths = {len(row) for row in table.iterfind(".//table:table-row", XMLNS)}
        assert widths == {len(head)}


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.name)
def test_a_text_has_real_headings_and_fields_that_bear_their_labels(file: Path) -> None:
    content = xml(file, "content.xml")
    headings = content.findall(".//text:h", XMLNS)
    assert len(headings) >= 4
    assert {one.get(name("text:outline-level")) for one in headings} == {"1"}
    fields = content.findall(".//text:text-input", XMLNS)
    names = [one.get(name("text:description")) for one in fields]
    assert len(set(names)) == len(names) >= 10
    assert all(said(field) for field in fields), "a field without a word cannot be seen"
    labels = {said(row[0]) for row in content.iterfind(".//table:table-row", XMLNS)}
    assert set(names) <= labels


@pytest.mark.parametrize("file", BOOKS, ids=lambda file: file.name)
def test_a_cell_to_fill_in_beside_a_label_bears_a_name(file: Path) -> None:
    content = xml(file, "content.xml")
    names = [one.get(name("table:name")) for one in content.iterfind(".//table:named-range", XMLNS)]
    asked = [
        row
        for row in content.iterfind(".//table:table-row", XMLNS)
        if len(row) == 2 and said(row[0]) and not said(row[1])
    ]
    assert len(set(names)) == len(names) == len(asked)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_colour_tells_nothing_alone(file: Path) -> None:
    """The ground of a heading is the one colour, and headings are bold too; text keeps its own colour."""
    for part in ("content.xml", "styles.xml"):
        styles = xml(file, part).findall(".//style:style", XMLNS)
        colored = [one for one in styles if one.find(".//*[@fo:background-color]", XMLNS) is not None]
        assert all(one.find(".//*[@fo:font-weight='bold']", XMLNS) is not None for one in colored)
        assert not [one for one in styles if one.find(".//*[@fo:color]", XMLNS) is not None]


@pytest.mark.parametrize(("language", "sheet"), [("fr", "Dépenses"), ("en", "Spending")])
def test_the_agec_sheet_has_the_columns_that_are_declared(language: str, sheet: str) -> None:
    content = xml(FOLDER / f"tableau-agec.{language}.ods", "content.xml")
    (table,) = content.findall(f".//table:table[@table:name='{sheet}']", XMLNS)
    (head,) = table.findall("table:table-header-rows/table:table-row", XMLNS)
    assert [said(cell) for cell in head] == COLUMNS
    formulas = [
        cell.get(name("table:formula"), "") for cell in content.iterfind(".//table:table-cell", XMLNS)
    ]
    shares = [one for one in formulas if one.startswith("of:=IF(")]
    assert [one.count("/") for one in shares] == [1] * 6, "two rates for each of three categories"
    assert all(f"'{sheet}'" in one for one in formulas if one.startswith("of:=SUMIFS("))


@pytest.mark.parametrize(("language", "sheet"), [("fr", "Catégories"), ("en", "Categories")])
def test_words_are_spelt_and_set_as_elsewhere(language: str, sheet: str) -> None:
    book = xml(FOLDER / f"tableau-agec.{language}.ods", "content.xml")
    official = {said(one) for one in book.iterfind(f".//table:table[@table:name='{sheet}']//text:p", XMLNS)}
    told = {one for file in FILES if f".{language}." in file.name for one in paragraphs(file)}
    ours = sorted(told - official - set(COLUMNS))
    prose = "\n".join(ours).replace("data.gouv.fr", "").replace("type_produit_acquis", "")
    assert unknown(prose, language, "interface") == []
    if language == "fr":
        assert [fault for one in ours for fault in faults_of_french(one)] == []
