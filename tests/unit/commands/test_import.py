"""`coach import` and `coach questions export`: looked at first, written after a yes, the same when repeated."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from coach import places, settings
from coach.__main__ import main
from coach.content.check import check
from coach.content.library import Library, library
from coach.org import question_import
from tests.unit.content.author import Author, make_folder

GIFT = """// [id:soir]
Que faire, le soir ? {
=Éteindre#Oui.
~Veiller#Non.
####Parce que.
}

Racontez. {}

Le soir, on éteint. {T}
"""


@pytest.fixture(autouse=True)
def _english(home: Path) -> None:
    settings.write("camille", settings.Settings(language="en"))


@pytest.fixture
def lesson(home: Path) -> Path:
    """A lesson of the town's own."""
    folder = Path(places.town()) / "chez-nous" / "notre-lecon"
    shutil.copytree(Path(places.lessons()) / "web" / "mes-onglets", folder)
    return folder


@pytest.fixture
def gift(tmp_path: Path) -> Path:
    file = tmp_path / "q.gift"
    file.write_text(GIFT, "utf-8")
    return file


def texts(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_nothing_is_written_before_a_yes(
    lesson: Path, gift: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = texts(lesson)
    assert main(["import", "gift", str(gift), "--into", "notre-lecon"]) == 0
    said = capsys.readouterr().out
    assert "Nothing was written." in said
    assert "not taken: line 8:" in said
    assert "a hint" in said
    assert "2 questions to write, 1 refused." in said
    assert texts(lesson) == before


def test_a_yes_writes_and_the_check_asks_for_the_rest(
    lesson: Path, gift: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "gift", str(gift), "--into", str(lesson), "--yes"]) == 0
    assert "2 questions written" in capsys.readouterr().out
    found = [
        f for f in check(lesson.parents[1], date(2026, 11, 26)) if f.file.name == "fr.md" and not f.notice
    ]
    assert any("“soir” has no hint" in fault.sentence for fault in found)
    assert all("hint" in f.sentence or "reason" in f.sentence or "feedback" in f.sentence for f in found)


def test_the_same_file_twice_adds_nothing(
    lesson: Path, gift: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", "gift", str(gift), "--into", "notre-lecon", "--yes"])
    once = texts(lesson)
    assert main(["import", "gift", str(gift), "--into", "notre-lecon", "--yes"]) == 1
    assert "asks this already, as “soir”" in capsys.readouterr().out
    assert texts(lesson) == once


@pytest.mark.parametrize("name", ["mes-onglets", "nulle-part"])
def test_only_the_towns_own_lessons_are_named_by_id(
    name: str, gift: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "gift", str(gift), "--into", name, "--yes"]) == 1
    assert "Nothing was written." in capsys.readouterr().err


def test_somebody_who_edits_meanwhile_loses_nothing(lesson: Path, gift: Path) -> None:
    plan = question_import.plan("gift", str(gift), "notre-lecon", library("fr"))
    (lesson / "fr.md").write_text("# Autre\n", "utf-8")
    with pytest.raises(question_import.LessonNotEdited, match="meanwhile"):
        question_import.write(plan)
    assert (lesson / "fr.md").read_text("utf-8") == "# Autre\n"


def test_a_folder_that_cannot_be_written_to_keeps_both_files(
    lesson: Path, gift: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = question_import.plan("gift", str(gift), "notre-lecon", library("fr"))
    before = texts(lesson)

    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(question_import.LessonNotEdited, match="no room"):
        question_import.write(plan)
    assert texts(lesson) == before


@pytest.mark.parametrize("format", ["gift", "moodle-xml"])
def test_a_lesson_that_leaves_comes_back_whole(
    format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["questions", "export", format, "veille-ou-arret", "--out", str(out)]) == 0
    capsys.readouterr()
    folder = make_folder(tmp_path)
    target = Author(folder, capsys).file("lesson.toml").parent
    assert main(["import", format, str(out), "--into", str(target), "--yes"]) == 0
    said = capsys.readouterr().out
    assert "0 refused" in said
    asked = library("en").lesson("veille-ou-arret").questions
    assert f"{len(asked)} questions written" in said
    assert "a hint" not in said


def test_every_lesson_leaves(tmp_path: Path) -> None:
    out = tmp_path / "all.xml"
    assert main(["questions", "export", "moodle-xml", "all", "--out", str(out)]) == 0
    shelf: Library = library("en")
    wanted = sum(len(shelf.lesson(name).questions) for name in shelf.folders)
    assert out.read_text("utf-8").count("<coach>") == wanted


def test_a_file_is_not_replaced_unasked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "x.gift"
    out.write_text("mine")
    assert main(["questions", "export", "gift", "mes-onglets", "--out", str(out)]) == 1
    assert out.read_text() == "mine"
    assert main(["questions", "export", "gift", "mes-onglets", "--out", str(out), "--replace"]) == 0
