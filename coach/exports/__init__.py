"""Export formats, one file each; none knows where the records come from."""

from functools import cache

from coach.exports._columns import COLUMNS, Column, Row, Value, columns, shown
from coach.exports._export import Export
from coach.exports._guard import guarded, unguarded
from coach.exports._slip import Gone, slip
from coach.exports._text import Cells
from coach.exports._tree import flat
from coach.registry import load

__all__ = [
    "COLUMNS",
    "Cells",
    "Column",
    "Export",
    "Gone",
    "Row",
    "Value",
    "columns",
    "flat",
    "formats",
    "guarded",
    "shown",
    "slip",
    "unguarded",
]


@cache
def formats() -> dict[str, Export]:
    """Every export format, by the name of its file."""
    return load("coach.exports", "EXPORT", Export)
