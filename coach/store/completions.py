"""Finished lessons of assigned paths: what a desk shares, trainers count and HR exports."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from coach.store.identifiers import uuid7_of
from coach.store.schema import assignment, cohort, cohort_member, completion, person

BATCH = 500


@dataclass(frozen=True)
class Record:
    """A completion as exports tell it, with the person's cohorts and the days of the assignment it answers."""

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


@dataclass(frozen=True)
class Chosen:
    """Which completions: days included; a person, service (of that day) or cohort; a path. Empty: all."""

    since: date | None = None
    until: date | None = None
    target: str = ""
    target_id: str = ""
    path: str = ""


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


def finished(connection: Connection) -> Iterator[tuple[str, str]]:
    """Pairs (staff number, lesson) of those still on the list, each once."""
    rows = connection.execute(
        select(completion.c.person, completion.c.lesson)
        .join(person, person.c.id == completion.c.person)
        .where(person.c.left_on.is_(None))
        .distinct()
    )
    return ((who, lesson) for who, lesson in rows)


def count(connection: Connection, chosen: Chosen) -> int:
    """How many completions are chosen."""
    query = select(func.count()).select_from(completion).where(*_where(chosen))
    return connection.execute(query).scalar_one()


def records(connection: Connection, chosen: Chosen, limit: int | None = None) -> Iterator[Record]:
    """The chosen completions by day, read from the file as they are asked for, never all at once."""
    rows = connection.execution_options(yield_per=BATCH).execute(_query().where(*_where(chosen)).limit(limit))
    for row in rows:
        yield Record(
            staff_number=row.person,
            name=row.name,
            service=row.service,
            cohort=row.cohort or "",
            path=row.path,
            lesson=row.lesson,
            edition=row.edition,
            assigned_on=_day(row.assigned_on),
            due=_day(row.due),
            finished_on=date.fromisoformat(row.finished_on),
            minutes=row.minutes,
            mode=row.mode,
        )


def _where(chosen: Chosen) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if chosen.since:
        found.append(completion.c.finished_on >= chosen.since.isoformat())
    if chosen.until:
        found.append(completion.c.finished_on <= chosen.until.isoformat())
    if chosen.path:
        found.append(completion.c.path == chosen.path)
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
    covering = _covering()
    return (
        select(
            completion,
            person.c.name,
            select(func.group_concat(names.c.name, ", ")).scalar_subquery().label("cohort"),
            assignment.c.assigned_on,
            assignment.c.due,
        )
        .join(person, person.c.id == completion.c.person)
        .outerjoin(assignment, assignment.c.id == covering)
        .order_by(completion.c.finished_on, completion.c.id)
    )


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
