"""CSV for French office programs: UTF-8 with its mark, semicolon, decimal comma, dd/mm/yyyy, CRLF."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import BinaryIO

from coach.domain.text import N_
from coach.exports._columns import Column, Row, Value
from coach.exports._export import Export
from coach.exports._guard import guarded
from coach.exports._text import records, write_lines


def write(columns: Sequence[Column], rows: Iterable[Row], out: BinaryIO) -> None:
    """Write the titles, then every row."""
    # Without its mark, a French Excel opens UTF-8 as Windows-1252.
    write_lines(out, "utf-8-sig", ";", _lines(columns, rows))


def _lines(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[list[str]]:
    yield [column.heading for column in columns]
    for row in rows:
        yield [_cell(column.told(row)) for column in columns]


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    return guarded(value) if isinstance(value, str) else str(value).replace(".", ",")


EXPORT = Export(".csv", write, N_("CSV for French office programs (semicolon, decimal comma)"), lines=records)
