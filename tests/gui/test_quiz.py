"""A path's final quiz in the window: taken by the keyboard, told at the end, tried again tomorrow."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot

from coach import study
from coach.app.lesson.sources import Sources
from coach.app.pages.paths import Paths
from coach.app.pages.quiz import QuizPage
from coach.app.quiz.before import Before
from coach.app.quiz.question import QuizQuestion
from coach.app.quiz.result import ResultView
from coach.app.window import Window
from coach.domain.people import Person
from coach.study import final_quiz, sitting
from tests.gui.conftest import Desk
from tests.gui.learnt import take
from tests.gui.look import focusable, keys, name_of, named, press, says, settle, unnamed, until, widgets

PATH = "bienvenue"


@pytest.fixture
def ready(desk: Desk, now: datetime) -> Desk:
    """The lessons of the path are finished."""
    for lesson in study.me().library.paths[PATH].lessons:
        take(lesson, now)
    return desk


@pytest.fixture
def page(ready: Desk, window: Window, qtbot: QtBot) -> QuizPage:
    """The quiz, before its first question."""
    window.go("quiz", PATH)
    return opened(window, qtbot)


def opened(window: Window, qtbot: QtBot) -> QuizPage:
    front = window.page
    assert isinstance(front, QuizPage)
    until(qtbot, lambda: front.view is not None)
    return front


def asked(page: QuizPage) -> QuizQuestion:
    assert isinstance(page.view, QuizQuestion)
    return page.view


def start(page: QuizPage) -> QuizQuestion:
    press(page, "Start the quiz")
    return asked(page)


def answer(page: QuizPage, qtbot: QtBot, *, right: bool = True) -> None:
    """Give an answer, or say that one does not know."""
    view = asked(page)
    if right:
        question = view.question
        view.field.put(sitting.kind_of(question).right(question.key))
        settle()
        view.check.click()
    else:
        view.unsure.click()
    until(qtbot, lambda: page.view is not view)


def finish(page: QuizPage, qtbot: QtBot, wrong: int = 0) -> ResultView:
    for n in range(10):
        answer(page, qtbot, right=n >= wrong)
    until(qtbot, lambda: isinstance(page.view, ResultView))
    assert isinstance(page.view, ResultView)
    return page.view


def test_before_the_first_question_it_says_how_it_goes(page: QuizPage) -> None:
    assert isinstance(page.view, Before)
    assert page.title
    assert page.title.text() == "Final quiz"
    assert name_of(page.view.start) == "Start the quiz"
    assert page.view.start.hasFocus()
    assert unnamed(page) == []


def test_nothing_is_told_of_an_answer_before_the_end(page: QuizPage, qtbot: QtBot) -> None:
    first = start(page)
    answer(page, qtbot, right=False)
    second = asked(page)
    assert second.question.id != first.question.id
    told = says(page).replace("\xa0", " ")
    assert first.question.reason not in told
    assert "Question 2 of 10" in told
    assert not widgets(page, Sources)
    assert [name_of(one) for one in widgets(page, QPushButton)][-2:] == ["I don't know", "Keep and go on"]
    assert unnamed(page) == []


def test_an_answer_can_be_kept_only_once_there_is_one(page: QuizPage, qtbot: QtBot) -> None:
    view = start(page)
    # What is drawn changes: lines in some order, or a slider, are an answer from the start.
    while view.question.kind in ("order", "estimate"):
        answer(page, qtbot)
        view = asked(page)
    assert not view.check.isEnabled()
    view.field.put(sitting.kind_of(view.question).right(view.question.key))
    settle()
    assert view.check.isEnabled()


def test_passed_it_says_what_that_means_and_the_path_is_finished(
    page: QuizPage, window: Window, qtbot: QtBot
) -> None:
    start(page)
    finish(page, qtbot, wrong=1)
    told = says(page).replace("\xa0", " ")
    assert "Quiz passed" in told
    assert "Welcome – right answers: 9 of 10" in told
    assert "Nobody is told: the path was not proposed to you." in told
    assert "To look at again" in told
    assert unnamed(page) == []
    press(page, "Back to the path")
    assert isinstance(window.page, Paths)
    assert "Path finished" in says(window.page)
    assert "Passed on " in says(window.page)
    assert not [one for one in widgets(window.page, QAbstractButton) if "quiz" in name_of(one)]


def test_missed_it_says_what_to_read_again_and_that_nobody_is_told(
    page: QuizPage, window: Window, qtbot: QtBot
) -> None:
    start(page)
    view = finish(page, qtbot, wrong=4)
    told = says(page).replace("\xa0", " ")
    assert "To try again tomorrow" in told
    assert "Nobody is told of this attempt." in told
    assert told.count("Your answer: I don't know") == 4
    assert told.count("The answer: ") == 4
    assert unnamed(page) == []
    assert list(focusable(page))[-1] is view.home
    again = [name_of(one) for one in widgets(page, QPushButton) if "Read the lesson" in name_of(one)]
    assert len(again) == 4
    window.go("paths", PATH)
    settle()
    assert "Again from tomorrow on" in says(window.page)
    assert not [one for one in widgets(window.page, QAbstractButton) if "final quiz" in name_of(one)]


def test_a_quiz_that_is_closed_leads_back_to_its_path(
    ready: Desk, window: Window, qtbot: QtBot, now: datetime
) -> None:
    me = study.me()
    sat = final_quiz.open_quiz(me, PATH, now)
    for question in sat.questions:
        sat = final_quiz.answer(sat, question, None, now)
    final_quiz.conclude(me, sat, now)
    window.go("quiz", PATH)
    until(qtbot, lambda: isinstance(window.page, Paths))
    assert "it can be tried once a day" in says(window)


def test_quit_and_come_back_to_the_next_question(page: QuizPage, window: Window, qtbot: QtBot) -> None:
    start(page)
    answer(page, qtbot)
    second = asked(page).question
    keys(page, Qt.Key.Key_Escape)
    assert isinstance(window.page, Paths)
    press(window.page, "Go on with the final quiz: Welcome")
    again = opened(window, qtbot)
    assert asked(again).question == second
    assert again.quiz
    assert len(again.quiz.answered) == 1


def test_made_anew_it_stands_where_it_stood(page: QuizPage, window: Window, qtbot: QtBot) -> None:
    start(page)
    answer(page, qtbot)
    view = asked(page)
    view.field.put(sitting.kind_of(view.question).right(view.question.key))
    settle()
    # As the field has it: a slider stands on one of its stops.
    given = view.field.response()
    window.rebuild()
    again = opened(window, qtbot)
    assert asked(again).question == view.question
    # Several answers have no order of their own: the page gives them as it shows them.
    kind, key = sitting.kind_of(view.question), view.question.key
    assert kind.canonical(key, asked(again).field.response()) == kind.canonical(key, given)
    finish_from = again.quiz
    assert finish_from
    for _n in range(len(finish_from.left)):
        answer(again, qtbot)
    until(qtbot, lambda: isinstance(again.view, ResultView))
    window.rebuild()
    last = opened(window, qtbot)
    until(qtbot, lambda: isinstance(last.view, ResultView))
    assert "Quiz passed" in says(last)


def test_today_offers_it_when_the_lessons_are_done(ready: Desk, window: Window, qtbot: QtBot) -> None:
    window.go("today")
    assert "Its quiz is ready when you are." in says(window.page)
    press(window.page, "Start the final quiz: Welcome")
    assert isinstance(opened(window, qtbot).view, Before)


def test_before_the_lessons_are_done_the_path_says_what_comes(
    desk: Desk, window: Window, now: datetime
) -> None:
    take("veille-ou-arret", now)
    window.go("paths", PATH)
    told = says(window.page)
    assert "6 lessons, 24 minutes, then a final quiz" in told
    assert "Once the lessons are finished" in told
    assert not [one for one in widgets(window.page, QAbstractButton) if "final quiz" in name_of(one)]
    window.go("today")
    assert "quiz" not in says(window.page)


def test_of_a_proposed_path_it_says_who_hears_of_it(ready: Desk, window: Window, qtbot: QtBot) -> None:
    from coach.store import assignments, database

    ready.as_person(Person("nadia", "Nadia Bernard", "Training"))
    ready.as_person(Person("camille", "Camille", "Library"))
    with database.organisation() as connection:
        new = assignments.New(PATH, "person", "camille", None, "", "nadia")
        assignments.add(connection, new, datetime.now(UTC) - timedelta(days=1))
    window.go("quiz", PATH)
    page = opened(window, qtbot)
    start(page)
    finish(page, qtbot)
    told = says(page).replace("\xa0", " ")
    assert "In the exports of human resources, the path stands as finished" in told
    assert "To look at again" not in told
    assert named(page, QPushButton, "Back to the path").hasFocus()
