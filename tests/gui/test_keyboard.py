"""The keyboard map: pages, regions, text size, help, and nothing of it inside a lesson that would lose the place."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coach.app import keyboard
from coach.app.contents import listed_for
from coach.app.help import Help
from coach.app.pages.lesson import LessonPage
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.window import Window
from coach.domain.people import Person, Role
from coach.settings import NudgeSetting
from coach.words import _
from tests.gui.conftest import Desk
from tests.gui.look import name_of, press, says, settle, until, widgets

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
        assert all(_(shortcut.does) in words for shortcut in keyboard.SHORTCUTS)
        assert "Ctrl+1 – Ctrl+8" in words
        assert "Ctrl+F1" in words
    else:
        assert front.page.help() in words


def test_help_leads_to_the_glossary_but_not_out_of_a_lesson(front: Window, qtbot: QtBot) -> None:
    help = Help(front, ())
    assert [name_of(one) for one in widgets(help, Button)] == ["Glossary", "Close"]
    press(help, "Glossary")
    assert front._at[0] == "glossary"
    _lesson(front, qtbot)
    assert [name_of(one) for one in widgets(Help(front, ()), Button)] == ["Close"]


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


@pytest.mark.parametrize("number", range(1, 9))
def test_each_number_opens_its_page_of_the_navigation(desk: Desk, window: Window, number: int) -> None:
    desk.as_person(Person("camille", "Camille Roux", "Formation", frozenset(Role)))
    window.go("about")
    window.rebuild()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    settle()
    QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), CTRL)
    settle()
    assert window._at[0] == listed_for(window.me.person)[number - 1].page


def test_up_and_down_go_through_the_navigation_and_enter_opens(front: Window) -> None:
    QTest.keyClick(front, Qt.Key.Key_F6)
    navigation = _focus()
    QTest.keyClick(navigation, Qt.Key.Key_Down)
    settle()
    QTest.keyClick(_focus(), Qt.Key.Key_Return)
    settle()
    assert front.page.title
    assert front.page.title.text() == "Paths"


def _lesson(window: Window, qtbot: QtBot) -> LessonPage:
    window.go("lesson", "veille-ou-arret")
    page = window.page
    assert isinstance(page, LessonPage)
    until(qtbot, lambda: page.view is not None)
    return page


def test_escape_leaves_a_lesson_for_today(front: Window, qtbot: QtBot) -> None:
    _lesson(front, qtbot)
    QTest.keyClick(front, Qt.Key.Key_Escape)
    settle()
    assert front._at[0] == "today"


def test_alt_and_the_arrows_go_through_the_steps(front: Window, qtbot: QtBot) -> None:
    page = _lesson(front, qtbot)
    QTest.keyClick(front, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    until(qtbot, lambda: page.at == 1)
    QTest.keyClick(front, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    until(qtbot, lambda: page.at == 0)


def test_f6_reaches_the_action_bar_of_a_lesson(front: Window, qtbot: QtBot) -> None:
    page = _lesson(front, qtbot)
    assert page.bar is not None
    reached = []
    for _round in range(3):
        QTest.keyClick(front, Qt.Key.Key_F6)
        reached.append(page.bar.isAncestorOf(_focus()))
    assert any(reached)


@pytest.mark.parametrize("page", ["today", "progress", "settings", "paths"])
def test_ctrl_f_searches_the_lessons_from_anywhere(front: Window, page: str) -> None:
    front.go(page)
    settle()
    QTest.keyClick(front, Qt.Key.Key_F, CTRL)
    settle()
    assert front._at[0] == "paths"
    assert isinstance(_focus(), QLineEdit)


def test_ctrl_n_notes_a_gesture(front: Window) -> None:
    QTest.keyClick(front, Qt.Key.Key_N, CTRL)
    settle()
    assert front._at == ("notebook", ("new",))


def test_ctrl_q_says_once_that_reminders_go_on(front: Window, desk: Desk) -> None:
    desk.set(nudges={"idle": NudgeSetting(True, 300, "2026-11-25", 1)})
    front.changed()
    QTest.keyClick(front, Qt.Key.Key_Q, CTRL)
    settle()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert "come without this window" in says(dialog)
    press(dialog, "Close the window")
    settle()
    assert not front.isVisible()
    assert desk.settings().quit_told
    front.show()
    front.changed()
    front.activateWindow()
    assert QTest.qWaitForWindowActive(front)
    QTest.keyClick(front, Qt.Key.Key_Q, CTRL)
    settle()
    assert not front.isVisible()


def test_ctrl_q_says_nothing_where_no_reminder_is_on(front: Window) -> None:
    QTest.keyClick(front, Qt.Key.Key_Q, CTRL)
    settle()
    assert not front.isVisible()


def test_tab_goes_in_reading_order(front: Window) -> None:
    front.go("settings")
    settle()
    order = []
    for _stop in range(8):
        QTest.keyClick(_focus(), Qt.Key.Key_Tab)
        order.append(_focus().mapTo(front, _focus().rect().topLeft()).y())
    inside = [y for y in order if y >= 0]
    assert inside == sorted(inside)
