"""Attempts are resumed, closed once, and erased with all that hangs on them."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Table, select

from coach.store import attempts, database, schema

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def begin(lesson: str = "mes-onglets", edition: int = 1, at: datetime = NOW) -> attempts.Attempt:
    with database.records("camille") as connection:
        return attempts.begin(connection, lesson, edition, ("q2", "q1"), at)


def resume(lesson: str = "mes-onglets", edition: int = 1) -> attempts.Attempt | None:
    with database.records("camille") as connection:
        return attempts.resume(connection, lesson, edition)


def keep(attempt: attempts.Attempt, question: str, tries: int = 1) -> None:
    with database.records("camille") as connection:
        given = attempts.NewAnswer(
            attempt.id, attempt.lesson, question, "0a1b2c3d", "trier", '["é"]', 0.5, tries
        )
        attempts.keep(connection, given, NOW)


def finish(attempt: attempts.Attempt, at: datetime = LATER) -> None:
    with database.records("camille") as connection:
        attempts.finish(connection, attempt, at)


def rows(table: Table) -> Sequence[Any]:
    with database.records("camille") as connection:
        return connection.execute(select(table)).fetchall()


def test_an_unfinished_attempt_is_resumed_with_its_questions_in_their_order() -> None:
    begun = begin()
    with database.records("camille") as connection:
        attempts.reach(connection, begun.id, 2)
    assert resume() == attempts.Attempt(begun.id, "mes-onglets", 1, ("q2", "q1"), 2)
    assert resume("veille-ou-arret") is None
    assert resume(edition=2) is None


def test_the_latest_of_two_is_resumed() -> None:
    begin()
    second = begin(at=LATER)
    assert resume() == second


def test_a_finished_attempt_is_not_resumed() -> None:
    finish(begin())
    assert resume() is None


def test_tries_count_within_the_attempt_and_times_asked_across_attempts() -> None:
    first, second = begin(), begin(at=LATER)
    keep(first, "q1")
    keep(first, "q1", 2)
    keep(second, "q1")
    keep(begin("veille-ou-arret"), "q1")
    with database.records("camille") as connection:
        assert attempts.tries(connection, first.id, "q1", first.lesson) == 2
        assert attempts.tries(connection, first.id, "q2", first.lesson) == 0
        assert attempts.times_asked(connection, "mes-onglets") == {"q1": 3}


def test_an_answer_is_kept_as_given() -> None:
    begun = begin()
    keep(begun, "q1")
    (row,) = rows(schema.answer)
    assert (row.attempt, row.question, row.question_hash, row.competence) == (
        begun.id, "q1", "0a1b2c3d", "trier",
    )  # fmt: skip
    assert (row.response, row.score, row.tries, row.at) == ('["é"]', 0.5, 1, NOW.isoformat())


def test_finishing_twice_is_finishing_once() -> None:
    begun = begin()
    finish(begun)
    finish(begun, LATER + timedelta(days=1))
    assert [row.finished for row in rows(schema.attempt)] == [LATER.isoformat()]
    (event,) = rows(schema.event)
    assert (event.verb, event.object, json.loads(event.result)) == (
        "completed", "lesson/mes-onglets", {"edition": 1},
    )  # fmt: skip
