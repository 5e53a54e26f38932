"""Rows as lines of text, the way `csv` and `csv_fr` share it."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from coach.exports._columns import Column, Row, Value


@dataclass(frozen=True)
class Cells:
    """How a format of text writes a heading and a value; the same for whoever has no rows but cells."""

    encoding: str
    separator: str
    head: Callable[[Column], str]
    cell: Callable[[Column, Value], str]

    def write(self, columns: Sequence[Column], rows: Iterable[Row], out: BinaryIO) -> None:
        """Write the headings, then every row."""
        self.write_lines(
            columns, ([self.cell(column, row[column.key]) for column in columns] for row in rows), out
        )

    def write_lines(self, columns: Sequence[Column], lines: Iterable[Iterable[str]], out: BinaryIO) -> None:
        """Write the headings, then lines of cells that are made already."""
        heads = [self.head(column) for column in columns]
        write_lines(out, self.encoding, self.separator, chain([heads], lines))


def write_lines(out: BinaryIO, encoding: str, separator: str, lines: Iterable[Iterable[str]]) -> None:
    """Write lines of cells with CRLF, one at a time, quoted where needed (RFC 4180)."""
    text = io.TextIOWrapper(out, encoding=encoding, newline="")
    try:
        csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(lines)
        text.flush()
    finally:
        # The file belongs to the caller: without this, the wrapper closes it when it goes.
        text.detach()


def records(file: BinaryIO) -> Iterator[bytes]:
    """The records of such a file, each with its end: a line break inside quotation marks ends none."""
    record = b""
    for line in file:
        record += line
        if record.count(b'"') % 2 == 0:
            yield record
            record = b""
    if record:
        yield record
