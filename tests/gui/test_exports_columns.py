"""Exports: what a line is, which columns in which order, and all of that saved under a name."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from coach.app.widgets.picker import Picker
from coach.app.window import Window
from coach.exports import columns, formats
from coach.org.grains import GRAINS
from coach.words import _
from tests.gui import crowd
from tests.gui.conftest import Desk
from tests.gui.exporting import go, preview, rest, rows, save_to, titles
from tests.gui.look import keys, named, press, says, unnamed, widgets

CSV_FR = "CSV for French office programs (semicolon, decimal comma)"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A town where two people have finished eight lessons."""
    hers = crowd.settle(desk)
    crowd.propose("bienvenue", "Accueil", "Voirie")
    crowd.finish(crowd.DESK_STAFF[0], "bienvenue", 6)
    crowd.finish(crowd.CREW[0], "bienvenue", 2)
    return hers


@pytest.fixture
def page(window: Window, desk: Desk, qtbot: QtBot) -> Window:
    """The window on Exports, with a line per lesson finished."""
    return go(window, qtbot)


def test_begins_with_a_line_per_person_and_path(window: Window, desk: Desk, qtbot: QtBot) -> None:
    go(window, qtbot, "One line per person and path")
    assert "8 rows in all" not in says(window.page)
    found = rows(preview(window))
    assert {row[1] for row in found} >= {"Équipier 1"}
    assert titles(preview(window)) == [one.heading for one in columns(GRAINS["person-path"].columns)]


def column_list(window: Window) -> Picker:
    """The list of columns, opened."""
    press(window.page, "Change the columns")
    [picker] = window.page.findChildren(Picker)
    return picker


def test_columns_are_left_out_moved_and_renamed(page: Window, qtbot: QtBot, tmp_path: Path) -> None:
    picker = column_list(page)
    picker.choose(["staff_number", "name", "minutes"])
    picker.changed.emit()
    picker.go_to("name")
    press(page.page, "Move up")
    named(page.page, QLineEdit, "Title of the chosen line in the file").setText("NOM")
    rest(page, qtbot)
    assert titles(preview(page)) == ["NOM", "Staff number", "Minutes (published)"]
    save_to(page, qtbot, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text("utf-8").splitlines()[0] == "NOM,staff_number,minutes"


def test_a_column_is_ticked_by_the_keyboard(page: Window, qtbot: QtBot) -> None:
    picker = column_list(page)
    assert picker.list.hasFocus()
    keys(picker.list, Qt.Key.Key_Space)
    rest(page, qtbot)
    assert titles(preview(page))[0] == "Name"
    assert unnamed(page) == []


def test_what_is_saved_comes_back_and_can_be_forgotten(page: Window, qtbot: QtBot) -> None:
    named(page.page, QRadioButton, CSV_FR).click()
    picker = column_list(page)
    picker.choose(["staff_number", "minutes"])
    picker.changed.emit()
    named(page.page, QLineEdit, "Save what is chosen as").setText("Payroll")
    press(page.page, "Save as a saved export")
    rest(page, qtbot)
    go(page, qtbot, "Who is assigned what")
    saved = named(page.page, QComboBox, "Saved export")
    saved.setCurrentIndex(saved.findText("Payroll"))
    rest(page, qtbot)
    assert titles(preview(page)) == ["Staff number", "Minutes (published)"]
    assert named(page.page, QRadioButton, CSV_FR).isChecked()
    press(page.page, "Forget the saved export chosen")
    rest(page, qtbot)
    assert named(page.page, QComboBox, "Saved export").findText("Payroll") == -1


def test_statements_tell_their_own_columns_of_each_completion(page: Window, qtbot: QtBot) -> None:
    named(page.page, QRadioButton, _(formats()["xapi"].title)).click()
    rest(page, qtbot)
    assert titles(preview(page)) == [one.heading for one in columns(formats()["xapi"].keys)]
    assert not named(page.page, QComboBox, "A line is").isEnabled()
    assert not [one for one in widgets(page.page, QPushButton) if one.text() == "Change the columns"]
