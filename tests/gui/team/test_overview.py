"""Équipe: what a trainer sees of services, and what nobody ever sees."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLineEdit,
    QTableView,
)
from pytestqt.qtbot import QtBot

from coach import org
from coach.app.window import Window
from coach.domain.people import Person
from tests.gui import crowd
from tests.gui.conftest import Desk
from tests.gui.look import keys, named, press, says, unnamed, widgets
from tests.gui.team.steps import HEAT, SPOKEN, cell, go, rest


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
        crowd.finish(one, "web")
    go(window, qtbot)
    told = says(window.page)
    assert "7\npeople with a path" in told
    assert "57%\nhave finished what was proposed" in told
    assert "1\nservice with a path under way" in told


def test_the_table_says_service_domain_and_share(window: Window, desk: Desk, qtbot: QtBot) -> None:
    crowd.propose("web", "Accueil")
    for one in crowd.DESK_STAFF[:4]:
        crowd.finish(one, "web")
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
        crowd.finish(one, "web")
    go(window, qtbot)
    assert "more than 90%" in cell(named(window.page, QTableView, HEAT), 0, 3)


def test_small_groups_and_a_second_cell_are_hidden(window: Window, desk: Desk, qtbot: QtBot) -> None:
    crowd.propose("web", "Accueil", "Voirie")
    for one in crowd.CREW:
        crowd.finish(one, "web")
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
    people = named(window.page, QTableView, "People, their paths and how far they are")
    assert cell(people, 0, 0) == "Agent 1"
    assert cell(people, 0, 3) == "Agent 1, State: not started"
    assert people.model().columnCount() == 5
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
