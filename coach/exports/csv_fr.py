"""CSV for French office programs: UTF-8 with its mark, semicolon, decimal comma, dd/mm/yyyy, CRLF."""

from datetime import date

from coach.domain.text import N_
from coach.exports._columns import Column, Value
from coach.exports._export import Export
from coach.exports._guard import guarded
from coach.exports._text import Cells, records


def _cell(column: Column, value: Value) -> str:
    value = column.words(value)
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    return guarded(value) if isinstance(value, str) else str(value).replace(".", ",")


# Without its mark, a French Excel opens UTF-8 as Windows-1252.
CELLS = Cells("utf-8-sig", ";", lambda column: column.heading, _cell)

EXPORT = Export(
    ".csv",
    CELLS.write,
    N_("CSV for French office programs (semicolon, decimal comma)"),
    lines=records,
    cells=CELLS,
)
