"""The last screen of a lesson, for tests of what stands there."""

from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from coach.app.lesson.end import EndView
from coach.app.pages.lesson import LessonPage
from coach.app.window import Window
from coach.study import sitting
from tests.gui.look import until


def taken_to_its_end(window: Window, qtbot: QtBot, lesson: str) -> EndView:
    """Take a lesson to its end."""
    window.go("lesson", lesson)
    front = window.page
    assert isinstance(front, LessonPage)
    until(qtbot, lambda: front.view is not None)
    assert front.sitting
    for question in front.sitting.questions:
        sitting.answer(front.sitting, question, None, datetime.now(UTC))
    front.show_screen(front.sitting.screens - 1)
    front.forward()
    until(qtbot, lambda: isinstance(front.view, EndView))
    assert isinstance(front.view, EndView)
    return front.view
