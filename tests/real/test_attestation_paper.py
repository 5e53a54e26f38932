"""An attestation on paper, read back by poppler: every sentence of the page, our typeface, tags for readers."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from coach import words
from coach.proof.paper import paper
from tests.unit.proof.made import HOSTILE, attestation
from tests.unit.proof.test_page import sentences


def run(program: str, *arguments: str) -> str:
    """What one of poppler's programs prints."""
    assert shutil.which(program), "make test-real installs it"
    done = subprocess.run([program, *arguments], check=True, capture_output=True)
    return done.stdout.decode("utf-8", "replace")


def squeezed(text: str) -> str:
    """Without spaces: a line may break anywhere between two words."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["Camille Martin", *HOSTILE[:6]])
def test_paper_says_what_the_page_says(name: str, language: str, tmp_path: Path) -> None:
    words.use(language)
    one, file = attestation(name, language=language, title=name), tmp_path / "paper.pdf"
    file.write_bytes(paper(one))
    whole = squeezed(run("pdftotext", str(file), "-"))
    for sentence in sentences(one):
        assert squeezed(sentence) in whole
    assert "certificationprofessionnelle" in whole or language == "en"


def test_it_is_tagged_titled_and_in_our_own_typeface(tmp_path: Path) -> None:
    words.use("fr")
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper(attestation(language="fr")))
    told = run("pdfinfo", str(file))
    assert re.search(r"Tagged: +yes", told)
    assert "Attestation de suivi (formation interne)" in told
    structure = run("pdfinfo", "-struct", str(file))
    for tag in ("H1", "H2", "Table", "TH", "TD", "L ", "LI", "Lbl", "LBody", "P"):
        assert re.search(rf"^\s*{tag}", structure, re.MULTILINE), tag
    for line in run("pdffonts", str(file)).splitlines()[2:]:
        assert re.search(r"\+?AtkinsonHyperlegibleNext-\S+ .* yes yes yes", line), line


def test_many_lessons_go_on_on_the_next_sheet(tmp_path: Path) -> None:
    one = attestation(lessons=attestation().lessons * 40, goals=tuple(f"Goal {n}" for n in range(30)))
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper(one))
    sheets = run("pdftotext", "-layout", str(file), "-").split("\f")[:-1]
    assert len(sheets) > 2
    for number, sheet in enumerate(sheets, 1):
        assert squeezed(sheet.rstrip().splitlines()[-1]) == f"{one.number}{number}/{len(sheets)}"
