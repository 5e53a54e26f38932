"""“How to do it”: its clicks at the end of a lesson and in the notebook, and what IT holds counts as done."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from coach import study
from coach.app.keyboard import resize_text
from coach.app.lesson.end import EndView
from coach.app.pages.lesson import LessonPage
from coach.app.window import Window
from coach.study import notebook, today
from tests.gui.ended import taken_to_its_end
from tests.gui.look import name_of, press, says, unnamed, until, widgets

LESSON, GESTURE = "veille-ou-arret", "regler-la-veille"
HELD = "I cannot: the IT department takes care of it"
FIRST_CLICK = "1. Open Settings, then System, then “Power” (“Power & battery” on a laptop)."


def buttons(window: Window, start: str) -> list[str]:
    return [name_of(one) for one in widgets(window.page, QPushButton) if name_of(one).startswith(start)]


def noted() -> list[tuple[str, str]]:
    return [(line.gesture, line.state) for line in today.learning(study.me()).notes]


@pytest.fixture
def end(window: Window, qtbot: QtBot) -> EndView:
    """The end of the lesson about sleep."""
    return taken_to_its_end(window, qtbot, LESSON)


@pytest.mark.usefixtures("end")
def test_the_clicks_are_shown_on_demand(window: Window) -> None:
    assert FIRST_CLICK not in says(window.page)
    (opener,) = buttons(window, "How to do it")
    press(window.page, opener)
    told = says(window.page)
    assert told.index("Windows 11") < told.index(FIRST_CLICK) < told.index("GNOME")
    assert unnamed(window) == []
    (closer,) = buttons(window, "Hide")
    press(window.page, closer)
    assert FIRST_CLICK not in says(window.page)


@pytest.mark.usefixtures("end")
def test_what_it_holds_counts_at_the_end_of_a_lesson(window: Window, qtbot: QtBot) -> None:
    press(window.page, buttons(window, "How to do it")[0])
    press(window.page, buttons(window, HELD)[0])
    until(qtbot, lambda: noted() == [(GESTURE, "done")])
    until(qtbot, lambda: bool(buttons(window, "In your notebook")))
    resize_text(window, 1)
    front = window.page
    assert isinstance(front, LessonPage)
    until(qtbot, lambda: isinstance(front.view, EndView))
    assert isinstance(front.view, EndView)
    assert front.view.plan.text() == "In your notebook"
    assert noted() == [(GESTURE, "done")]


def test_what_it_holds_counts_in_the_notebook(window: Window, qtbot: QtBot, now: datetime) -> None:
    day: date = now.astimezone().date()
    person = study.me().person
    notebook.note(person, GESTURE, "", "planned", day + timedelta(days=1), now)
    notebook.note(person, "montrer-un-geste", "", "planned", day, now)
    window.go("notebook")
    (opener,) = buttons(window, "How to do it")
    press(window.page, opener)
    assert FIRST_CLICK in says(window.page)
    assert unnamed(window) == []
    press(window.page, buttons(window, HELD)[0])
    until(qtbot, lambda: (GESTURE, "done") in noted())
    until(qtbot, lambda: "The IT department takes care of it." in says(window.page))
    press(window, "Undo")
    until(qtbot, lambda: (GESTURE, "planned") in noted())
    until(qtbot, lambda: "The IT department takes care of it." not in says(window.page))
