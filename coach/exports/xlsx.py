"""A workbook with typed cells: real dates and numbers, text that stays text, a heading always in sight."""

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, BinaryIO

from coach.domain.text import N_
from coach.exports._columns import Column, Row, Value
from coach.exports._export import Export
from coach.exports._guard import guarded
from coach.words import _

ROWS = 1_048_575  # of a sheet, without the heading


def write(columns: Sequence[Column], rows: Iterable[Row], out: BinaryIO) -> None:
    """Write one sheet; finished rows wait in a temporary file, so that memory does not grow with them."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    # A folder of its own: what an interrupted export leaves in it goes with it.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        options = {"constant_memory": True, "tmpdir": folder}
        try:
            with xlsxwriter.Workbook(out, options) as book:
                _fill(book, columns, rows)
        except FileCreateError as error:
            # What the system said: no room, no right to write.
            raise error.args[0] from error


def _fill(book: Any, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    sheet = book.add_worksheet(_("Completions"))
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    _heading(sheet, columns, book.add_format({"bold": True}))
    last = 0
    for last, row in enumerate(rows, 1):
        for place, column in enumerate(columns):
            _cell(sheet, (last, place), column.told(row), day)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _heading(sheet: Any, columns: Sequence[Column], bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, bold)


def _cell(sheet: Any, at: tuple[int, int], value: Value, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(*at, value, day)
    elif isinstance(value, str):
        sheet.write_string(*at, guarded(value))
    elif value is not None:
        sheet.write_number(*at, value)


EXPORT = Export(".xlsx", write, N_("Excel or LibreOffice workbook (typed cells)"), ROWS)
