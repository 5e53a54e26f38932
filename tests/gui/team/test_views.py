"""History, assignment, groups, import; every view named and within its page."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QListView,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coach import org
from coach.app.window import Window
from coach.content.library import library
from coach.store import database, hearing
from coach.store.schema import box
from tests.gui import crowd
from tests.gui.conftest import Desk
from tests.gui.look import keys, name_of, named, press, says, unnamed, widgets
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
    crowd.passes(crowd.DESK_STAFF[0], "bienvenue")
    crowd.finish(crowd.DESK_STAFF[1], "bienvenue", 2)
    go(window, qtbot, "assignment", line)
    table = named(window.page, QTableView, "Members and lessons finished")
    titles = [
        table.model().headerData(n, Qt.Orientation.Horizontal) for n in range(table.model().columnCount())
    ]
    assert titles == ["Name", "Service", "State", "Lessons finished", "Data"]
    rows = [[table.model().index(row, column).data() for column in (0, 2, 3)] for row in range(3)]
    assert rows == [
        ["Agent 1", "finished", "6 of 6"],
        ["Agent 2", "started", "2 of 6"],
        ["Agent 3", "not started", "0 of 6"],
    ]
    assert cell(table, 1, 3) == "Agent 2, Lessons finished: 2 of 6"
    assert cell(table, 1, 4) == "Agent 2, Data: up to date"
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


def test_copies_a_gentle_reminder_until_all_have_finished(window: Window, desk: Desk, qtbot: QtBot) -> None:
    (line,) = crowd.propose("web", "Accueil")
    go(window, qtbot, "assignment", line)
    press(window.page, "Copy the reminder")
    assert "coach://path/web" in QApplication.clipboard().text()
    assert "Agent" not in QApplication.clipboard().text()
    assert "Reminder copied." in says(window)
    for who in crowd.DESK_STAFF:
        crowd.finish(who, "web")
    go(window, qtbot, "assignment", line)
    assert "A gentle reminder" not in says(window.page)


def test_saves_an_entry_for_calendars(
    window: Window, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "web.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    (line,) = crowd.propose("web", "Accueil", due=date(2099, 3, 15))
    go(window, qtbot, "assignment", line)
    press(window.page, "Save for calendars")
    rest(window, qtbot)
    assert "DTSTART;VALUE=DATE:20990315" in file.read_text("utf-8")
    assert "Saved to" in says(window)


def test_without_a_wished_day_there_is_no_entry_to_save(window: Window, desk: Desk, qtbot: QtBot) -> None:
    (line,) = crowd.propose("web", "Accueil")
    go(window, qtbot, "assignment", line)
    names = {name_of(one) for one in widgets(window.page, QPushButton)}
    assert "Copy the message" in names
    assert "Save for calendars" not in names


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


def test_a_group_shows_states_and_no_share(window: Window, desk: Desk, qtbot: QtBot) -> None:
    org.create_cohort(crowd.BOSS, "Pilots", ["a1", "v1"], crowd.NOW)
    crowd.propose("web", "Pilots")
    crowd.propose("bienvenue", "Voirie")
    crowd.finish(crowd.DESK_STAFF[0], "web")
    go(window, qtbot)
    press(window.page, "Open: Pilots")
    rest(window, qtbot)
    table = named(window.page, QTableView, "People, their paths and how far they are")
    rows = [[table.model().index(row, column).data() for column in (0, 2, 3, 4)] for row in range(3)]
    assert rows == [
        ["Agent 1", "Browser and web", "finished", "up to date"],
        ["Équipier 1", "Welcome", "not started", "up to date"],
        ["Équipier 1", "Browser and web", "not started", "up to date"],
    ]
    assert "%" not in says(window.page)
    assert [one.objectName() for one in widgets(window.page, QTableView)] == ["paths", "people"]
    press(window.page, "Assign a path")
    rest(window, qtbot)
    assert unnamed(window) == []


def test_says_whose_data_are_old(window: Window, desk: Desk, qtbot: QtBot) -> None:
    old = (crowd.NOW - timedelta(9)).date()
    with database.organisation() as connection:
        for who in ("v1", "v2"):
            told = {"public_key": "", "registered_on": "2026-01-01", "serial": 0, "told": ""}
            connection.execute(box.insert().values(device=f"of-{who}", person=who, **told))
        hearing.note(connection, "of-v1", old)
        hearing.note(connection, "of-v2", crowd.NOW.date())
    crowd.propose("web", "Voirie")
    for view in (("service", "Voirie"), ("assignment", org.assignments(crowd.BOSS, library("en"))[0].id)):
        go(window, qtbot, *view)
        assert "For 2 people, nothing was received for more than 7 days." in says(window.page)
        table = widgets(window.page, QTableView)[-1]
        ages = [str(table.model().index(row, table.model().columnCount() - 1).data()) for row in range(3)]
        assert ages[0].startswith("older than 7 days")
        assert ages[1:] == ["up to date", "nothing received yet"]


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
    assert len(list(org.everybody(crowd.BOSS))) == 11
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
    assert len(list(org.everybody(crowd.BOSS))) == 11


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


@pytest.mark.parametrize(
    "view",
    [("assign",), ("cohort",), ("import",), ("service", "Accueil"), ("session",), ("path",), ("questions",)],
)
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
