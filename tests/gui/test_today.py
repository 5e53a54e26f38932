"""Aujourd'hui: what now, at one glance, and every way on by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coach.app.pages.lesson import LessonPage
from coach.app.pages.paths import Paths
from coach.app.widgets.button import Button
from coach.app.widgets.lesson_card import LessonCard
from coach.app.window import Window
from tests.gui.look import named, press, settle, widgets


def test_the_first_lesson_is_offered_and_enter_opens_it(window: Window) -> None:
    window.go("today")
    settle()
    offered = named(window.page, Button, "Start the lesson: What the app knows about me, 4 minutes")
    assert window.focusWidget() is offered
    QTest.keyClick(offered, Qt.Key.Key_Return)
    assert isinstance(window.page, LessonPage)
    assert window.page.lesson.id == "ce-que-l-application-sait-de-moi"


def test_enter_on_a_card_opens_that_lesson_and_not_the_one_offered(window: Window) -> None:
    window.go("today")
    settle()
    card = widgets(window.page, LessonCard)[1]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert isinstance(window.page, LessonPage)
    assert window.page.lesson.id == card.state.card.id


def test_enter_on_a_quiet_button_presses_that_button(window: Window) -> None:
    window.go("today")
    settle()
    every = named(window.page, Button, "All the paths")
    every.setFocus()
    QTest.keyClick(every, Qt.Key.Key_Return)
    assert isinstance(window.page, Paths)


def test_the_gesture_of_the_day_is_noted_once(window: Window, qtbot: QtBot) -> None:
    window.go("today")
    settle()
    (noted,) = [one for one in widgets(window.page, Button) if one.text() == "I did it"]
    press(window.page, noted.accessibleName())

    def told() -> list[bool]:
        return [one.isEnabled() for one in widgets(window.page, Button) if one.text() == "Noted today"]

    qtbot.waitUntil(lambda: told() == [False])


def test_a_goal_of_none_hides_the_week(window: Window) -> None:
    from datetime import UTC, datetime

    from PySide6.QtWidgets import QProgressBar

    from coach import study

    study.change_setting("weekly_goal", 0, datetime.now(UTC))
    window.go("today")
    settle()
    assert widgets(window.page, QProgressBar) == []
