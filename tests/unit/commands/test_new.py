"""`coach new lesson`: a skeleton that reads at once, with its gaps named, and never over another lesson."""

from datetime import date
from pathlib import Path

import pytest

from coach import places, settings
from coach.__main__ import main
from coach.content.check import check
from coach.content.lesson_file import LessonFile
from coach.content.library import library


@pytest.fixture(autouse=True)
def _english(home: Path) -> None:
    settings.write("camille", settings.Settings(language="en"))


def test_it_reads_and_the_check_names_its_gaps() -> None:
    assert main(["new", "lesson", "le-papier", "--shelf", "bureau"]) == 0
    folder = Path(places.town()) / "bureau" / "le-papier"
    shelf = library("fr", places.town())
    assert LessonFile(folder, "fr", shelf.references, shelf.known).read() is not None
    told = " ".join(fault.sentence for fault in check(Path(places.town()), date(2026, 11, 26)))
    for gap in (
        "no hint",
        "no reason",
        "no feedback",
        "at least one competence",
        "gesture “a-choisir”",
        "no text",
    ):
        assert gap in told, gap


@pytest.mark.parametrize(
    ("name", "shelf"),
    [("mes-onglets", "web"), ("../x", "web"), ("Été", "web"), ("x", ".."), ("", "web"), ("a" * 61, "web")],
)
def test_no_other_lesson_is_touched(name: str, shelf: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "lesson", name, "--shelf", shelf]) == 1
    assert "Nothing was written." in capsys.readouterr().err
    assert not Path(places.town()).exists()


def test_a_second_time_is_refused(tmp_path: Path) -> None:
    line = ["new", "lesson", "le-papier", "--shelf", "bureau", "--lessons", str(tmp_path)]
    assert main(line) == 0
    (tmp_path / "bureau/le-papier/fr.md").write_text("# Mine\n")
    assert main(line) == 1
    assert (tmp_path / "bureau/le-papier/fr.md").read_text() == "# Mine\n"
