"""What a learner does in a lesson, review, placement or quiz: attempts, answers, events of the finishing."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, select

from coach.store.identifiers import uuid7
from coach.store.schema import answer, attempt, event

Kind = Literal["lesson", "review", "placement", "quiz"]


@dataclass(frozen=True)
class Attempt:
    """One sitting, possibly spread over days. `screen` counts the steps, then questions, gone through.

    `lesson` is the path of a quiz, and empty for a review or a placement; their `asked` are "lesson/question".
    """

    id: str
    lesson: str
    edition: int
    asked: tuple[str, ...]
    screen: int
    kind: Kind = "lesson"


def resume(connection: Connection, lesson: str, edition: int, kind: Kind = "lesson") -> Attempt | None:
    """The latest unfinished attempt at this edition of a lesson, or of what else `kind` says."""
    same = (attempt.c.kind == kind, attempt.c.lesson == lesson, attempt.c.edition == edition)
    row = connection.execute(
        select(attempt).where(*same, attempt.c.finished.is_(None)).order_by(attempt.c.started.desc()).limit(1)
    ).first()
    return _attempt(row)


def find(connection: Connection, attempt_id: str) -> Attempt | None:
    """An attempt, finished or not."""
    return _attempt(connection.execute(select(attempt).where(attempt.c.id == attempt_id)).first())


def _attempt(row: Row[Any] | None) -> Attempt | None:
    if row is None:
        return None
    return Attempt(row.id, row.lesson, row.edition, tuple(json.loads(row.asked)), row.screen, row.kind)


@dataclass(frozen=True)
class Kept:
    """The last answer that an attempt holds for a question of a lesson, and how many it holds."""

    lesson: str
    question: str
    question_hash: str
    response: str
    score: float
    tries: int


def kept(connection: Connection, attempt_id: str) -> list[Kept]:
    """The last answer to each question of an attempt."""
    rows = connection.execute(select(answer).where(answer.c.attempt == attempt_id).order_by(answer.c.tries))
    last = {(row.lesson, row.question): row for row in rows}
    return [
        Kept(row.lesson, row.question, row.question_hash, row.response, row.score, row.tries)
        for row in last.values()
    ]


def begin(
    connection: Connection,
    lesson: str,
    edition: int,
    asked: tuple[str, ...],
    now: datetime,
    kind: Kind = "lesson",
) -> Attempt:
    """A new attempt that will ask these questions."""
    started = Attempt(uuid7(now), lesson, edition, asked, 0, kind)
    connection.execute(
        attempt.insert().values(
            id=started.id,
            lesson=lesson,
            edition=edition,
            asked=json.dumps(asked),
            screen=0,
            started=now.isoformat(),
            kind=kind,
        )
    )
    return started


def reach(connection: Connection, attempt_id: str, screen: int) -> None:
    """The learner has gone through this many screens; going back never lowers it."""
    connection.execute(
        attempt.update().where(attempt.c.id == attempt_id, attempt.c.screen < screen).values(screen=screen)
    )


def ask(connection: Connection, attempt_id: str, asked: tuple[str, ...]) -> None:
    """What an attempt asks, where that depends on the answers before: a question is kept before it is shown."""
    connection.execute(attempt.update().where(attempt.c.id == attempt_id).values(asked=json.dumps(asked)))


def times_asked(connection: Connection, lesson: str) -> dict[str, int]:
    """How often each question of a lesson was answered, wherever it was asked."""
    rows = connection.execute(
        select(answer.c.question, func.count()).where(answer.c.lesson == lesson).group_by(answer.c.question)
    )
    return {row[0]: row[1] for row in rows}


def tries(connection: Connection, attempt_id: str, question: str, lesson: str) -> int:
    """How many answers this attempt already holds for a question of a lesson."""
    same = (answer.c.attempt == attempt_id, answer.c.lesson == lesson, answer.c.question == question)
    return connection.execute(select(func.count()).where(*same)).scalar_one()


@dataclass(frozen=True)
class NewAnswer:
    """An answer to be kept: `response` is canonical JSON, `score` 0..1, `lesson` has the question."""

    attempt: str
    lesson: str
    question: str
    question_hash: str
    competence: str
    response: str
    score: float
    tries: int


def keep(connection: Connection, given: NewAnswer, now: datetime) -> None:
    """Keep an answer; the caller's transaction commits it before any feedback is shown."""
    connection.execute(
        answer.insert().values(
            id=uuid7(now),
            attempt=given.attempt,
            lesson=given.lesson,
            question=given.question,
            question_hash=given.question_hash,
            competence=given.competence,
            response=given.response,
            score=given.score,
            tries=given.tries,
            at=now.isoformat(),
        )
    )


def finish(connection: Connection, done: Attempt, now: datetime) -> None:
    """Close an attempt and note the event, both or neither; one that is closed stays as it is."""
    still_open = (attempt.c.id == done.id, attempt.c.finished.is_(None))
    closed = connection.execute(attempt.update().where(*still_open).values(finished=now.isoformat()))
    if closed.rowcount and done.kind == "lesson":
        note(connection, "completed", f"lesson/{done.lesson}", {"edition": done.edition}, now)


def conclude(
    connection: Connection, quiz: Attempt, passed: bool, told: dict[str, object], now: datetime
) -> None:
    """Close a quiz and note whether it was passed, both or neither; one that is closed stays as it is."""
    still_open = (attempt.c.id == quiz.id, attempt.c.finished.is_(None))
    values = {"finished": now.isoformat(), "screen": len(quiz.asked)}
    if connection.execute(attempt.update().where(*still_open).values(values)).rowcount:
        note(connection, "passed" if passed else "failed", f"path/{quiz.lesson}", told, now)


def note(connection: Connection, verb: str, thing: str, result: dict[str, object], now: datetime) -> None:
    """Append an event."""
    text = json.dumps(result, ensure_ascii=False, sort_keys=True)
    connection.execute(
        event.insert().values(id=uuid7(now), verb=verb, object=thing, result=text, at=now.isoformat())
    )
