"""A lesson in the window: steps, questions with hint and reason, and a place that is kept."""

import dataclasses
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach import places
from coach.app.fields.choose import PickField
from coach.app.keyboard import resize_text
from coach.app.lesson.end import EndView
from coach.app.lesson.question import QuestionView
from coach.app.pages.lesson import LessonPage
from coach.app.widgets.button import Button
from coach.app.widgets.choice import PickRow
from coach.app.window import Window
from coach.questions import kinds
from coach.store import database, glance
from coach.study import sitting
from tests.gui.look import named, press, settle, widgets

LESSON = "veille-ou-arret"


def _opened(window: Window, qtbot: QtBot) -> LessonPage:
    front = window.page
    assert isinstance(front, LessonPage)
    qtbot.waitUntil(lambda: front.view is not None)
    return front


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> LessonPage:
    """The lesson at its first step, with every question of its pool."""
    window.go("lesson", LESSON)
    return _opened(window, qtbot)


def _at(page: LessonPage, kind: str) -> QuestionView:
    """Bring a question of a kind to the front, whichever this sitting asks."""
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
    rows = widgets(_at(_opened(window, qtbot), "one"), PickRow)
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_B)
    assert not rows[1].isChecked()


def test_leaving_keeps_the_place(page: LessonPage, window: Window, qtbot: QtBot) -> None:
    press(page, "Continue")
    qtbot.waitUntil(lambda: page.at == 1)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    window.go("lesson", LESSON)
    assert _opened(window, qtbot).at == 1


def test_the_steps_go_back_and_forth_by_keyboard(page: LessonPage, qtbot: QtBot) -> None:
    page.step(1)
    qtbot.waitUntil(lambda: page.at == 1)
    page.step(-1)
    assert page.at == 0
    assert named(page, Button, "Continue").isVisible()


ANSWERS: dict[str, Callable[[QuestionView], Any]] = {
    "one": lambda view: next(iter(view.field.rows)),  # type: ignore[attr-defined] # of a pick field
    "many": lambda view: list(view.field.rows)[:1],  # type: ignore[attr-defined] # of a tick field
    "order": lambda view: list(reversed(view.field.response())),
    "match": lambda view: {item: next(iter(chips)) for item, chips in view.field.chips.items()},  # type: ignore[attr-defined] # of a match field
    "estimate": lambda view: view.field._stops[3],  # type: ignore[attr-defined] # of a number field
    "true_false": lambda view: "false",
    "sort": lambda view: dict.fromkeys(view.question.key["items"], view.question.key["categories"][0]),
    "gaps": lambda view: dict.fromkeys(view.question.key["gaps"], view.question.key["fillers"][0]),
    "number": lambda view: 12.5,
    "text": lambda view: "la veille",
    "do": lambda view: "managed",
}


def test_every_type_of_question_is_tried_here() -> None:
    assert set(ANSWERS) == set(kinds())


@pytest.mark.parametrize("kind", ANSWERS)
def test_larger_text_keeps_what_was_chosen_and_not_yet_checked(
    window: Window, qtbot: QtBot, kind: str
) -> None:
    lesson = next(
        card.id
        for card in window.me.library.cards.values()
        if any(question.kind == kind for question in window.me.library.lesson(card.id).questions)
    )
    window.go("lesson", lesson)
    front = _opened(window, qtbot)
    view = _until_asked(front, kind, qtbot)
    view.field.put(ANSWERS[kind](view))
    chosen, at = view.field.response(), front.at
    assert chosen
    resize_text(window, 1)
    fresh = _opened(window, qtbot)
    assert fresh.at == at
    assert isinstance(fresh.view, QuestionView)
    assert fresh.view.field.response() == chosen
    assert fresh.view.check.isEnabled()


def _until_asked(front: LessonPage, kind: str, qtbot: QtBot) -> QuestionView:
    """Bring a question of a kind to the front, made part of this very attempt."""
    from coach.store import database, schema

    assert front.sitting
    question = next(one for one in front.lesson.questions if one.kind == kind)
    with database.records(front.sitting.person.id) as connection:
        connection.execute(schema.attempt.update().values(asked=json.dumps([question.id])))
    front.sitting = dataclasses.replace(front.sitting, questions=(question,))
    front.show_screen(len(front.lesson.steps))
    assert isinstance(front.view, QuestionView)
    return front.view


def test_larger_text_keeps_the_hint_and_a_second_try_leads_to_the_reason(
    window: Window, qtbot: QtBot
) -> None:
    window.go("lesson", LESSON)
    view = _until_asked(_opened(window, qtbot), "one", qtbot)
    _wrong_row(view).setChecked(True)
    view.check.click()
    qtbot.waitUntil(_shown(view))
    resize_text(window, 1)
    fresh = _opened(window, qtbot).view
    assert isinstance(fresh, QuestionView)
    assert _title(fresh) == fresh.question.hint
    fresh.check.click()
    fresh.check.click()
    qtbot.waitUntil(lambda: fresh.done)
    assert _title(fresh) == fresh.question.reason


def test_larger_text_at_the_end_opens_no_new_attempt(window: Window, qtbot: QtBot) -> None:
    window.go("lesson", LESSON)
    front = _opened(window, qtbot)
    assert front.sitting
    for question in front.sitting.questions:
        sitting.answer(front.sitting, question, None, datetime.now(UTC))
    front.show_screen(front.sitting.screens - 1)
    front.forward()
    qtbot.waitUntil(lambda: isinstance(front.view, EndView))
    press(front, "I will try it this week")
    qtbot.waitUntil(lambda: front.view is not None and front.view.unkept() == "planned")
    resize_text(window, 1)
    fresh = _opened(window, qtbot)
    assert isinstance(fresh.view, EndView)
    assert not fresh.view.plan.isEnabled()
    assert fresh.view.plan.text() == "In your notebook"
    assert len(glance.everything(places.records("camille"))["attempt"]) == 1


def test_an_answered_question_shows_its_answer_on_the_way_back(page: LessonPage, qtbot: QtBot) -> None:
    view = _until_asked(page, "one", qtbot)
    view.unsure.click()
    qtbot.waitUntil(lambda: view.done)
    page.back()
    page.step(1)
    qtbot.waitUntil(lambda: isinstance(page.view, QuestionView))
    again = page.view
    assert isinstance(again, QuestionView)
    assert again.done
    assert again.check.text() == "Continue"
    assert _title(again) == again.question.reason
    assert len(glance.everything(places.records("camille"))["answer"]) == 1
    page.step(1)
    qtbot.waitUntil(lambda: isinstance(page.view, EndView))


def test_an_answer_that_could_not_be_kept_can_be_sent_again(
    page: LessonPage, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = _until_asked(page, "one", qtbot)
    database.close()
    records = Path(places.records("camille"))
    records.rename(records.with_suffix(".away"))
    records.mkdir()
    _wrong_row(view).setChecked(True)
    view.check.click()
    qtbot.waitUntil(window.banner.isVisible)
    assert view.check.isEnabled()
    assert view.unsure.isEnabled()
    assert view.check.text() == "Check my answer"
    records.rmdir()
    records.with_suffix(".away").rename(records)
    view.check.click()
    qtbot.waitUntil(_shown(view))
    assert _title(view) == view.question.hint


@pytest.mark.parametrize(
    ("keys", "modifiers", "text"),
    [
        (Qt.Key.Key_2, Qt.KeyboardModifier.ShiftModifier, "2"),
        (Qt.Key.Key_2, Qt.KeyboardModifier.KeypadModifier, "2"),
        (Qt.Key.Key_Eacute, Qt.KeyboardModifier.NoModifier, "é"),
        (Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier, "B"),
    ],
)
def test_a_french_keyboard_or_its_keypad_chooses_by_number(
    page: LessonPage, keys: Qt.Key, modifiers: Qt.KeyboardModifier, text: str
) -> None:
    view = _at(page, "one")
    rows = widgets(view, PickRow)
    rows[0].setFocus()
    pressed = QKeyEvent(QEvent.Type.KeyPress, keys, modifiers, text)
    QApplication.sendEvent(rows[0], pressed)
    assert rows[1].isChecked()


def test_a_shortcut_of_the_window_chooses_nothing(page: LessonPage) -> None:
    view = _at(page, "one")
    rows = widgets(view, PickRow)
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert not any(row.isChecked() for row in rows)
