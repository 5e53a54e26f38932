"""A sitting loses nothing: every answer is kept before its feedback, and a lesson goes on where it was left."""

import dataclasses
import itertools
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from coach import places
from coach.domain.errors import DiskFull
from coach.store import database, glance
from coach.study import sharing, sitting
from coach.study.sitting import Outcome, Sitting
from tests.unit.study.shelf import (
    CAMILLE,
    MINUTE,
    NOW,
    RIGHT,
    WRONG,
    lesson,
    pass_through,
    raise_edition,
    sit,
)

pytestmark = pytest.mark.usefixtures("lessons")


def answers() -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(places.records("camille"))) as connection:
        return connection.execute(
            "SELECT question, response, score, tries FROM answer ORDER BY rowid"
        ).fetchall()


def asked(sat: Sitting) -> tuple[str, ...]:
    return tuple(question.id for question in sat.questions)


def reply(sat: Sitting, name: str, response: Any) -> Outcome:
    question = next(one for one in lesson().questions if one.id == name)
    return sitting.answer(sat, question, response, NOW)


def test_as_many_questions_as_the_lesson_asks_in_its_order() -> None:
    sat = sit()
    order = [question.id for question in lesson().questions]
    assert len(sat.questions) == 3
    assert list(asked(sat)) == sorted(asked(sat), key=order.index)
    assert sat.screens == 6
    assert sat.screen == 0


def test_a_lesson_goes_on_where_it_was_left_with_the_same_questions_in_the_same_order() -> None:
    first = sit()
    sitting.reach(first, 4)
    again = sit(now=NOW + MINUTE)
    assert (again.attempt, again.screen, asked(again)) == (first.attempt, 4, asked(first))
    assert again.seed == first.seed


def test_going_back_loses_nothing() -> None:
    first = sit()
    sitting.reach(first, 4)
    sitting.reach(first, 1)
    assert sit().screen == 4


def test_a_finished_lesson_begins_anew_with_the_questions_asked_least() -> None:
    first = pass_through("un", NOW)
    second = sit(now=NOW + MINUTE)
    assert second.attempt != first.attempt
    assert second.screen == 0
    assert {question.id for question in lesson().questions} - set(asked(first)) <= set(asked(second))


def test_every_question_has_its_turn() -> None:
    for n in range(5):
        pass_through("un", NOW + n * MINUTE)
    counts = {
        name: len(list(group)) for name, group in itertools.groupby(sorted(row[0] for row in answers()))
    }
    assert set(counts.values()) == {3}
    assert len(counts) == 5


def test_a_new_edition_begins_anew_and_leaves_the_old_attempt_alone(lessons: Path) -> None:
    old = sit()
    sitting.reach(old, 5)
    raise_edition(lessons, "un")
    new = sit(now=NOW + MINUTE)
    assert new.attempt != old.attempt
    assert new.screen == 0


def test_a_question_that_is_gone_ends_the_attempt_that_asked_it() -> None:
    old = sit()
    left = tuple(question for question in lesson().questions if question != old.questions[0])
    shorter = dataclasses.replace(lesson(), questions=left)
    new = sitting.open_lesson(CAMILLE, shorter, NOW + MINUTE)
    assert new.attempt != old.attempt
    assert set(asked(new)) <= {question.id for question in left}
    assert sitting.open_lesson(CAMILLE, shorter, NOW + 2 * MINUTE).attempt == new.attempt


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_a_right_answer_is_done_at_once(name: str) -> None:
    outcome = reply(sit(), name, RIGHT[name])
    question = next(one for one in lesson().questions if one.id == name)
    assert (outcome.right, outcome.done, outcome.score, outcome.misses) == (True, True, 1, ())
    assert (outcome.hint, outcome.reason) == ("", question.reason)


@pytest.mark.parametrize("name", sorted(WRONG))
def test_a_miss_gives_the_hint_then_the_reason_and_the_answer(name: str) -> None:
    question = next(one for one in lesson().questions if one.id == name)
    sat = sit()
    first = reply(sat, name, WRONG[name])
    assert (first.right, first.done, first.solution, first.reason) == (False, False, None, "")
    assert first.hint == question.hint
    assert first.misses
    for told, choice in zip(first.feedback, first.misses, strict=True):
        assert told.endswith(question.feedback(choice))
        assert question.feedback(choice)
    second = reply(sat, name, WRONG[name])
    assert (second.right, second.done, second.hint, second.reason) == (False, True, "", question.reason)
    kind = sitting.kind_of(question)
    assert kind.score(question.key, second.solution) == 1


def test_a_right_answer_after_a_hint_is_right_and_not_known() -> None:
    sat = sit()
    reply(sat, "soir", WRONG["soir"])
    assert reply(sat, "soir", RIGHT["soir"]).right
    (known,) = glance.learning(places.records("camille")).answers
    assert known.known is False


def test_what_the_chosen_answer_teaches_is_told_when_it_is_right_too() -> None:
    assert reply(sit(), "soir", "arret").feedback == ("Yes.",)


def test_not_knowing_is_never_punished_and_shows_the_reason_at_once() -> None:
    outcome = reply(sit(), "soir", None)
    assert (outcome.done, outcome.right, outcome.feedback, outcome.misses) == (True, False, (), ())
    assert outcome.reason
    assert outcome.solution == "arret"
    assert answers() == [("soir", "null", 0.0, 1)]


def test_answers_are_kept_as_stable_json_with_their_tries() -> None:
    sat = sit()
    reply(sat, "gestes", ["plante", "ecran"])
    reply(sat, "gestes", ["lampe", "ecran"])
    reply(sat, "gain", 7)
    assert answers() == [
        ("gestes", '["ecran", "plante"]', 0.0, 1),
        ("gestes", '["ecran", "lampe"]', 1.0, 2),
        ("gain", "7.0", 1.0, 1),
    ]


def test_tries_go_on_after_a_pause() -> None:
    reply(sit(), "soir", WRONG["soir"])
    database.close()
    assert reply(sit(), "soir", WRONG["soir"]).done


def test_no_feedback_without_the_answer_being_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    sat = sit()

    def full(*_: object) -> None:
        raise DiskFull(file="records.db")

    with monkeypatch.context() as patch:
        patch.setattr("coach.store.attempts.keep", full)
        with pytest.raises(DiskFull):
            reply(sat, "soir", RIGHT["soir"])
    assert answers() == []
    assert reply(sat, "soir", RIGHT["soir"]).right


def test_finishing_moves_the_lesson_to_the_finished_ones() -> None:
    pass_through("un", NOW)
    known = glance.learning(places.records("camille"))
    assert known.finished == {"un": NOW}
    assert known.open == {}


def test_finishing_twice_is_finishing_once() -> None:
    sat = pass_through("un", NOW)
    sitting.finish(sat, NOW + MINUTE)
    assert glance.learning(places.records("camille")).finished == {"un": NOW}
    rows = glance.everything(places.records("camille"))
    assert len(rows["event"]) == 1


def test_sharing_that_fails_keeps_nobody_at_the_end_of_a_lesson(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> int:
        raise DiskFull(file="organisation.db")

    with monkeypatch.context() as patch:
        patch.setattr(sharing, "share", full)
        pass_through("un", NOW)
    assert glance.learning(places.records("camille")).finished == {"un": NOW}
    assert "organisation.db" in caplog.text


def test_two_people_at_one_desk_do_not_meet() -> None:
    pass_through("un", NOW)
    assert glance.learning(places.records("somebody-else")).finished == {}
    assert sit().person == CAMILLE
