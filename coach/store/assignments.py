"""Paths proposed to a person, a service or a cohort. A learner's own are read by `glance.assigned`."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from coach.store.identifiers import uuid7
from coach.store.schema import assignment, person


@dataclass(frozen=True)
class Line:
    """One line of the history. `by` is the trainer's name, or staff number when the list has no name."""

    id: str
    path: str
    target: str
    target_id: str
    due: date | None
    message: str
    assigned_on: date
    by: str
    withdrawn_on: date | None


@dataclass(frozen=True)
class New:
    """A path to propose; `target` is person, service or cohort."""

    path: str
    target: str
    target_id: str
    due: date | None
    message: str
    by: str


def add(connection: Connection, new: New, now: datetime) -> str:
    """Propose a path; returns the line's id."""
    line = uuid7(now)
    connection.execute(
        assignment.insert().values(
            id=line,
            path=new.path,
            target=new.target,
            target_id=new.target_id,
            due=new.due.isoformat() if new.due else None,
            message=new.message,
            assigned_on=now.astimezone().date().isoformat(),
            assigned_by=new.by,
        )
    )
    return line


def lines(connection: Connection) -> list[Line]:
    """The whole history, newest first."""
    rows = connection.execute(
        select(assignment, func.coalesce(person.c.name, assignment.c.assigned_by).label("by"))
        .outerjoin(person, person.c.id == assignment.c.assigned_by)
        .order_by(assignment.c.id.desc())
    )
    return [
        Line(
            id=row.id,
            path=row.path,
            target=row.target,
            target_id=row.target_id,
            due=_day(row.due),
            message=row.message,
            assigned_on=date.fromisoformat(row.assigned_on),
            by=row.by,
            withdrawn_on=_day(row.withdrawn_on),
        )
        for row in rows
    ]


def withdraw(connection: Connection, line: str, day: date) -> None:
    """Propose it no longer; the line stays in the history."""
    _set_withdrawn(connection, line, day.isoformat())


def restore(connection: Connection, line: str) -> None:
    """Propose it again, as it was."""
    _set_withdrawn(connection, line, None)


def _set_withdrawn(connection: Connection, line: str, day: str | None) -> None:
    connection.execute(assignment.update().where(assignment.c.id == line).values(withdrawn_on=day))


def forget(connection: Connection, line: str) -> None:
    """Undo a proposal as if it had not been made."""
    connection.execute(assignment.delete().where(assignment.c.id == line))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
