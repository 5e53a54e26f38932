"""A spreadsheet of the OpenDocument format, read as XML; `tests/real` opens it in LibreOffice."""

import errno
import io
import zipfile
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.exports import Column, Row, formats, guarded
from coach.exports.ods import EXPORT
from tests.unit.exports.test_formats import DAY, FORMULAS, NUMBER, PLAIN, TEXT

NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
TABLE, OFFICE, WORDS = NS % "table", NS % "office", NS % "text"


def book(columns: list[Column], rows: list[Row]) -> zipfile.ZipFile:
    out = io.BytesIO()
    EXPORT.write(columns, iter(rows), out)
    return zipfile.ZipFile(out)


def cells(columns: list[Column], rows: list[Row]) -> list[list[ET.Element]]:
    root = ET.fromstring(book(columns, rows).read("content.xml"))
    return [row.findall(f"{TABLE}table-cell") for row in root.iter(f"{TABLE}table-row")]


def told(cell: ET.Element) -> str:
    """The text of a cell as an office program has it."""
    lines = []
    for line in cell.findall(f"{WORDS}p"):
        parts = [line.text or ""]
        for part in line:
            parts.append(" " * int(part.get(f"{WORDS}c", "1")))
            parts.append(part.tail or "")
        lines.append("".join(parts))
    return "\n".join(lines)


def test_the_archive_says_first_what_it_is() -> None:
    archive = book([TEXT], [])
    first = archive.infolist()[0]
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    assert (first.filename, first.compress_type, first.header_offset) == ("mimetype", zipfile.ZIP_STORED, 0)
    assert archive.read("mimetype").decode() == mime
    manifest = ET.fromstring(archive.read("META-INF/manifest.xml"))
    named = {entry.get(f"{NS % 'manifest'}full-path") for entry in manifest}
    assert named == {"/", "content.xml", "settings.xml"}
    assert set(archive.namelist()) == {"mimetype", "META-INF/manifest.xml", "content.xml", "settings.xml"}


def test_cells_are_typed() -> None:
    row: Row = {"text": "007", "number": 2.5, "day": date(2026, 1, 9)}
    heading, [text, number, day] = cells([TEXT, NUMBER, DAY], [row])
    assert [told(cell) for cell in heading] == ["Text", "Number", "Day"]
    assert (text.get(f"{OFFICE}value-type"), told(text)) == ("string", "007")
    assert (number.get(f"{OFFICE}value-type"), number.get(f"{OFFICE}value")) == ("float", "2.5")
    assert (day.get(f"{OFFICE}value-type"), day.get(f"{OFFICE}date-value")) == ("date", "2026-01-09")
    assert told(day) == "09/01/2026"


def test_nothing_is_an_empty_cell_without_a_type() -> None:
    [_heading, row] = cells([TEXT, NUMBER, DAY], [{"text": "", "number": None, "day": None}])
    assert [cell.attrib for cell in row] == [{}, {}, {}]


def test_text_is_never_a_formula() -> None:
    rows = cells([TEXT], [{"text": text} for text in (*FORMULAS, *PLAIN)])[1:]
    assert all(cell.get(f"{TABLE}formula") is None for row in rows for cell in row)
    found = [told(row[0]) for row in rows]
    assert found == [_as_kept(guarded(text)) for text in (*FORMULAS, *PLAIN)]


def _as_kept(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")


@given(st.text())
def test_any_text_makes_a_file_that_can_be_read(text: str) -> None:
    [_heading, [cell]] = cells([TEXT], [{"text": text}])
    assert len(told(cell)) >= len(text.strip().replace("\r\n", "\n"))


@pytest.mark.parametrize(("columns", "corner"), [(1, "A2"), (26, "Z2"), (28, "AB2")])
def test_every_column_can_be_filtered(columns: int, corner: str) -> None:
    keys = [Column(f"k{n}", f"K{n}", 9) for n in range(columns)]
    content = book(keys, [dict.fromkeys((one.key for one in keys), "x")]).read("content.xml")
    ranges = ET.fromstring(content).iter(f"{TABLE}database-range")
    [where] = [one.get(f"{TABLE}target-range-address") for one in ranges]
    assert where == f"'Completions'.A1:'Completions'.{corner}"


def test_a_file_too_large_for_the_format_is_said_as_the_system_would(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 5_000)
    with pytest.raises(OSError, match="large") as caught:
        book([TEXT], [{"text": f"{n} some words"} for n in range(500)])
    assert caught.value.errno == errno.EFBIG


def test_it_says_how_many_rows_it_holds() -> None:
    assert formats()["ods"].limit == 1_048_575
