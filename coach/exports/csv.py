"""CSV for programs: UTF-8, comma, point, ISO 8601, stable ASCII headings."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import BinaryIO

from coach.domain.text import N_
from coach.exports._columns import Column, Row, Value
from coach.exports._export import Export
from coach.exports._guard import guarded
from coach.exports._text import records, write_lines


def write(columns: Sequence[Column], rows: Iterable[Row], out: BinaryIO) -> None:
    """Write the keys, or titles of somebody’s own, then every row."""
    write_lines(out, "utf-8", ",", _lines(columns, rows))


def _lines(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[list[str]]:
    yield [column.name for column in columns]
    for row in rows:
        yield [_cell(row[column.key]) for column in columns]


def _cell(value: Value) -> str:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


EXPORT = Export(".csv", write, N_("CSV for programs (comma, ISO dates)"), lines=records)
