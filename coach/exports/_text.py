"""Rows as lines of text, the way `csv` and `csv_fr` share it."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO


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
