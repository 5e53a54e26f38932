"""Finished lessons and passed quizzes of assigned paths: what a desk shares, trainers count and HR exports.

A completion without a lesson is its path's final quiz, passed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, null, or_, select
from sqlalchemy.dialects.sqlite import insert

from coach.store.identifiers import uuid7_of
from coach.store.schema import assignment, cohort, cohort_member, completion, correction, person

BATCH = 500
CANCELLED = "cancelled"


class Record(NamedTuple):
    """A completion as exports tell it, with the person's cohorts and the days of the assignment it answers.

    `cancelled_on` is the day on which it was cancelled, if it is. A named tuple, which a million are made of in a
    third of the time.
    """

    id: str
    staff_number: str
    name: str
    service: str
    cohort: str
    path: str
    lesson: str
    edition: int
    assigned_on: date | None
    due: date | None
    finished_on: date
    minutes: int
    mode: str
    service_today: str
    cancelled_on: date | None
    cancel_reason: str


@dataclass(frozen=True)
class Chosen:
    """Which completions: days included; a person, service (of that day) or cohort; a path; a service. Empty: all.

    `bare`: cohorts and the assignment answered are not asked for, which halves the work.
    """

    since: date | None = None
    until: date | None = None
    target: str = ""
    target_id: str = ""
    path: str = ""
    service: str = ""
    bare: bool = False


def record(  # noqa: PLR0913 - one argument per column
    connection: Connection,
    *,
    person: str,
    service: str,
    path: str,
    lesson: str,
    edition: int,
    day: date,
    minutes: int,
    mode: str = "individual",
    session: str | None = None,
) -> bool:
    """Keep a completion; one that is kept already stays as it is. Returns whether it is new.

    `person` is a staff number that the list has, `service` the person's of that day; `day` is local and has no
    hour; `minutes` are published, not measured; `mode` is individual or group. What comes from a `session` was seen
    by the organisation itself, so it waits for no batch.
    """
    done = connection.execute(
        insert(completion)
        .values(
            id=uuid7_of(day),
            person=person,
            service=service,
            path=path,
            lesson=lesson,
            edition=edition,
            finished_on=day.isoformat(),
            minutes=minutes,
            mode=mode,
            session=session,
            batch=None if session is None else 0,
        )
        .on_conflict_do_nothing(index_elements=["person", "path", "lesson", "edition"])
    )
    return done.rowcount > 0


class Done(NamedTuple):
    """Somebody (staff number) finished a lesson, in whatever path; or passed the quiz of `path`, without a lesson."""

    person: str
    path: str
    lesson: str
    mode: str


def finished(connection: Connection) -> Iterator[Done]:
    """What those still on the list have finished, each once; cancelled ones are left out."""
    path = case((completion.c.lesson == "", completion.c.path), else_="")
    rows = connection.execute(
        select(completion.c.person, path, completion.c.lesson, completion.c.mode)
        .join(person, person.c.id == completion.c.person)
        .where(person.c.left_on.is_(None), stands())
        .distinct()
    )
    return (Done(*row) for row in rows)


def count(connection: Connection, chosen: Chosen) -> int:
    """How many completions are chosen, cancelled ones among them."""
    query = select(func.count()).select_from(completion).where(*where(chosen))
    return connection.execute(query).scalar_one()


def records(connection: Connection, chosen: Chosen, limit: int | None = None) -> Iterator[Record]:
    """The chosen completions by day, read from the file as they are asked for, never all at once."""
    query = _without() if chosen.bare else _query()
    query = query.where(*where(chosen)).order_by(completion.c.finished_on, completion.c.id)
    return _records(connection, query.limit(limit))


def by_person(connection: Connection, chosen: Chosen) -> Iterator[Record]:
    """The same by staff number and path, without cohorts and assignments."""
    order = (completion.c.person, completion.c.path, completion.c.lesson, completion.c.edition)
    return _records(connection, _without().where(*where(chosen)).order_by(*order))


def _records(connection: Connection, query: Select[Any]) -> Iterator[Record]:
    rows = connection.execution_options(yield_per=BATCH).execute(query)
    # Taken apart by place: by name, each of a million rows would look each of its columns up.
    for (
        *kept,
        finished_on,
        minutes,
        mode,
        name,
        today,
        verb,
        cancelled_on,
        reason,
        cohorts,
        assigned_on,
        due,
    ) in rows:
        identity, who, service, path, lesson, edition = kept
        cancelled = verb == CANCELLED
        yield Record(
            identity,
            who,
            name,
            service,
            cohorts or "",
            path,
            lesson,
            edition,
            _day(assigned_on),
            _day(due),
            date.fromisoformat(finished_on),
            minutes,
            mode,
            today,
            _day(cancelled_on) if cancelled else None,
            reason if cancelled else "",
        )


def _last() -> Any:
    """The id of a completion's last correction."""
    return (
        select(correction.c.id)
        .where(correction.c.completion == completion.c.id)
        .order_by(correction.c.id.desc())
        .limit(1)
        .correlate(completion)
        .scalar_subquery()
    )


def stands() -> ColumnElement[bool]:
    """Whether a completion is not cancelled."""
    cancelled = select(correction.c.completion).where(
        correction.c.id == _last(), correction.c.verb == CANCELLED, correction.c.completion == completion.c.id
    )
    return ~cancelled.exists()


def where(chosen: Chosen) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if chosen.since:
        found.append(completion.c.finished_on >= chosen.since.isoformat())
    if chosen.until:
        found.append(completion.c.finished_on <= chosen.until.isoformat())
    if chosen.path:
        found.append(completion.c.path == chosen.path)
    if chosen.service:
        found.append(completion.c.service == chosen.service)
    if chosen.target == "cohort":
        inside = select(cohort_member.c.person).where(cohort_member.c.cohort == chosen.target_id)
        found.append(completion.c.person.in_(inside))
    elif chosen.target:
        column = completion.c.service if chosen.target == "service" else completion.c.person
        found.append(column == chosen.target_id)
    return found


def _query() -> Select[Any]:
    """Completions with names, cohorts and the assignment that covers each.

    Sorted by an index, with a look-up per row in place of a join: SQLite keeps no row back, however many.
    """
    names = (
        select(cohort.c.name)
        .join(cohort_member, cohort_member.c.cohort == cohort.c.id)
        .where(cohort_member.c.person == completion.c.person)
        .order_by(cohort.c.name)
        .correlate(completion)
        .subquery()
    )
    return (
        _bare()
        .add_columns(
            select(func.group_concat(names.c.name, ", ")).scalar_subquery().label("cohort"),
            assignment.c.assigned_on,
            assignment.c.due,
        )
        .outerjoin(assignment, assignment.c.id == _covering())
    )


def _bare() -> Select[Any]:
    """Completions with names and the last correction of each."""
    return (
        select(
            *(completion.c[name] for name in ("id", "person", "service", "path", "lesson", "edition")),
            *(completion.c[name] for name in ("finished_on", "minutes", "mode")),
            person.c.name,
            person.c.service,
            correction.c.verb,
            correction.c.day,
            correction.c.reason,
        )
        .join(person, person.c.id == completion.c.person)
        .outerjoin(correction, correction.c.id == _last())
    )


def _without() -> Select[Any]:
    """The same without cohorts and assignments."""
    return _bare().add_columns(*(null().label(name) for name in ("cohort", "assigned_on", "due")))


def _covering() -> Any:
    """Id of the assignment that a completion answers: the oldest that stands, else the oldest withdrawn."""
    one = assignment.alias("covering")
    # Two selects deep, SQLAlchemy would read the completions again in place of the one at hand.
    mine = (
        select(cohort_member.c.cohort)
        .where(cohort_member.c.person == completion.c.person)
        .correlate(completion)
    )
    reached = or_(
        and_(one.c.target == "person", one.c.target_id == completion.c.person),
        and_(one.c.target == "service", one.c.target_id == completion.c.service),
        and_(one.c.target == "cohort", one.c.target_id.in_(mine)),
    )
    return (
        select(one.c.id)
        .where(one.c.path == completion.c.path, reached)
        .order_by(case((one.c.withdrawn_on.is_(None), 0), else_=1), one.c.id)
        .limit(1)
        .correlate(completion)
        .scalar_subquery()
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
