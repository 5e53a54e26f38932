"""Révision in the window: a card on the first page, a few questions, and when they come back; by keyboard alone."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from coach import places, settings, study
from coach.app.keyboard import resize_text
from coach.app.lesson.question import QuestionView
from coach.app.lesson.reviewed import ReviewedView
from coach.app.pages.review import ReviewPage
from coach.app.pages.today import TodayPage
from coach.app.start import make_window
from coach.app.widgets.button import Button
from coach.app.widgets.everything import Everything
from coach.app.window import Window
from coach.questions import kinds
from coach.store import glance
from coach.study import reviewing, sitting
from tests.gui.conftest import Desk
from tests.gui.learnt import take
from tests.gui.look import keys, named, press, says, settle, unnamed, until, widgets

LESSON = "mes-onglets"
AGO = timedelta(days=3)


@pytest.fixture
def learnt(desk: Desk, now: datetime) -> None:
    """A lesson was taken three days ago, every question right: they come back today."""
    take(LESSON, now - AGO)


def _front(window: Window, qtbot: QtBot) -> ReviewPage:
    until(qtbot, lambda: isinstance(window.page, ReviewPage) and window.page.view is not None)
    assert isinstance(window.page, ReviewPage)
    return window.page


@pytest.fixture
def page(learnt: None, window: Window, qtbot: QtBot) -> ReviewPage:
    """The review at its first question."""
    window.go("review")
    return _front(window, qtbot)


def _question(page: ReviewPage) -> QuestionView:
    assert isinstance(page.view, QuestionView)
    return page.view


def _offers(window: Window) -> list[str]:
    return [one.accessibleName() for one in widgets(window.page, Button) if "review" in one.text().lower()]


def _solution(view: QuestionView) -> Any:
    return kinds()[view.question.kind].right(view.question.key)


def test_the_first_page_offers_it_in_a_quiet_line(learnt: None, window: Window) -> None:
    window.go("today")
    settle()
    (offer,) = _offers(window)
    assert re.fullmatch("Start the review, Today's review: 3 questions, (1 minute|2 minutes)", offer)
    assert "what you have learnt, before it fades" in says(window.page)
    assert unnamed(window) == []
    assert window.focusWidget() is window.page.default


def test_a_window_that_opens_is_drawn_first(learnt: None, qtbot: QtBot) -> None:
    made = make_window()
    qtbot.addWidget(made)
    made.go("today")
    assert _offers(made) == []
    made.show()
    until(qtbot, lambda: len(_offers(made)) == 1)
    made.changed()
    settle()
    assert len(_offers(made)) == 1


def test_without_a_lesson_of_an_earlier_day_there_is_no_line(
    desk: Desk, window: Window, now: datetime
) -> None:
    take(LESSON, now)
    window.go("today")
    settle()
    assert _offers(window) == []


def test_it_can_be_switched_off_in_the_settings(learnt: None, window: Window, desk: Desk) -> None:
    desk.policy("[settings]\nreview = true\n")
    window.go("settings")
    named(window.page, QCheckBox, "Daily review").click()
    settle()
    assert desk.settings().review is False
    window.go("today")
    settle()
    assert _offers(window) == []


def test_the_whole_review_by_the_keyboard(learnt: None, window: Window, qtbot: QtBot) -> None:
    window.go("today")
    settle()
    named(window.page, Button, _offers(window)[0]).setFocus()
    keys(window.focusWidget(), Qt.Key.Key_Return)
    page = _front(window, qtbot)
    for place in range(page.screens):
        view = _question(page)
        assert f"Question {place + 1} of 3" in says(page)
        assert "From the lesson “My tabs, my bookmarks”" in says(view)
        assert unnamed(window) == []
        assert view.isAncestorOf(window.focusWidget())
        view.field.put(_solution(view))
        view.field.changed.emit()
        QTest.keyClick(view.unsure, Qt.Key.Key_Tab)
        keys(view.check, Qt.Key.Key_Return)
        until(qtbot, lambda view=view: view.done)  # type: ignore[misc] # each its own
        assert window.focusWidget() is view.check
        keys(view.check, Qt.Key.Key_Return)
        until(qtbot, lambda place=place: page.at == place + 1)  # type: ignore[misc]
    assert isinstance(page.view, ReviewedView)
    assert "The next time is in" in says(page)
    assert unnamed(window) == []
    back = named(window.page, Button, "Back to today")
    assert window.focusWidget() is back
    keys(back, Qt.Key.Key_Return)
    assert isinstance(window.page, TodayPage)
    assert _offers(window) == []


def test_not_knowing_is_never_punished_and_all_of_it_comes_back_tomorrow(
    page: ReviewPage, qtbot: QtBot
) -> None:
    view = _question(page)
    view.unsure.click()
    until(qtbot, lambda: view.done)
    assert "Here is the answer" in says(view)
    assert " ".join(view.question.reason.split()) in " ".join(says(view).split())
    while page.at < page.screens:
        front = _question(page)
        if not front.done:
            front.unsure.click()
            until(qtbot, lambda front=front: front.done)  # type: ignore[misc]
        place = page.at
        front.check.click()
        until(qtbot, lambda place=place: page.at == place + 1)  # type: ignore[misc]
    assert "The next time is tomorrow." in says(page)
    assert says(page).count("tomorrow") == 4
    rows = [row for row in glance.answers(places.records("camille")) if row.kind == "review"]
    assert [(row.lesson, row.score, row.tries) for row in rows] == [(LESSON, 0, 1)] * 3


def test_leaving_keeps_the_answers_and_the_place(page: ReviewPage, window: Window, qtbot: QtBot) -> None:
    view = _question(page)
    view.unsure.click()
    until(qtbot, lambda: view.done)
    press(page, "Continue")
    until(qtbot, lambda: page.at == 1)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    settle()
    (offer,) = _offers(window)
    assert offer.startswith("Go on with the review, Today's review: 2 questions, ")
    press(window.page, offer)
    again = _front(window, qtbot)
    assert again.at == 1
    again.step(-1)
    assert _question(again).done
    again.step(1)
    until(qtbot, lambda: again.at == 1)


def test_larger_text_keeps_what_was_chosen_and_at_the_end_the_end(
    page: ReviewPage, window: Window, qtbot: QtBot
) -> None:
    view = _question(page)
    view.field.put(_solution(view))
    chosen = view.field.response()
    resize_text(window, 1)
    fresh = _front(window, qtbot)
    assert _question(fresh).field.response() == chosen
    assert fresh.review is not None
    for place, item in enumerate(fresh.review.items):
        sitting.answer(fresh.review.at(place), item.question, None, datetime.now(UTC))
    fresh.show_screen(2)
    fresh.forward()
    until(qtbot, lambda: isinstance(fresh.view, ReviewedView))
    resize_text(window, 1)
    last = _front(window, qtbot)
    assert isinstance(last.view, ReviewedView)
    assert "The next time is tomorrow." in says(last)
    assert len(glance.everything(places.records("camille"))["attempt"]) == 2


def test_with_nothing_to_ask_the_first_page_is_shown(desk: Desk, window: Window, qtbot: QtBot) -> None:
    window.go("review")
    until(qtbot, lambda: isinstance(window.page, TodayPage))


def test_everything_that_is_kept_is_told(learnt: None, window: Window, qtbot: QtBot, now: datetime) -> None:
    found = reviewing.begin(study.me(), now)
    assert found is not None
    sitting.answer(found.at(0), found.items[0].question, None, now)
    window.go("privacy")
    press(window.page, "See everything")
    until(qtbot, lambda: any(isinstance(one, Everything) for one in QApplication.topLevelWidgets()))
    (shown,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, Everything)]
    assert "How long each answer is expected to last" in says(shown)
    shown.accept()
    settle()


def test_the_first_page_loads_no_planner_of_memory_while_nothing_can_wait(desk: Desk) -> None:
    code = (
        "import sys\nfrom coach.app.start import make_application, make_window\n"
        "application = make_application()\nwindow = make_window()\nwindow.go('today')\nwindow.show()\n"
        "for _ in range(50): application.processEvents()\n"
        "window.close()\nprint(sorted({'fsrs', 'sqlalchemy', 'coach.study.review'} & sys.modules.keys()))"
    )
    assert settings.read("camille").review
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stdout.strip() == "[]", done.stderr
