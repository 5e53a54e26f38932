"""Brings a question of a lesson to the front, whichever its sitting would ask."""

import dataclasses

from pytestqt.qtbot import QtBot

from coach.app.lesson.question import QuestionView
from coach.app.pages.lesson import LessonPage
from coach.app.window import Window
from tests.gui.look import settle


def asked(window: Window, qtbot: QtBot, lesson: str, kind: str) -> QuestionView:
    """A lesson's question of a kind, in front."""
    window.go("lesson", lesson)
    front = window.page
    assert isinstance(front, LessonPage)
    qtbot.waitUntil(lambda: front.view is not None)
    assert front.sitting
    question = next(one for one in front.lesson.questions if one.kind == kind)
    front.sitting = dataclasses.replace(front.sitting, questions=(question,))
    front.show_screen(len(front.lesson.steps))
    settle()
    assert isinstance(front.view, QuestionView)
    return front.view
