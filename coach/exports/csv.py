"""CSV for programs: UTF-8, comma, point, ISO 8601, stable ASCII headings."""

from datetime import date

from coach.domain.text import N_
from coach.exports._columns import Column, Value
from coach.exports._export import Export
from coach.exports._guard import guarded
from coach.exports._text import Cells, records


def _cell(_column: Column, value: Value) -> str:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


CELLS = Cells("utf-8", ",", lambda column: column.name, _cell)

EXPORT = Export(".csv", CELLS.write, N_("CSV for programs (comma, ISO dates)"), lines=records, cells=CELLS)
