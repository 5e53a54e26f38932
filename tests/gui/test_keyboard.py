"""The keyboard map: pages, regions, text size, help, and nothing of it inside a lesson that would lose the place."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coach.app import keyboard
from coach.app.help import Help
from coach.app.theme import theme
from coach.app.window import Window
from coach.words import _
from tests.gui.conftest import Desk
from tests.gui.look import says, settle

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def front(window: Window) -> Window:
    """The window on Aujourd'hui, active, so that its shortcuts are heard."""
    window.go("today")
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    settle()
    return window


def _focus() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


@pytest.mark.parametrize(
    ("key", "title"),
    [
        (Qt.Key.Key_1, "Hello Camille"),
        (Qt.Key.Key_2, "Paths"),
        (Qt.Key.Key_3, "My progress"),
        (Qt.Key.Key_4, "Gesture notebook"),
        (Qt.Key.Key_6, "Settings"),
        (Qt.Key.Key_Comma, "Settings"),
    ],
)
def test_ctrl_and_a_number_open_a_page(front: Window, key: Qt.Key, title: str) -> None:
    QTest.keyClick(front, key, CTRL)
    settle()
    assert front.page.title
    assert front.page.title.text() == title


def test_f6_goes_round_the_regions(front: Window) -> None:
    assert front.page.isAncestorOf(_focus())
    QTest.keyClick(front, Qt.Key.Key_F6)
    assert front.sidebar.isAncestorOf(_focus())
    QTest.keyClick(front, Qt.Key.Key_F6)
    assert front.page.isAncestorOf(_focus())
    QTest.keyClick(front, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert front.sidebar.isAncestorOf(_focus())


def test_plus_minus_and_zero_change_the_text_size(front: Window, desk: Desk) -> None:
    QTest.keyClick(front, Qt.Key.Key_Plus, CTRL)
    assert theme().scale == 1.25
    QTest.keyClick(front, Qt.Key.Key_Minus, CTRL)
    assert theme().scale == 1.0
    QTest.keyClick(front, Qt.Key.Key_Minus, CTRL)
    assert theme().scale == 1.0
    QTest.keyClick(front, Qt.Key.Key_0, CTRL)
    assert desk.settings().text_scale == 0


@pytest.mark.parametrize("shortcuts", [False, True])
def test_help_tells_of_the_page_and_lists_the_keys(front: Window, shortcuts: bool) -> None:
    told: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Help)
        told.append(says(dialog))
        dialog.accept()

    QTimer.singleShot(200, look)
    QTest.keyClick(front, Qt.Key.Key_F1, CTRL if shortcuts else Qt.KeyboardModifier.NoModifier)
    (words,) = told
    if shortcuts:
        for shortcut in keyboard.SHORTCUTS:
            assert shortcut.told in words
    else:
        assert front.page.help() in words


def test_numbers_do_not_leave_a_lesson(front: Window) -> None:
    front.go("lesson", "veille-ou-arret")
    lesson = front.page
    QTest.keyClick(front, Qt.Key.Key_2, CTRL)
    QTest.keyClick(front, Qt.Key.Key_N, CTRL)
    assert front.page is lesson


def test_every_shortcut_is_told_once() -> None:
    told = [shortcut.told for shortcut in keyboard.SHORTCUTS]
    assert len(set(told)) == len(told)
    assert all(_(shortcut.does) for shortcut in keyboard.SHORTCUTS)


@pytest.mark.parametrize(
    ("key", "title"),
    [
        (Qt.Key.Key_Ampersand, "Hello Camille"),
        (Qt.Key.Key_Eacute, "Paths"),
        (Qt.Key.Key_QuoteDbl, "My progress"),
        (Qt.Key.Key_Apostrophe, "Gesture notebook"),
    ],
)
def test_a_french_keyboard_needs_no_shift_for_the_pages(front: Window, key: Qt.Key, title: str) -> None:
    front.go("settings")
    settle()
    QTest.keyClick(front, key, CTRL)
    settle()
    assert front.page.title
    assert front.page.title.text() == title
