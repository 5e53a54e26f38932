"""The evidence of a year on paper, read back by poppler: every criterion, no word that judges, no empty sheet."""

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from coach import words
from coach.commands._paper import typeset
from coach.content.library import library
from coach.org import evidence_page
from coach.org.evidence import Criterion, Evidence, Taught
from coach.org.evidence_book import facts, share

NEVER = re.compile(r"conforme|compliant|compliance|certifi", re.IGNORECASE)
LONG = "Une leçon au titre si long qu’il ne tient pas sur une seule ligne, même sur une feuille entière"


def found(language: str) -> Evidence:
    """All the sentences of the label, and one criterion with more lessons than a sheet has lines."""
    shelf = library(language)
    taught = tuple(Taught(f"{LONG} {n}", (1, 2), 12_345) for n in range(90))
    long = Criterion("LONG", "<b>=1+1</b> & d’Été", 12_345, taught)
    told = [Criterion(one.id, one.text, 3, taught[:2]) for one in shelf.label.supports]
    since, until = date(2026, 1, 1), date(2026, 11, 26)
    label = shelf.label
    return Evidence("Ville d’Été", since, until, 41_200, label.version, label.wording, (long, *told))


def run(program: str, *arguments: str) -> str:
    """What one of poppler's programs prints."""
    assert shutil.which(program), "make test-real installs it"
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("language", ["fr", "en"])
def test_paper_says_what_the_page_says(language: str, tmp_path: Path) -> None:
    words.use(language)
    told, file = found(language), tmp_path / "paper.pdf"
    file.write_bytes(typeset(evidence_page.html(told, room=True)))
    sheets = run("pdftotext", "-layout", str(file), "-").split("\f")[:-1]
    # A line may break anywhere between two words.
    squeezed = [re.sub(r"\s", "", sheet) for sheet in sheets]
    whole = "".join(squeezed)
    for one in told.criteria:
        assert re.sub(r"\s", "", one.id) in whole
        assert re.sub(r"\s", "", share(told, one)) in whole
    # The names of the label's own sentences are its authors' and stand as they are.
    ours = whole
    for one in told.criteria:
        ours = ours.replace(re.sub(r"\s", "", one.sentence), "")
    assert not NEVER.search(ours)
    for _label, value in facts(told, told.criteria[0]):
        assert re.sub(r"\s", "", value) in whole
    assert "<b>=1+1</b>&d’Été" in whole
    numbers = [int(sheet.rstrip().splitlines()[-1].split("/")[0]) for sheet in sheets]
    assert numbers == list(range(1, len(sheets) + 1))
    assert len(sheets) > len(told.criteria), "a sheet a criterion"


def test_every_letter_can_be_copied(tmp_path: Path) -> None:
    letters = (
        "AZERTYUIOPQSDFGHJKLMWXCVBN azertyuiopqsdfghjklmwxcvbn 0123456789 ÀÂÇÉÈÊËÎÏÔŒÙÛÜŸÆ àâçéèêëîïôœùûüÿæ"
    )
    for n, text in enumerate((letters, letters[::-1], "x A", "été")):
        file = tmp_path / f"{n}.pdf"
        file.write_bytes(typeset(f"<html><body><p>{text}</p><p><b>{text}</b></p></body></html>"))
        found = re.sub(r"\s", "", run("pdftotext", str(file), "-"))
        assert found == re.sub(r"\s", "", 2 * text) + "1/1"


def test_the_typeface_is_our_own_and_goes_along(tmp_path: Path) -> None:
    words.use("fr")
    file = tmp_path / "paper.pdf"
    file.write_bytes(typeset(evidence_page.html(found("fr"), room=True)))
    for line in run("pdffonts", str(file)).splitlines()[2:]:
        assert line.startswith("AtkinsonHyperlegibleNext-")
        assert re.search(r"Identity-H +yes", line), "embedded"
