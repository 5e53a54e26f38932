"""What is older than it may be, by the keys of the retention table: counted, then purged."""

from datetime import date

from sqlalchemy import Connection, Table, delete, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from coach.store.schema import assignment, completion, export_log, person

_Day = ColumnElement[str]
_DAYS: dict[str, tuple[Table, _Day]] = {
    "completions": (completion, completion.c.finished_on),
    "assignments": (assignment, assignment.c.assigned_on),
    "exports": (export_log, func.substr(export_log.c.at, 1, 10)),
    "people": (person, person.c.left_on),
}


def older(connection: Connection, key: str, before: date) -> tuple[int, date | None, date | None]:
    """How many lines there are from before a day, with their first and last day."""
    table, told = _DAYS[key]
    query = (
        select(func.count(), func.min(told), func.max(told)).select_from(table).where(*_chosen(key, before))
    )
    count, first, last = connection.execute(query).one()
    return count, _day(first), _day(last)


def purge(connection: Connection, key: str, before: date) -> int:
    """Take them away; returns how many. A completion takes its corrections, a person the cohorts along."""
    return connection.execute(delete(_DAYS[key][0]).where(*_chosen(key, before))).rowcount


def _chosen(key: str, before: date) -> list[ColumnElement[bool]]:
    found = [_DAYS[key][1] < before.isoformat()]
    if key == "assignments":
        # One that stands is still in use, however old.
        found.append(assignment.c.withdrawn_on.is_not(None))
    if key == "people":
        named = or_(assignment.c.assigned_by == person.c.id, assignment.c.target_id == person.c.id)
        found.append(~select(completion.c.id).where(completion.c.person == person.c.id).exists())
        found.append(~select(assignment.c.id).where(named).exists())
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
