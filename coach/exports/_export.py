"""What every export format says of itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from coach.exports._columns import Column, Row
from coach.exports._text import Cells


@dataclass(frozen=True)
class Export:
    """One format.

    Attributes:
        suffix: of its files, with the dot.
        write: writes columns and rows to a file opened for writing, one row at a time, and leaves it open.
        title: what the Exports page calls it, an English msgid; without one, its name.
        limit: the most rows a file can hold; 0 for no limit.
        keys: of the columns it writes whatever was chosen; empty where the choice counts.
        lines: gives the records of a written file back, byte for byte, so that one can be proven without the
            others; None where a file has no such lines.
        cells: of a format of text, how it writes a value; None for others.
    """

    suffix: str
    write: Callable[[Sequence[Column], Iterable[Row], BinaryIO], None]
    title: str = ""
    limit: int = 0
    keys: tuple[str, ...] = ()
    lines: Callable[[BinaryIO], Iterator[bytes]] | None = None
    cells: Cells | None = None
