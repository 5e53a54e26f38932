"""Placement in the window: a calm offer, one answer a question with its reason, then levels in words."""

from datetime import datetime
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from coach import places, study
from coach.app.keyboard import resize_text
from coach.app.lesson.question import QuestionView
from coach.app.levels.why import Why
from coach.app.pages.lesson import LessonPage
from coach.app.pages.placement import PlacementPage
from coach.app.widgets.everything import Everything
from coach.app.widgets.plain_table import PlainTable
from coach.app.window import Window
from coach.store import glance
from coach.store.placements import placements
from coach.study import placement, sitting
from tests.gui.conftest import Desk
from tests.gui.look import name_of, press, says, settle, unnamed, until, widgets


def _page(window: Window) -> PlacementPage:
    assert isinstance(window.page, PlacementPage)
    return window.page


def _question(window: Window, qtbot: QtBot, number: int = 1) -> QuestionView:
    until(qtbot, lambda: f"Question {number} of" in says(window.page))
    view = _page(window).view
    assert isinstance(view, QuestionView)
    return view


def _answered(view: QuestionView, qtbot: QtBot) -> None:
    until(qtbot, lambda: view.done)


def _rows() -> tuple[glance.AnswerRow, ...]:
    return glance.answers(places.records(study.whoami().id))


def go_through(now: datetime, *, right: bool, but: int = 0) -> None:
    """A round taken before, but for its last questions."""
    bank = placement.bank(study.me())
    offered = placement.offer(bank)
    assert offered is not None
    for _number in range(offered.of - but):
        asked = placement.go_on(bank, now)
        assert asked is not None
        question = asked.place.question
        sitting.answer(
            asked.sitting, question, sitting.kind_of(question).right(question.key) if right else None, now
        )
    if not but:
        assert placement.go_on(bank, now) is None


@pytest.fixture
def asked(window: Window, qtbot: QtBot) -> QuestionView:
    """The first question of a round begun from Progrès."""
    window.go("progress")
    until(qtbot, lambda: "Find your level" in says(window.page))
    press(window.page, "Begin, Find your level")
    return _question(window, qtbot)


def test_progress_offers_it_and_says_what_it_is(window: Window, qtbot: QtBot) -> None:
    window.go("progress")
    until(qtbot, lambda: "Find your level" in says(window.page))
    told = says(window.page)
    assert "Nothing is marked, nobody else sees it" in told
    assert "12 questions on all your domains, about 7 minutes." in told
    assert unnamed(window) == []
    assert _rows() == ()


def test_it_is_all_the_same_to_leave_it(window: Window, qtbot: QtBot) -> None:
    window.go("progress")
    until(qtbot, lambda: "Find your level" in says(window.page))
    window.go("today")
    assert "Find your level" not in says(window.page)


def test_i_dont_know_leads_to_the_reason_then_to_the_next_question(
    window: Window, asked: QuestionView, qtbot: QtBot
) -> None:
    press(window.page, "I don't know")
    _answered(asked, qtbot)
    assert "Here is the answer" in says(window.page)
    reason = asked.question.reason.split(".")[0]
    assert " ".join(reason.split()) in " ".join(says(window.page).split())
    press(window.page, "Continue")
    _question(window, qtbot, 2)
    (row,) = _rows()
    assert (row.kind, row.score, row.tries) == ("placement", 0, 1)


def test_a_right_answer_is_told_with_its_reason_and_there_is_no_second_try(
    window: Window, asked: QuestionView, qtbot: QtBot
) -> None:
    kind = sitting.kind_of(asked.question)
    asked.field.put(kind.right(asked.question.key))
    QTest.keyClick(window.page, Qt.Key.Key_Return)
    _answered(asked, qtbot)
    assert "That is it" in says(window.page)
    assert not [one for one in widgets(window.page, QPushButton) if one.text() == "Try again"]


def test_leaving_keeps_the_place_and_progress_offers_to_go_on(
    window: Window, asked: QuestionView, qtbot: QtBot
) -> None:
    press(window.page, "I don't know")
    _answered(asked, qtbot)
    press(window.page, "Quit, your answers are kept")
    until(qtbot, lambda: "You have begun. 11 questions are left" in says(window.page))
    press(window.page, "Go on, Find your level")
    _question(window, qtbot, 2)


def test_another_text_size_keeps_the_question_and_what_was_answered(
    window: Window, asked: QuestionView, qtbot: QtBot
) -> None:
    press(window.page, "I don't know")
    _answered(asked, qtbot)
    resize_text(window, 1)
    again = _question(window, qtbot)
    assert again.question.id == asked.question.id
    assert again.done
    assert len(_rows()) == 1


def test_escape_leaves_for_progress(window: Window, asked: QuestionView, qtbot: QtBot) -> None:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    settle()
    assert window._at[0] == "progress"


def test_the_end_tells_levels_in_words_with_ranges_and_a_lesson(
    window: Window, now: datetime, qtbot: QtBot
) -> None:
    go_through(now, right=False, but=1)
    window.go("placement")
    view = _question(window, qtbot, 12)
    press(window.page, "I don't know")
    _answered(view, qtbot)
    press(window.page, "Continue")
    until(qtbot, lambda: "Where you stand" in says(window.page))
    told = says(window.page)
    assert "Discovery" in told
    assert "Seasoned" not in told
    assert "too few questions yet" in told or told.count("Discovery") >= 6
    assert "A lesson to go on with: " in told
    assert "%" not in told
    assert unnamed(window) == []
    resize_text(window, 1)
    until(qtbot, lambda: "Where you stand" in says(window.page))
    assert len(placements(places.records(study.whoami().id))) == 1, "another round was begun"
    lesson = next(
        one for one in widgets(window.page, QPushButton) if name_of(one).startswith("See the lesson: ")
    )
    lesson.click()
    until(
        qtbot,
        lambda: isinstance(window.page, LessonPage) and window.page.sitting is not None,
    )


def test_progress_shows_the_levels_and_why(window: Window, now: datetime, qtbot: QtBot) -> None:
    go_through(now, right=True)
    window.go("progress")
    assert "A first lesson is enough" not in says(window.page)
    assert "Seasoned" in says(window.page)
    press(window.page, "Why this level? Workstation and screens")
    dialog = window.findChild(Why)
    assert dialog is not None
    told = says(dialog).replace("\u00a0", " ")
    assert "Workstation and screens: Seasoned" in told
    assert "The level is estimated from " in told
    (answers,) = widgets(dialog, PlainTable)
    model = answers.model()
    texts = [[str(model.index(row, column).data()) for column in range(3)] for row in range(model.rowCount())]
    shelf = window.me.library
    questions = {q.text for name in shelf.cards for q in shelf.lesson(name).questions}
    assert texts
    assert all(row[0] in questions and row[1] == "right at the first try" and row[2] for row in texts)
    assert unnamed(dialog) == []
    dialog.close()
    settle()


def test_a_domain_without_answers_says_that_the_word_follows_from_competences(window: Window) -> None:
    window.go("progress")
    press(window.page, "Why this level? Workstation and screens")
    dialog = window.findChild(Why)
    assert dialog is not None
    assert "There are too few answers for an estimate." in says(dialog)
    assert "None yet in this domain." in says(dialog)
    dialog.close()
    settle()


def test_an_earlier_round_is_told_with_its_day_and_another_is_offered_while_questions_last(
    window: Window, now: datetime, qtbot: QtBot
) -> None:
    go_through(now, right=True)
    window.go("progress")
    until(qtbot, lambda: "You did so on " in says(window.page))
    press(window.page, "Another round, Find your level")
    view = _question(window, qtbot)
    first = {(row.lesson, row.question) for row in _rows()}
    assert (cast(PlacementPage, window.page).lesson.id, view.question.id) not in first


def test_the_first_run_ends_with_the_lesson_and_a_calm_offer(
    desk: Desk, window: Window, qtbot: QtBot
) -> None:
    desk.set(welcomed=False)
    window.go("welcome", "3")
    until(qtbot, lambda: "Find your level" in says(window.page))
    assert window.page.default is not None
    assert name_of(window.page.default).startswith("Start the lesson")
    press(window.page, "Begin, Find your level")
    _question(window, qtbot)
    assert desk.settings().welcomed


def test_nothing_is_offered_where_the_lessons_hold_too_few_questions(
    window: Window, now: datetime, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("coach.domain.placement.LEAST", 1000)
    window.go("progress")
    until(qtbot, lambda: not window._worker.at_work)
    assert "Find your level" not in says(window.page)


def test_everything_kept_about_a_person_names_placements_and_levels(
    window: Window, now: datetime, qtbot: QtBot
) -> None:
    go_through(now, right=True)
    window.go("privacy")
    assert "Your level in each domain" in _cells(widgets(window.page, PlainTable)[0])
    press(window.page, "See everything")
    until(qtbot, lambda: bool(window.findChildren(Everything)))
    dialog = window.findChildren(Everything)[0]
    told = {table.accessibleName(): _cells(table) for table in widgets(dialog, PlainTable)}
    assert told["Lessons begun or finished"][0] == "Find your level"
    assert "Workstation and screens" in told["Your level in each domain"]
    questions = {row.question for row in _rows()}
    assert not questions & set(told["Your answers"]), "an id stands in place of a question's words"
    dialog.close()
    settle()


def _cells(table: PlainTable) -> list[str]:
    model = table.model()
    return [
        str(model.index(row, column).data())
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
