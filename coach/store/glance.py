"""What the first page needs, read by the standard library: SQLAlchemy would double the window's memory."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from coach.domain.errors import NewerSchema
from coach.domain.final_quiz import Tried
from coach.domain.people import Assignment, Person, Role
from coach.domain.progress import Answered
from coach.store import quizzes
from coach.store.disk import as_storage_error, refuse_network

REVISIONS = {"records": 2, "organisation": 5}


@dataclass(frozen=True)
class Notebook:
    """One line of the notebook of gestures."""

    id: str
    gesture: str
    words: str
    state: str
    day: date


@dataclass(frozen=True)
class Passed:
    """An edition of a lesson, and the first moment it was finished, UTC."""

    lesson: str
    edition: int
    at: datetime


@dataclass(frozen=True)
class AnswerRow:
    """One answer: `kind` of the attempt, `lesson` that has the question (of a quiz, the path), `at` UTC."""

    id: str
    attempt: str
    kind: str
    lesson: str
    question: str
    question_hash: str
    competence: str
    score: float
    tries: int
    at: datetime


@dataclass(frozen=True)
class LastReview:
    """The daily review begun last: `asked` are "lesson/question", `screen` of them are done; `started` UTC."""

    attempt: str
    asked: tuple[str, ...]
    screen: int
    started: datetime
    finished: bool


@dataclass(frozen=True)
class Learning:
    """A person's records at a glance.

    Attributes:
        passed: every edition finished, oldest first.
        open: screens gone through in each (lesson, edition) begun and not finished.
        answers: the last answer to each question.
        notes: the notebook, newest first.
        tried: the final quizzes gone through to their end, oldest first.
        quizzes: (path, edition) of those begun and not finished.
    """

    passed: tuple[Passed, ...] = ()
    open: dict[tuple[str, int], int] = field(default_factory=dict)
    answers: tuple[Answered, ...] = ()
    notes: tuple[Notebook, ...] = ()
    tried: tuple[Tried, ...] = ()
    quizzes: frozenset[tuple[str, int]] = frozenset()

    @cached_property
    def finished(self) -> dict[str, datetime]:
        """First moment each lesson was finished, whatever the edition, UTC."""
        return {one.lesson: one.at for one in reversed(self.passed)}


@contextmanager
def _reading(kind: str, file: str) -> Iterator[sqlite3.Connection | None]:
    if not os.path.exists(file):
        yield None
        return
    refuse_network(os.path.dirname(file))
    try:
        # A plain connection, not mode=ro: a reader of a write-ahead log must be able to make its -shm file.
        connection = sqlite3.connect(file, timeout=5)
        try:
            connection.execute("PRAGMA query_only=ON")
            if connection.execute("PRAGMA user_version").fetchone()[0] > REVISIONS[kind]:
                raise NewerSchema(file=file)
            yield connection
        finally:
            connection.close()
    except (sqlite3.Error, OSError) as error:
        raise as_storage_error(error, file) from error


def learning(file: str) -> Learning:
    """Read a person's `records.db`; without one, nothing was learnt yet.

    Raises:
        StorageError: the file is damaged, unreadable or newer than the program.
    """
    with _reading("records", file) as connection:
        if connection is None or not _has(connection, "attempt"):
            return Learning()
        # A file of an earlier program has lessons only; the next one that writes brings it up to date.
        older = not _has_column(connection, "attempt", "kind")
        at_lessons = "" if older else " AND kind = 'lesson'"
        return Learning(
            passed=tuple(
                Passed(row[0], row[1], datetime.fromisoformat(row[2]))
                for row in connection.execute(
                    f"SELECT lesson, edition, min(finished) FROM attempt WHERE finished IS NOT NULL{at_lessons}"  # noqa: S608 - of two literals
                    " GROUP BY lesson, edition ORDER BY min(finished)"
                )
            ),
            open={
                (row[0], row[1]): row[2]
                for row in connection.execute(
                    f"SELECT lesson, edition, max(screen) FROM attempt WHERE finished IS NULL{at_lessons}"  # noqa: S608
                    " GROUP BY lesson, edition"
                )
            },
            answers=tuple(_last_tries(_answers(connection))),
            notes=tuple(
                Notebook(row[0], row[1], row[2], row[3], date.fromisoformat(row[4]))
                for row in connection.execute(
                    "SELECT id, gesture, words, state, day FROM gesture_note ORDER BY day DESC, id DESC"
                )
            ),
            tried=tuple(quizzes.tried(connection)),
            quizzes=frozenset() if older else frozenset(quizzes.begun(connection)),
        )


def _has(connection: sqlite3.Connection, table: str) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return connection.execute(query, (table,)).fetchone() is not None


def _has_column(connection: sqlite3.Connection, table: str, column: str) -> bool:
    return any(row[1] == column for row in connection.execute(f"PRAGMA table_info({table})"))


def answers(file: str) -> tuple[AnswerRow, ...]:
    """Every answer in a person's `records.db`, in the order in which they were given.

    Raises:
        StorageError: the file is damaged, unreadable or newer than the program.
    """
    with _reading("records", file) as connection:
        if connection is None or not _has(connection, "attempt"):
            return ()
        return tuple(_answers(connection))


def last_review(file: str) -> LastReview | None:
    """The daily review begun last, if there ever was one.

    Raises:
        StorageError: the file is damaged, unreadable or newer than the program.
    """
    with _reading("records", file) as connection:
        if connection is None or not _has_column(connection, "attempt", "kind"):
            return None
        row = connection.execute(
            "SELECT id, asked, screen, started, finished FROM attempt WHERE kind = 'review'"
            " ORDER BY started DESC, id DESC LIMIT 1"
        ).fetchone()
    if row is None:
        return None
    return LastReview(
        row[0], tuple(json.loads(row[1])), row[2], datetime.fromisoformat(row[3]), row[4] is not None
    )


def _answers(connection: sqlite3.Connection) -> Iterator[AnswerRow]:
    older = not _has_column(connection, "attempt", "kind")
    kind, lesson = ("'lesson'", "attempt.lesson") if older else ("attempt.kind", "answer.lesson")
    rows = connection.execute(
        f"SELECT answer.id, attempt, {kind}, {lesson}, question, question_hash, competence, score, tries, at"  # noqa: S608 - of two literals
        " FROM answer JOIN attempt ON attempt.id = answer.attempt ORDER BY at, tries"
    )
    for row in rows:
        yield AnswerRow(*(*row[:9], datetime.fromisoformat(row[9])))


def _last_tries(rows: Iterable[AnswerRow]) -> Iterator[Answered]:
    # Known (decision 18): right at the first try, the last time the question was asked. The first try of the
    # latest attempt is the row to look at; a second try that came right does not make it known.
    # What a placement asks was perhaps never taught: a miss there takes nothing away.
    last = {(r.lesson, r.question): r for r in rows if r.tries == 1 and r.kind not in ("quiz", "placement")}
    for row in last.values():
        yield Answered(row.lesson, row.question, row.competence, row.score >= 1)


def person(file: str, person_id: str = "", login: str = "") -> Person | None:
    """A person of the organisation's list, by staff number or by login."""
    with _reading("organisation", file) as connection:
        if connection is None or not _has(connection, "person"):
            return None
        column, value = ("id", person_id) if person_id else ("login", login)
        row = connection.execute(
            f"SELECT id, name, service, roles, audiences, login FROM person WHERE {column} = ?"  # noqa: S608 - one of two literals
            " AND left_on IS NULL",
            (value,),
        ).fetchone()
    if row is None or not value:
        return None
    return Person(
        id=row[0],
        name=row[1],
        service=row[2],
        roles=frozenset(Role(role) for role in row[3].split(",") if role) | {Role.LEARNER},
        audiences=frozenset(row[4].split(",")) - {""} | {"all-staff"},
        login=row[5],
    )


def assigned(file: str, who: Person) -> tuple[Assignment, ...]:
    """Paths proposed to a person, directly, by service or by cohort; the nearest wished day first."""
    with _reading("organisation", file) as connection:
        if connection is None or not _has(connection, "assignment"):
            return ()
        rows = connection.execute(
            "SELECT a.id, a.path, a.due, a.assigned_on, coalesce(p.name, a.assigned_by), a.message"
            " FROM assignment a LEFT JOIN person p ON p.id = a.assigned_by WHERE a.withdrawn_on IS NULL AND ("
            " (a.target = 'person' AND a.target_id = :id)"
            " OR (a.target = 'service' AND a.target_id = :service)"
            " OR (a.target = 'cohort'"
            " AND a.target_id IN (SELECT cohort FROM cohort_member WHERE person = :id)))"
            " ORDER BY a.due IS NULL, a.due, a.assigned_on",
            {"id": who.id, "service": who.service},
        ).fetchall()
    return tuple(
        Assignment(
            id=row[0],
            path=row[1],
            due=date.fromisoformat(row[2]) if row[2] else None,
            assigned_on=date.fromisoformat(row[3][:10]),
            assigned_by=row[4],
            message=row[5],
        )
        for row in rows
    )


def chosen(file: str, person_id: str) -> frozenset[str]:
    """Lessons of no proposed path that the person chose to share."""
    with _reading("organisation", file) as connection:
        if connection is None or not _has(connection, "completion"):
            return frozenset()
        query = "SELECT lesson FROM completion WHERE person = ? AND path = ''"
        return frozenset(row[0] for row in connection.execute(query, (person_id,)))


def waits(file: str, person_id: str) -> bool:
    """Whether a completion of the person waits to be sent."""
    with _reading("organisation", file) as connection:
        if connection is None or not _has(connection, "batch"):
            # A file of an earlier program: the next one that writes brings it up to date.
            return False
        query = "SELECT 1 FROM completion WHERE person = ? AND batch IS NULL AND mode = 'individual' LIMIT 1"
        return connection.execute(query, (person_id,)).fetchone() is not None


def everything(file: str) -> dict[str, list[dict[str, object]]]:
    """Every row of a person's records, table by table, for the person's own export."""
    with _reading("records", file) as connection:
        if connection is None:
            return {}
        connection.row_factory = sqlite3.Row
        found: dict[str, list[dict[str, object]]] = {}
        for table in ("attempt", "answer", "event", "gesture_note"):
            if _has(connection, table):
                rows = connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - a literal
                found[table] = [dict(row) for row in rows]
        return found
