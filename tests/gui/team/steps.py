"""What a trainer does on Équipe, for the tests of its views."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QListView,
    QRadioButton,
    QScrollArea,
    QTableView,
)
from pytestqt.qtbot import QtBot

from coach import org
from coach.app.window import Window
from coach.content.library import library
from tests.gui import crowd
from tests.gui.look import named, press, until

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
HEAT = "Competences by service, share of lessons finished"


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
