"""Finished lessons of assigned paths: what a desk shares, trainers count and HR exports."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, null, or_, select
from sqlalchemy.dialects.sqlite import insert

from coach.store.identifiers import uuid7_of
from coach.store.schema import assignment, cohort, cohort_member, completion, correction, person

BATCH = 500
CANCELLED = "cancelled"


@dataclass(frozen=True)
class Record:
    """A completion as exports tell it, with the person's cohorts and the days of the assignment it answers.

    `cancelled_on` is the day on which it was cancelled, if it is.
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
    """Which completions: days included; a person, service (of that day) or cohort; a path; a service. Empty: all."""

    since: date | None = None
    until: date | None = None
    target: str = ""
    target_id: str = ""
    path: str = ""
    service: str = ""


@dataclass(frozen=True)
class Hours:
    """What was finished in a service (of that day): a lesson counts once a person, however many paths have it."""

    service: str
    people: int
    lessons: int
    minutes: int


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
    """Pairs (staff number, lesson) of those still on the list, each once; cancelled ones are left out."""
    rows = connection.execute(
        select(completion.c.person, completion.c.lesson)
        .join(person, person.c.id == completion.c.person)
        .where(person.c.left_on.is_(None), _stands())
        .distinct()
    )
    return ((who, lesson) for who, lesson in rows)


def learnt(connection: Connection, chosen: Chosen) -> list[tuple[str, str, int]]:
    """Triples (staff number, lesson, edition), each once; of those who left too, without cancelled ones."""
    rows = connection.execute(
        select(completion.c.person, completion.c.lesson, completion.c.edition)
        .where(*_where(chosen), _stands())
        .distinct()
    )
    return [(who, lesson, edition) for who, lesson, edition in rows]


def count(connection: Connection, chosen: Chosen) -> int:
    """How many completions are chosen, cancelled ones among them."""
    query = select(func.count()).select_from(completion).where(*_where(chosen))
    return connection.execute(query).scalar_one()


def records(connection: Connection, chosen: Chosen, limit: int | None = None) -> Iterator[Record]:
    """The chosen completions by day, read from the file as they are asked for, never all at once."""
    return _records(connection, _query().where(*_where(chosen)).limit(limit))


def by_person(connection: Connection, chosen: Chosen) -> Iterator[Record]:
    """The same by staff number and path, without cohorts and assignments."""
    order = (completion.c.person, completion.c.path, completion.c.lesson, completion.c.edition)
    without = [null().label(name) for name in ("cohort", "assigned_on", "due")]
    return _records(connection, _bare().add_columns(*without).where(*_where(chosen)).order_by(*order))


def _records(connection: Connection, query: Select[Any]) -> Iterator[Record]:
    for row in connection.execution_options(yield_per=BATCH).execute(query):
        cancelled = row.verb == CANCELLED
        yield Record(
            id=row.id,
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
            service_today=row.service_today,
            cancelled_on=_day(row.cancelled_on) if cancelled else None,
            cancel_reason=row.reason if cancelled else "",
        )


def hours(connection: Connection, chosen: Chosen) -> list[Hours]:
    """What stands, by service."""
    once = (
        select(
            completion.c.person,
            func.min(completion.c.service).label("service"),
            func.min(completion.c.minutes).label("minutes"),
        )
        .where(*_where(chosen), _stands())
        .group_by(completion.c.person, completion.c.lesson, completion.c.edition)
        .subquery()
    )
    people = func.count(once.c.person.distinct())
    query = select(once.c.service, people, func.count(), func.sum(once.c.minutes)).group_by(once.c.service)
    return [Hours(*row) for row in connection.execute(query.order_by(once.c.service))]


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


def _stands() -> ColumnElement[bool]:
    """Whether a completion is not cancelled."""
    cancelled = select(correction.c.completion).where(
        correction.c.id == _last(), correction.c.verb == CANCELLED, correction.c.completion == completion.c.id
    )
    return ~cancelled.exists()


def _where(chosen: Chosen) -> list[ColumnElement[bool]]:
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
        .order_by(completion.c.finished_on, completion.c.id)
    )


def _bare() -> Select[Any]:
    """Completions with names and the last correction of each."""
    return (
        select(
            completion,
            person.c.name,
            person.c.service.label("service_today"),
            correction.c.verb,
            correction.c.day.label("cancelled_on"),
            correction.c.reason,
        )
        .join(person, person.c.id == completion.c.person)
        .outerjoin(correction, correction.c.id == _last())
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
