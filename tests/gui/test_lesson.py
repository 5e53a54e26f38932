"""A lesson in the window: steps, questions with hint and reason, and a place that is kept."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coach.app.fields.choose import PickField
from coach.app.lesson.question import QuestionView
from coach.app.pages.lesson import LessonPage
from coach.app.widgets.button import Button
from coach.app.widgets.choice import PickRow
from coach.app.window import Window
from tests.gui.look import named, press, settle, widgets

LESSON = "veille-ou-arret"


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> LessonPage:
    """The lesson at its first step, with every question of its pool."""
    window.go("lesson", LESSON)
    front = window.page
    assert isinstance(front, LessonPage)
    qtbot.waitUntil(lambda: front.view is not None)
    return front


def _at(page: LessonPage, kind: str) -> QuestionView:
    """Bring a question of a kind to the front, whichever this sitting asks."""
    import dataclasses

    assert page.sitting
    page.sitting = dataclasses.replace(page.sitting, questions=page.lesson.questions)
    place = next(n for n, question in enumerate(page.lesson.questions) if question.kind == kind)
    page.show_screen(len(page.lesson.steps) + place)
    settle()
    assert isinstance(page.view, QuestionView)
    return page.view


def _title(view: QuestionView) -> str:
    outcome = view._outcome
    assert outcome
    return outcome.hint or outcome.reason


def _wrong_row(view: QuestionView) -> PickRow:
    assert isinstance(view.field, PickField)
    right = view.question.key["right"]
    name = next(name for name in view.field.rows if name != right)
    row = view.field.rows[name]
    assert isinstance(row, PickRow)
    return row


def _shown(view: QuestionView) -> Callable[[], bool]:
    return lambda: view._outcome is not None


def test_a_first_miss_gives_the_hint_and_a_second_the_reason(page: LessonPage, qtbot: QtBot) -> None:
    view = _at(page, "one")
    _wrong_row(view).setChecked(True)
    view.check.click()
    qtbot.waitUntil(_shown(view))
    assert _title(view) == view.question.hint
    assert view.check.text() == "Try again"
    view.check.click()
    view.check.click()
    qtbot.waitUntil(_shown(view))
    assert _title(view) == view.question.reason
    assert view.check.text() == "Continue"
    assert isinstance(view.field, PickField)
    assert view.field.rows[view.question.key["right"]].accessibleDescription() == "Right answer"


def test_not_knowing_leads_to_the_reason_at_once(page: LessonPage, qtbot: QtBot) -> None:
    view = _at(page, "order")
    view.unsure.click()
    qtbot.waitUntil(_shown(view))
    assert _title(view) == view.question.reason
    assert view.field.response() == list(view.question.key["items"])


def test_letters_and_numbers_choose_only_while_the_focus_is_inside(page: LessonPage) -> None:
    view = _at(page, "one")
    rows = widgets(view, PickRow)
    QTest.keyClick(view.unsure, Qt.Key.Key_B)
    assert not any(row.isChecked() for row in rows)
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_B)
    assert rows[1].isChecked()
    QTest.keyClick(rows[1], Qt.Key.Key_3)
    assert rows[2].isChecked()


def test_letters_can_be_switched_off(desk: Any, window: Window, qtbot: QtBot) -> None:
    desk.set(letter_keys=False)
    window.changed()
    window.go("lesson", LESSON)
    front = window.page
    assert isinstance(front, LessonPage)
    qtbot.waitUntil(lambda: front.view is not None)
    rows = widgets(_at(front, "one"), PickRow)
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_B)
    assert not rows[1].isChecked()


def test_leaving_keeps_the_place(page: LessonPage, window: Window, qtbot: QtBot) -> None:
    press(page, "Continue")
    qtbot.waitUntil(lambda: page.at == 1)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    window.go("lesson", LESSON)
    again = window.page
    assert isinstance(again, LessonPage)
    qtbot.waitUntil(lambda: again.view is not None)
    assert again.at == 1


def test_the_steps_go_back_and_forth_by_keyboard(page: LessonPage, qtbot: QtBot) -> None:
    page.step(1)
    qtbot.waitUntil(lambda: page.at == 1)
    page.step(-1)
    assert page.at == 0
    assert named(page, Button, "Continue").isVisible()
