"""A workbook with typed cells: real dates and numbers, text that stays text, a heading always in sight."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import BinaryIO

from coach.domain.text import N_
from coach.exports._columns import Column, Row, Value
from coach.exports._export import Export
from coach.exports._guard import guarded
from coach.words import _

ROWS = 1_048_575  # of a sheet, without the heading
_LETTERS = 32_767  # of a cell
_FIRST_YEAR = 1900  # a workbook knows no day before
_NUMBER = re.compile(r"(?:os error |code: )(\d+)")

Cells = dict[str, Value]


def write(columns: Sequence[Column], rows: Iterable[Row], out: BinaryIO) -> None:
    """Write one sheet; finished rows wait in a temporary file, so that memory does not grow with them."""
    # A folder of its own: what an interrupted export leaves in it goes with it.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        book = os.path.join(folder, "book.xlsx")
        try:
            _book(book, columns, rows)
        except BaseException as error:
            # The library stops in panic on a full disk, and tells what the system said as text only.
            number = _NUMBER.search(str(error))
            ours = type(error).__module__ == "pyo3_runtime" or (type(error) is OSError and not error.errno)
            if not (ours and number):
                raise
            raise OSError(int(number[1]), str(error), None, int(number[1])) from error
        with open(book, "rb") as done:
            shutil.copyfileobj(done, out)


def _book(file: str, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    from rustpy_xlsxwriter import write_worksheet

    heads = _headings(columns)
    found = _cells(heads, columns, rows)
    # The first line names the columns: without any, one of nothing does.
    lines = chain(list(islice(found, 1)) or [dict.fromkeys(heads)], found)
    write_worksheet(
        lines,
        file,
        sheet_name=_("Completions"),
        freeze_row=1,
        datetime_format="dd/mm/yyyy",
        bold_headers=True,
        column_widths=[float(column.width) for column in columns],
        autofilter=True,
    )


def _headings(columns: Sequence[Column]) -> tuple[str, ...]:
    """The titles; of two alike the second ends in a space, for the library knows a column by its title."""
    found: dict[str, None] = {}
    for column in columns:
        title = column.heading
        while title in found:
            title += " "
        found[title] = None
    return tuple(found)


def _cells(heads: Sequence[str], columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[Cells]:
    # Of a million rows each call counts: only a column with codes is asked for its words.
    plan = [(column.key, column.told if column.codes else None) for column in columns]
    for row in rows:
        yield dict(zip(heads, [_cell(told(row) if told else row[key]) for key, told in plan], strict=True))


def _cell(value: Value) -> Value:
    if isinstance(value, str):
        return guarded(value)[:_LETTERS]
    if isinstance(value, date) and value.year < _FIRST_YEAR:
        return value.isoformat()
    return value


EXPORT = Export(".xlsx", write, N_("Excel or LibreOffice workbook (typed cells)"), ROWS)
