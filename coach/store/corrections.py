"""What human resources correct about completions: lines that are added, never changed or taken away."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from coach.store.identifiers import uuid7
from coach.store.schema import correction


@dataclass(frozen=True)
class New:
    """A correction to add; `verb` is cancelled or restored, `by` a staff number."""

    completion: str
    verb: str
    by: str
    reason: str


@dataclass(frozen=True)
class Line:
    """One correction, as it was made."""

    completion: str
    verb: str
    day: date
    by: str
    reason: str


def add(connection: Connection, new: New, now: datetime) -> str:
    """Add a correction; returns its id."""
    line = uuid7(now)
    connection.execute(
        correction.insert().values(
            id=line,
            completion=new.completion,
            verb=new.verb,
            day=now.astimezone().date().isoformat(),
            by=new.by,
            reason=new.reason,
        )
    )
    return line


def of(connection: Connection, completion: str) -> list[Line]:
    """The corrections of a completion, oldest first."""
    rows = connection.execute(
        select(correction).where(correction.c.completion == completion).order_by(correction.c.id)
    )
    return [Line(row.completion, row.verb, date.fromisoformat(row.day), row.by, row.reason) for row in rows]
