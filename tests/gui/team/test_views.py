"""History, assignment, groups, import; every view named and within its page."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListView,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coach import org
from coach.app.window import Window
from tests.gui import crowd
from tests.gui.conftest import Desk
from tests.gui.look import keys, named, press, says, unnamed, widgets
from tests.gui.team.steps import HEAT, area_of, cell, go, lines, rest, wide


def test_withdraws_and_proposes_again_from_the_history(window: Window, desk: Desk, qtbot: QtBot) -> None:
    crowd.propose("bienvenue", "Accueil")
    go(window, qtbot)
    what = f"Welcome, Accueil, {crowd.NOW.astimezone().date():%B}\u00a0{crowd.NOW.astimezone().day},\u00a0"
    found = [
        one
        for one in widgets(window.page, QPushButton)
        if one.accessibleName().startswith(f"Withdraw: {what}")
    ]
    assert len(found) == 1
    found[0].setFocus()
    found[0].click()
    rest(window, qtbot)
    assert lines() == []
    assert isinstance(window.focusWidget(), QPushButton)
    assert window.focusWidget().accessibleName().startswith("Propose again: Welcome, Accueil")
    press(window, "Undo")
    rest(window, qtbot)
    assert lines() == [("bienvenue", "Accueil")]


def test_shows_who_has_come_how_far_and_nothing_else(window: Window, desk: Desk, qtbot: QtBot) -> None:
    (line,) = crowd.propose("bienvenue", "Accueil")
    crowd.finish(crowd.DESK_STAFF[0], "bienvenue", 6)
    crowd.finish(crowd.DESK_STAFF[1], "bienvenue", 2)
    go(window, qtbot, "assignment", line)
    table = named(window.page, QTableView, "Members and lessons finished")
    titles = [
        table.model().headerData(n, Qt.Orientation.Horizontal) for n in range(table.model().columnCount())
    ]
    assert titles == ["Name", "Service", "State", "Lessons finished"]
    rows = [[table.model().index(row, column).data() for column in (0, 2, 3)] for row in range(3)]
    assert rows == [
        ["Agent 1", "finished", "6 of 6"],
        ["Agent 2", "started", "2 of 6"],
        ["Agent 3", "not started", "0 of 6"],
    ]
    assert cell(table, 1, 3) == "Agent 2, Lessons finished: 2 of 6"
    assert "5\npeople have not started" in says(window.page)
    assert unnamed(window) == []


def test_copies_a_message_with_the_link_and_the_day(window: Window, desk: Desk, qtbot: QtBot) -> None:
    (line,) = crowd.propose("bienvenue", "Accueil", due=date(2099, 3, 15), message="At your own pace.")
    go(window, qtbot, "assignment", line)
    press(window.page, "Copy the message")
    copied = QApplication.clipboard().text()
    assert "coach://path/bienvenue" in copied
    assert "March\u00a015,\u00a02099" in copied
    assert "At your own pace." in copied
    assert "Message copied." in says(window)


def test_a_line_that_is_gone_gets_a_sentence(window: Window, desk: Desk, qtbot: QtBot) -> None:
    go(window, qtbot, "assignment", "00000000-nobody")
    assert "There is no proposal" in says(window)


def test_makes_a_group_and_changes_it(window: Window, desk: Desk, qtbot: QtBot) -> None:
    go(window, qtbot)
    press(window.page, "Create a group")
    rest(window, qtbot)
    QTest.keyClicks(window.focusWidget(), "Pilots")
    named(window.page, QLineEdit, "Search for a person or a service").setText("voirie")
    people = named(window.page, QListView, "People")
    assert people.model().rowCount() == 3
    people.setFocus(Qt.FocusReason.TabFocusReason)
    keys(people, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert "2 people chosen" in says(window.page)
    assert unnamed(window) == []
    press(window.page, "Create the group")
    rest(window, qtbot)
    assert "The group Pilots is saved: 2 people." in says(window)
    press(window.page, "Change the group Pilots")
    rest(window, qtbot)
    assert "2 people chosen" in says(window.page)
    picker = named(window.page, QListView, "People")
    picker.clicked.emit(picker.model().index(0, 0))
    press(window.page, "Save the group")
    rest(window, qtbot)
    assert [len(one.members) for one in org.cohorts(crowd.BOSS)] == [3]


def test_a_group_without_a_name_is_refused_beside_the_field(window: Window, desk: Desk, qtbot: QtBot) -> None:
    go(window, qtbot, "cohort")
    press(window.page, "Create the group")
    rest(window, qtbot)
    assert "it has no name." in says(window.page)
    assert named(window.page, QLineEdit, "Name of the group").hasFocus()


def test_shows_what_an_import_changes_before_it_does(
    window: Window, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        "matricule;nom;service;rôles\nb1;Inès Faure;Formation;formatrice, rh\na1;Agent 1;Mairie;\nn1;Neuf;Accueil;\n",
        "utf-8",
    )
    go(window, qtbot, "import")
    named(window.page, QLineEdit, "CSV file").setText(str(file))
    press(window.page, "Read the file")
    rest(window, qtbot)
    assert "1 person is new, 1 changes, 9 leave the list, 1 stays as\u00a0before." in says(window.page)
    assert len(org.everybody(crowd.BOSS)) == 11
    assert cell(named(window.page, QTableView, "People who would change"), 0, 3) == "Neuf, What happens: new"
    assert unnamed(window) == []
    press(window.page, "Import the list")
    rest(window, qtbot)
    assert [one.name for one in org.everybody(crowd.BOSS)] == ["Agent 1", "Inès Faure", "Neuf"]


def test_every_fault_of_a_file_is_told(window: Window, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("matricule;nom;service\na1;;Accueil\na1;Bis;Accueil\n", "utf-8")
    go(window, qtbot, "import", str(file))
    press(window.page, "Read the file")
    rest(window, qtbot)
    told = says(window.page)
    assert "line 2: “name” is empty." in told
    assert "line 3" in told
    assert "Nothing was imported." in told
    assert len(org.everybody(crowd.BOSS)) == 11


@pytest.mark.parametrize("scale", [100, 200])
def test_the_table_scrolls_and_the_page_does_not(
    window: Window, desk: Desk, qtbot: QtBot, scale: int
) -> None:
    crowd.propose("bienvenue", "Accueil", due=crowd.NOW.date() + timedelta(30))
    desk.set(text_scale=scale)
    window.resize(1200, 800)
    go(window, qtbot)
    window.rebuild()
    rest(window, qtbot)
    assert wide(window) == 0
    table = named(window.page, QTableView, HEAT)
    assert (table.horizontalScrollBar().maximum() > 0) == (scale == 200)
    assert table.verticalScrollBar().maximum() == 0
    assert unnamed(window) == []


@pytest.mark.parametrize("view", [("assign",), ("cohort",), ("import",), ("service", "Accueil")])
def test_every_view_is_named_and_fits_at_200_percent(
    window: Window, desk: Desk, qtbot: QtBot, view: tuple[str, ...]
) -> None:
    desk.set(text_scale=200)
    window.resize(1200, 800)
    go(window, qtbot, *view)
    window.rebuild()
    rest(window, qtbot)
    assert unnamed(window) == []
    assert wide(window) == 0
    assert window.page.help()


def test_the_page_follows_the_cell_in_focus(window: Window, desk: Desk, qtbot: QtBot) -> None:
    window.resize(1000, 560)
    go(window, qtbot)
    table = named(window.page, QTableView, HEAT)
    table.setFocus(Qt.FocusReason.TabFocusReason)
    last = table.model().index(2, 0)
    table.selectionModel().setCurrentIndex(last, QItemSelectionModel.SelectionFlag.NoUpdate)
    area = area_of(window)
    at: QWidget = table.viewport()
    bottom = at.mapTo(area.viewport(), table.visualRect(last).bottomLeft()).y()
    assert 0 < bottom <= area.viewport().height()
