"""Équipe: what a trainer sees of services and people, proposes, undoes; and what nobody ever sees."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coach import org
from coach.app.window import Window
from coach.content.library import library
from coach.domain.people import Person
from tests.gui import crowd
from tests.gui.conftest import Desk
from tests.gui.look import keys, named, press, says, unnamed, until, widgets

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
HEAT = "Competences by service, share of lessons finished"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk in a town with people."""
    return crowd.settle(desk)


@pytest.fixture
def team(window: Window, qtbot: QtBot) -> Window:
    """The window on Équipe."""
    return go(window, qtbot)


def go(window: Window, qtbot: QtBot, *arguments: str) -> Window:
    """Open a view of Équipe and wait for its data."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.go("team", *arguments)
    rest(window, qtbot)
    return window


def rest(window: Window, qtbot: QtBot) -> None:
    """Wait until nothing is being read or written."""
    until(qtbot, lambda: not window._worker.at_work)
    until(qtbot, lambda: not window._worker.at_work)


def cell(table: QTableView, row: int, column: int) -> str:
    """What a screen reader says of a cell."""
    return str(table.model().index(row, column).data(SPOKEN))


def lines() -> list[tuple[str, str]]:
    """Paths proposed now, with their group."""
    everything = org.assignments(crowd.BOSS, library("en"))
    return [(one.path, one.group.name) for one in everything if one.withdrawn_on is None]


def wide(window: Window) -> int:
    """How far the page could be scrolled sideways, in pixels."""
    area = area_of(window)
    page = area.widget()
    assert page is not None
    return max(0, page.minimumSizeHint().width() - area.viewport().width())


def area_of(window: Window) -> QScrollArea:
    """What scrolls the page."""
    area = window.page.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    return area


# What is seen -----------------------------------------------------------------------------------------------


def test_without_people_says_how_to_begin(window: Window, desk: Desk, qtbot: QtBot) -> None:
    org.apply([crowd.BOSS], crowd.NOW.date())
    go(window, qtbot)
    assert "Create a group or import a list to begin." in says(window.page)
    assert "How to import a list" in says(window.page)
    assert "coach people import people.csv" in says(window.page)
    assert not [one for one in widgets(window.page, QAbstractButton) if one.text() == "Assign a path"]
    press(window.page, "Import a list")
    assert named(window.page, QLineEdit, "CSV file").hasFocus()


def test_three_figures(window: Window, desk: Desk, qtbot: QtBot) -> None:
    crowd.propose("web", "Accueil")
    for one in crowd.DESK_STAFF[:4]:
        crowd.finish(one, "web", 1)
    go(window, qtbot)
    told = says(window.page)
    assert "7\npeople with a path" in told
    assert "57%\nhave finished what was proposed" in told
    assert "1\nservice with a path under way" in told


def test_the_table_says_service_domain_and_share(window: Window, desk: Desk, qtbot: QtBot) -> None:
    crowd.propose("web", "Accueil")
    for one in crowd.DESK_STAFF[:4]:
        crowd.finish(one, "web", 1)
    go(window, qtbot)
    table = named(window.page, QTableView, HEAT)
    spoken = "Accueil, Web, browser and AI: 57% of the lessons finished"
    assert cell(table, 0, 3) == spoken
    header = table.model().headerData
    assert header(0, Qt.Orientation.Vertical, SPOKEN) == "Accueil, 7 people"
    assert header(3, Qt.Orientation.Horizontal, SPOKEN) == "Web, browser and AI"
    seen = QAccessible.queryAccessibleInterface(table)
    assert seen.role() == QAccessible.Role.Table
    said = {seen.child(n).text(QAccessible.Text.Name) for n in range(seen.childCount())}
    assert {spoken, "Web, browser and AI", "Accueil, 7 people"} <= said


def test_a_cell_never_shows_all_or_nothing(window: Window, desk: Desk, qtbot: QtBot) -> None:
    crowd.propose("web", "Accueil")
    go(window, qtbot)
    assert "fewer than 10%" in cell(named(window.page, QTableView, HEAT), 0, 3)
    for one in crowd.DESK_STAFF:
        crowd.finish(one, "web", 1)
    go(window, qtbot)
    assert "more than 90%" in cell(named(window.page, QTableView, HEAT), 0, 3)


def test_small_groups_and_a_second_cell_are_hidden(window: Window, desk: Desk, qtbot: QtBot) -> None:
    crowd.propose("web", "Accueil", "Voirie")
    for one in crowd.CREW:
        crowd.finish(one, "web", 1)
    go(window, qtbot)
    table = named(window.page, QTableView, HEAT)
    assert cell(table, 2, 3) == "Voirie, Web, browser and AI: hidden: fewer than five people"
    assert "hidden, so that a neighbouring cell" in cell(table, 0, 3)
    assert "A second cell is hidden too" in says(window.page)
    assert [table.model().index(row, 3).data() for row in (0, 2)] == ["hidden", "fewer than 5"]


def test_enter_on_a_row_opens_its_service(window: Window, desk: Desk, qtbot: QtBot) -> None:
    crowd.propose("web", "Accueil")
    go(window, qtbot)
    table = named(window.page, QTableView, HEAT)
    table.setFocus(Qt.FocusReason.TabFocusReason)
    keys(table, Qt.Key.Key_Right, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert window.page.title is not None
    assert window.page.title.text() == "Accueil"
    people = named(window.page, QTableView, "People of the service")
    assert cell(people, 0, 0) == "Agent 1"
    assert people.model().columnCount() == 2
    assert unnamed(window) == []


def test_tab_leaves_the_table(team: Window) -> None:
    table = named(team.page, QTableView, HEAT)
    table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert not table.hasFocus()


def test_a_learner_is_told_what_is_missing(window: Window, desk: Desk, qtbot: QtBot) -> None:
    desk.as_person(Person("l1", "Léa", "Accueil"))
    window.changed()
    go(window, qtbot)
    assert "This needs the role “trainer”." in says(window)
    assert "Agent 1" not in says(window)


# Proposing ---------------------------------------------------------------------------------------------------


def test_proposes_by_keyboard_alone_and_undoes(window: Window, desk: Desk, qtbot: QtBot) -> None:
    go(window, qtbot)
    assert window.focusWidget() is named(window.page, QPushButton, "Assign a path")
    keys(window.focusWidget(), Qt.Key.Key_Return)
    rest(window, qtbot)
    keys(window.focusWidget(), Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert window.focusWidget() is named(window.page, QLineEdit, "Search for a service, a group or a person")
    QTest.keyClicks(window.focusWidget(), "accueil service")
    keys(window.focusWidget(), Qt.Key.Key_Down)
    chosen = named(window.page, QListView, "Services, groups and people")
    assert chosen.hasFocus()
    assert chosen.currentIndex().data(SPOKEN) == "Accueil, service, 7 people, not chosen"
    keys(chosen, Qt.Key.Key_Space)
    assert chosen.currentIndex().data(SPOKEN) == "Accueil, service, 7 people, chosen"
    keys(chosen, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert window.focusWidget() is named(window.page, QLineEdit, "Wished day")
    QTest.keyClicks(window.focusWidget(), "2099-03-15")
    assert "“Welcome”, proposed to Accueil: 7 people, wished for March 15, 2099." in says(window.page)
    keys(window.focusWidget(), Qt.Key.Key_Return)
    rest(window, qtbot)
    assert lines() == [("bienvenue", "Accueil")]
    assert "“Welcome” is proposed to Accueil." in says(window)
    press(window, "Undo")
    rest(window, qtbot)
    assert lines() == []


def choose(window: Window, qtbot: QtBot, *groups: str) -> None:
    """Go to the third step with the path Welcome and some groups."""
    go(window, qtbot, "assign")
    named(window.page, QRadioButton, "Welcome").click()
    press(window.page, "Continue")
    picker = named(window.page, QListView, "Services, groups and people")
    for group in groups:
        for row in range(picker.model().rowCount()):
            if picker.model().index(row, 0).data() == group:
                picker.clicked.emit(picker.model().index(row, 0))
    press(window.page, "Continue")
    rest(window, qtbot)


def test_counts_everybody_once(window: Window, desk: Desk, qtbot: QtBot) -> None:
    org.create_cohort(crowd.BOSS, "Pilots", ["a1", "v1"], crowd.NOW)
    choose(window, qtbot, "Accueil", "Pilots")
    assert "proposed to 2 groups: 8 people, without a wished day." in says(window.page)


def test_asks_for_what_is_missing(window: Window, desk: Desk, qtbot: QtBot) -> None:
    go(window, qtbot, "assign")
    press(window.page, "Continue")
    assert "Choose a path first." in says(window.page)
    named(window.page, QRadioButton, "Welcome").click()
    assert "Choose a path first." not in says(window.page)
    press(window.page, "Continue")
    press(window.page, "Continue")
    assert "Choose at least one service, group or person." in says(window.page)


@pytest.mark.parametrize(
    ("typed", "told"),
    [("soon", "“soon” is not a day."), ("31/12/1999", "The wished day is already over: December 31, 1999.")],
)
def test_a_wrong_day_is_told_below_its_field(
    window: Window, desk: Desk, qtbot: QtBot, typed: str, told: str
) -> None:
    choose(window, qtbot, "Accueil")
    day = named(window.page, QLineEdit, "Wished day")
    day.setText(typed)
    press(window.page, "Send")
    rest(window, qtbot)
    assert told in says(window.page)
    assert day.hasFocus()
    assert told in day.accessibleDescription()
    assert lines() == []
    day.setText("2099-01-31")
    assert told not in says(window.page)
    press(window.page, "Send")
    rest(window, qtbot)
    assert lines() == [("bienvenue", "Accueil")]


def test_says_that_a_path_is_proposed_already(window: Window, desk: Desk, qtbot: QtBot) -> None:
    crowd.propose("bienvenue", "Accueil")
    choose(window, qtbot, "Accueil", "Voirie")
    press(window.page, "Send")
    rest(window, qtbot)
    assert "“Welcome” is already proposed to Accueil" in says(window)
    assert lines() == [("bienvenue", "Accueil")]
    assert named(window.page, QPushButton, "Send").isEnabled()


def test_what_was_typed_outlives_escape_and_larger_text(window: Window, desk: Desk, qtbot: QtBot) -> None:
    choose(window, qtbot, "Voirie")
    named(window.page, QPlainTextEdit, "Message").setPlainText("At your own pace.")
    desk.set(text_scale=200)
    window.rebuild()
    rest(window, qtbot)
    assert "proposed to Voirie: 3 people" in says(window.page)
    window.page.escape()
    rest(window, qtbot)
    press(window.page, "Assign a path")
    rest(window, qtbot)
    assert named(window.page, QPlainTextEdit, "Message").toPlainText() == "At your own pace."
    press(window.page, "Send")
    rest(window, qtbot)
    assert lines() == [("bienvenue", "Voirie")]


def test_alt_and_arrows_walk_through_the_steps(window: Window, desk: Desk, qtbot: QtBot) -> None:
    choose(window, qtbot, "Accueil")
    window.page.step(-1)
    assert "To whom?" in says(window.page)
    window.page.step(-1)
    assert named(window.page, QRadioButton, "Welcome").isChecked()
    window.page.step(1)
    window.page.step(1)
    assert "With which wish?" in says(window.page)


def test_a_long_message_is_kept_to_its_length(window: Window, desk: Desk, qtbot: QtBot) -> None:
    choose(window, qtbot, "Accueil")
    message = named(window.page, QPlainTextEdit, "Message")
    message.setPlainText("x" * 500)
    assert len(message.toPlainText()) == 300
    assert "300 of 300 characters" in says(window.page)


# Afterwards ---------------------------------------------------------------------------------------------------


def test_withdraws_and_proposes_again_from_the_history(window: Window, desk: Desk, qtbot: QtBot) -> None:
    crowd.propose("bienvenue", "Accueil")
    go(window, qtbot)
    what = f"Welcome, Accueil, {crowd.NOW.astimezone().date():%B} {crowd.NOW.astimezone().day}, "
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
    assert "March 15, 2099" in copied
    assert "At your own pace." in copied
    assert "Message copied." in says(window)


def test_a_line_that_is_gone_gets_a_sentence(window: Window, desk: Desk, qtbot: QtBot) -> None:
    go(window, qtbot, "assignment", "00000000-nobody")
    assert "There is no proposal" in says(window)


# Groups and people ----------------------------------------------------------------------------------------------


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
    assert "1 person is new, 1 changes, 9 leave the list, 1 stays as before." in says(window.page)
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


# At any size --------------------------------------------------------------------------------------------------------


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
