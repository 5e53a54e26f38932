"""Who exported what, when: a line is there before the first byte of a file is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from coach.store.identifiers import uuid7
from coach.store.schema import export_log, person


@dataclass(frozen=True)
class New:
    """An export about to be written; `filters` is canonical JSON."""

    person: str
    format: str
    file: str
    filters: str


@dataclass(frozen=True)
class Line:
    """One line of the log. `person` is a name where the list has one; not `complete`: no file came of it."""

    at: datetime
    person: str
    format: str
    file: str
    filters: str
    rows: int
    complete: bool


def begin(connection: Connection, new: New, now: datetime) -> str:
    """Note that an export begins; returns the line's id."""
    line = uuid7(now)
    connection.execute(
        export_log.insert().values(
            id=line,
            at=now.isoformat(),
            person=new.person,
            format=new.format,
            file=new.file,
            filters=new.filters,
            rows=0,
            complete=False,
        )
    )
    return line


def end(connection: Connection, line: str, rows: int) -> None:
    """Note that the file is written, with its number of rows."""
    connection.execute(export_log.update().where(export_log.c.id == line).values(rows=rows, complete=True))


def lines(connection: Connection, limit: int = 200) -> list[Line]:
    """The newest lines first."""
    return _lines(connection, _query().limit(limit))


def of(connection: Connection, staff_number: str) -> list[Line]:
    """Those of one person, newest first."""
    return _lines(connection, _query().where(export_log.c.person == staff_number))


def _query() -> Select[Any]:
    return (
        select(export_log, func.coalesce(person.c.name, export_log.c.person).label("name"))
        .outerjoin(person, person.c.id == export_log.c.person)
        .order_by(export_log.c.id.desc())
    )


def _lines(connection: Connection, query: Select[Any]) -> list[Line]:
    return [
        Line(
            at=datetime.fromisoformat(row.at),
            person=row.name,
            format=row.format,
            file=row.file,
            filters=row.filters,
            rows=row.rows,
            complete=row.complete,
        )
        for row in connection.execute(query)
    ]
