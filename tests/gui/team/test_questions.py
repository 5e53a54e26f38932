"""Questions of another program go into a lesson of the town, once the trainer has seen them and agreed."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from coach import places
from coach.app.window import Window
from tests.gui.conftest import Desk
from tests.gui.look import named, press, says, unnamed
from tests.gui.team.steps import cell, go, rest, wide

GIFT = "Que faire, le soir ? {\n=Éteindre#Oui.\n~Veiller#Non.\n}\n\nRacontez. {}\n"


@pytest.fixture
def lesson(desk: Desk) -> Path:
    """A lesson of the town."""
    folder = Path(places.town()) / "chez-nous" / "notre-lecon"
    shutil.copytree(Path(places.lessons()) / "web" / "mes-onglets", folder)
    desk.set()
    return folder


@pytest.fixture
def gift(tmp_path: Path) -> Path:
    file = tmp_path / "q.gift"
    file.write_text(GIFT, "utf-8")
    return file


def test_shows_everything_before_it_writes(window: Window, lesson: Path, gift: Path, qtbot: QtBot) -> None:
    before = (lesson / "fr.md").read_bytes()
    go(window, qtbot, "questions")
    named(window.page, QLineEdit, "File of questions").setText(str(gift))
    press(window.page, "Read the file")
    rest(window, qtbot)
    assert "1 question to write, 1\u00a0refused." in says(window.page)
    assert "Nothing is written before you agree." in says(window.page)
    table = named(window.page, QTableView, "Questions that would be written")
    assert cell(table, 0, 3) == "1, Still missing: a hint, a reason, the difficulty (3 for now)"
    refusals = named(window.page, QTableView, "Questions that are not taken")
    assert cell(refusals, 0, 0).startswith("6")
    assert unnamed(window) == []
    assert (lesson / "fr.md").read_bytes() == before
    press(window.page, "Write the questions")
    rest(window, qtbot)
    assert b"## question que-faire-le-soir: Que faire, le soir ?" in (lesson / "fr.md").read_bytes()


def test_another_file_is_looked_at_anew(
    window: Window, lesson: Path, gift: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    go(window, qtbot, "questions", str(gift), "gift", "notre-lecon")
    press(window.page, "Read the file")
    rest(window, qtbot)
    assert window.page.again() == ("questions", str(gift), "gift", "notre-lecon")
    named(window.page, QLineEdit, "File of questions").setText(str(tmp_path / "none.xml"))
    assert window.page.again() == ("questions", str(tmp_path / "none.xml"), "moodle-xml", "notre-lecon")
    press(window.page, "Read the file")
    rest(window, qtbot)
    assert "Nothing was written." in says(window.page)


def test_a_town_without_lessons_is_told_so(window: Window, desk: Desk, gift: Path, qtbot: QtBot) -> None:
    go(window, qtbot, "questions", str(gift))
    assert "Your town has no lesson of its own yet." in says(window.page)
    press(window.page, "Read the file")
    rest(window, qtbot)
    assert "Nothing was written." in says(window.page)
    assert wide(window) == 0
