"""What the tests of the page Exports do and look at."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from coach.app.window import Window
from tests.gui.look import named, press, until, widgets

FILE = "Folder and file"


def go(window: Window, qtbot: QtBot, grain: str = "One line per lesson finished") -> Window:
    """Open the page and wait for its data."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.go("exports")
    rest(window, qtbot)
    for choice in widgets(window.page, QComboBox):
        if choice.accessibleName() == "A line is":
            choice.setCurrentIndex(choice.findText(grain))
    rest(window, qtbot)
    return window


def rest(window: Window, qtbot: QtBot) -> None:
    """Wait until nothing is being read, written or about to be."""
    waiting = window.page.findChildren(QObject)
    until(
        qtbot, lambda: not any(getattr(one, "isActive", bool)() for one in waiting if one.inherits("QTimer"))
    )
    for _again in range(3):
        until(qtbot, lambda: not window._worker.at_work)


def preview(window: Window) -> QTableView:
    """The table of the first rows."""
    return named(window.page, QTableView, "Preview of the export")


def titles(table: QTableView) -> list[str]:
    """Titles of the columns."""
    across = Qt.Orientation.Horizontal
    return [str(table.model().headerData(n, across)) for n in range(table.model().columnCount())]


def rows(table: QTableView) -> list[list[str]]:
    """Every cell."""
    model = table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def save_to(window: Window, qtbot: QtBot, file: Path) -> None:
    """Type a path and press the page's button."""
    named(window.page, QLineEdit, FILE).setText(str(file))
    press(window.page, "Save the export")
    rest(window, qtbot)
