"""A lesson's form: a button where its gesture stands, a copy in the person's documents, a sentence when it fails."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from coach import study
from coach.app.window import Window
from coach.study import notebook
from tests.gui.conftest import Desk
from tests.gui.ended import taken_to_its_end
from tests.gui.look import name_of, press, says, unnamed, until, widgets
from tests.house.tree import ROOT

LESSON, GESTURE, OPENING = "veille-ou-arret", "regler-la-veille", "Open the list of computers"


@pytest.fixture
def documents(desk: Desk) -> Path:
    """The person's documents, as the system names them; a town whose form goes with a shipped lesson."""
    town, folder = desk.root / "town", desk.root / "My documents"
    shutil.copytree(ROOT / "tests" / "lessons" / "forms", town / "forms")
    registry = town / "forms" / "forms.toml"
    registry.write_text(registry.read_text("utf-8").replace("eteindre-le-soir", LESSON), "utf-8")
    desk.policy(f"[lessons]\nextra = '{town}'\n")
    config = desk.root / "config"
    config.mkdir(exist_ok=True)
    (config / "user-dirs.dirs").write_text(f'XDG_DOCUMENTS_DIR="{folder}"\n', "utf-8")
    return folder


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that the system's program was to show."""
    files: list[str] = []

    def show(url: QUrl) -> bool:
        files.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return files


def openers(window: Window) -> list[str]:
    return [name_of(one) for one in widgets(window.page, QPushButton) if name_of(one).startswith(OPENING)]


def test_the_end_of_the_lesson_copies_its_form_and_shows_it(
    documents: Path, shown: list[str], window: Window, qtbot: QtBot
) -> None:
    taken_to_its_end(window, qtbot, LESSON)
    assert unnamed(window) == []
    for name in ("List of computers.odt", "List of computers (2).odt"):
        press(window.page, OPENING)
        until(qtbot, lambda name=name: f"A copy is in your documents: {name}" in says(window))  # type: ignore[misc]  # mypy knows no types of defaults
        assert shown[-1] == str(documents / name)
        assert (documents / name).read_bytes().startswith(b"PK")


def test_the_notebook_offers_it_beside_a_planned_gesture(
    documents: Path, shown: list[str], window: Window, qtbot: QtBot
) -> None:
    now = datetime.now(UTC)
    notebook.note(study.whoami(), GESTURE, "", "planned", now.astimezone().date(), now)
    window.go("notebook")
    until(qtbot, lambda: openers(window) != [])
    (opener,) = openers(window)
    assert opener.startswith(f"{OPENING}, "), "two lines of the notebook are told apart"
    press(window.page, opener)
    until(qtbot, lambda: shown == [str(documents / "List of computers.odt")])


@pytest.mark.usefixtures("shown")
def test_a_folder_that_cannot_be_is_a_sentence(documents: Path, window: Window, qtbot: QtBot) -> None:
    documents.write_bytes(b"a file in its place")
    taken_to_its_end(window, qtbot, LESSON)
    press(window.page, OPENING)
    until(qtbot, lambda: "The form could not be copied to" in says(window))


def test_no_program_for_it_is_a_sentence_and_the_copy_stays(
    documents: Path, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    taken_to_its_end(window, qtbot, LESSON)
    press(window.page, OPENING)
    until(qtbot, lambda: "No program of this computer opens" in says(window))
    assert (documents / "List of computers.odt").exists()


def test_a_lesson_without_a_form_offers_none(window: Window, qtbot: QtBot) -> None:
    taken_to_its_end(window, qtbot, LESSON)
    assert openers(window) == []
