"""Rows of a person's own export, put back into the records they came from."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from coach.store import schema

Row = Mapping[str, Any]
# An answer belongs to an attempt, so attempts come first.
_TABLES = (schema.attempt, schema.answer, schema.event, schema.gesture_note)


class ForeignRowError(ValueError):
    """A row that this program cannot have written: table, number in the file from 1, column."""

    def __init__(self, table: str, number: int, column: str) -> None:
        super().__init__(f"{table} {number}: {column}")


def merge(connection: Connection, tables: Mapping[str, Sequence[Row]]) -> dict[str, int]:
    """Add the rows whose id is not there yet; what is there stays as it is.

    Args:
        connection: to the person's records.
        tables: rows by table, as `glance.everything` tells them.

    Returns:
        how many rows each table has got.

    Raises:
        ForeignRowError: a row is none of this program's; the caller's transaction must not be committed.
    """
    added = {}
    for table in _TABLES:
        known = set(connection.scalars(select(table.c.id)))
        told = tables.get(table.name, ())
        if table is schema.answer:
            lessons = {row.id: row.lesson for row in connection.execute(select(schema.attempt))}
            rows = _rows(table, _with_lessons(told, lessons))
            _belong(rows, lessons.keys())
        else:
            rows = _rows(table, told)
        fresh = {row["id"]: row for row in rows if row["id"] not in known}
        if fresh:
            connection.execute(table.insert(), list(fresh.values()))
        added[table.name] = len(fresh)
    return added


def _rows(table: Table, rows: Sequence[Row]) -> list[dict[str, Any]]:
    if not isinstance(rows, list):
        raise ForeignRowError(table.name, 0, "?")
    return [dict(_cells(table, number, row)) for number, row in enumerate(rows, 1)]


def _with_lessons(rows: Sequence[Row], lessons: Mapping[str, str]) -> Sequence[Row]:
    """Answers as told, or as an earlier program told them: without the lesson, which was the attempt's."""
    if not isinstance(rows, list):
        return rows
    return [
        {"lesson": lessons.get(str(row.get("attempt"))), **row} if isinstance(row, dict) else row
        for row in rows
    ]


def _cells(table: Table, number: int, row: Row) -> Iterator[tuple[str, Any]]:
    if not isinstance(row, dict):
        raise ForeignRowError(table.name, number, "?")
    # A column of a later version would be lost without a word.
    for strange in row.keys() - table.columns.keys():
        raise ForeignRowError(table.name, number, strange)
    for column in table.columns:
        value = row.get(column.name, _EARLIER.get(f"{table.name}.{column.name}"))
        if not _fits(column, value):
            raise ForeignRowError(table.name, number, column.name)
        yield column.name, value


def _fits(column: Column[Any], value: object) -> bool:
    if value is None:
        return bool(column.nullable)
    wanted: type[Any] = column.type.python_type
    if type(value) is not wanted and not (wanted is float and type(value) is int):
        return False
    means = _MEANINGS.get(f"{column.table.name}.{column.name}")
    try:
        return means is None or means(value)
    except (ValueError, RecursionError):
        return False


def _belong(answers: list[dict[str, Any]], attempts: Collection[str]) -> None:
    for number, answer in enumerate(answers, 1):
        if answer["attempt"] not in attempts:
            raise ForeignRowError("answer", number, "attempt")


def _is_moment(value: Any) -> bool:
    return datetime.fromisoformat(value).tzinfo is not None


def _is_day(value: Any) -> bool:
    return bool(date.fromisoformat(value))


def _is_json(value: Any) -> bool:
    json.loads(value)
    return True


def _are_ids(value: Any) -> bool:
    found = json.loads(value)
    return isinstance(found, list) and all(isinstance(one, str) for one in found)


# What an earlier program did not write, since there was nothing else.
_EARLIER = {"attempt.kind": "lesson"}
_MEANINGS: dict[str, Callable[[Any], bool]] = {
    "attempt.asked": _are_ids,
    "attempt.kind": lambda value: value in ("lesson", "review", "placement", "quiz"),
    "attempt.screen": lambda value: 0 <= value < 1000,
    "attempt.started": _is_moment,
    "attempt.finished": _is_moment,
    "answer.response": _is_json,
    "answer.score": lambda value: 0 <= value <= 1,
    "answer.tries": lambda value: 0 < value < 1000,
    "answer.at": _is_moment,
    "event.result": _is_json,
    "event.at": _is_moment,
    "gesture_note.state": lambda value: value in ("planned", "done", "habit"),
    "gesture_note.day": _is_day,
}
