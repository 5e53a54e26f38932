"""A file that somebody chose to import: its bytes within bounds, and its text with the encoding found out."""

import os
from dataclasses import dataclass

from coach.domain.errors import CoachError
from coach.domain.text import N_
from coach.words import _

LARGEST = 20_000_000
"""Bytes. Ten thousand questions take some four million."""
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")


class NotImported(CoachError):
    """A file of questions cannot be read as a whole."""

    what = N_("{file} cannot be imported: {reason}")
    safe = N_("Nothing was written.")
    todo = N_("Correct the file, then import it again.")


@dataclass(frozen=True)
class Source:
    """A file's text with newlines as one character, and what was said of its encoding."""

    text: str
    notes: tuple[str, ...]


def content(file: str) -> bytes:
    """The bytes of a file.

    Raises:
        NotImported: it cannot be read, is empty, too large, or no text at all.
    """
    try:
        with open(file, "rb") as opened:
            if os.fstat(opened.fileno()).st_size > LARGEST:
                raise NotImported(file=file, reason=_too_large())
            # A pipe or a file that grows says no size.
            found = opened.read(LARGEST + 1)
    except OSError as error:
        raise NotImported(file=file, reason=error.strerror or str(error)) from error
    if len(found) > LARGEST:
        raise NotImported(file=file, reason=_too_large())
    if found.startswith(_NO_TEXT):
        raise NotImported(file=file, reason=_("it is an archive, a workbook or a PDF, not a text."))
    if not found.strip():
        raise NotImported(file=file, reason=_("it is empty."))
    return found


def _too_large() -> str:
    return _("it has more than {n} megabytes; divide it.").format(n=LARGEST // 1_000_000)


def decoded(file: str, found: bytes) -> Source:
    """The text: UTF-16 or UTF-8 by its mark, else UTF-8, else Windows-1252, which is said.

    Raises:
        NotImported: it is none of them, or holds NUL bytes.
    """
    notes: tuple[str, ...] = ()
    try:
        wide = found.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = found.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = _western(file, found)
        notes = (
            _("The file is not written in UTF-8 and was read as Windows-1252: check the accents below."),
        )
    if (place := text.find("\0")) >= 0:
        line = text.count("\n", 0, place) + 1
        reason = _("line {line}: {fault}").format(line=line, fault=_("a NUL byte: this is no text."))
        raise NotImported(file=file, reason=reason)
    return Source(text.replace("\r\n", "\n").replace("\r", "\n"), notes)


def _western(file: str, found: bytes) -> str:
    try:
        return found.decode("cp1252")
    except UnicodeDecodeError as error:
        line = found[: error.start].count(b"\n") + 1
        told = _("this is no text in UTF-8 or Windows-1252.")
        raise NotImported(
            file=file, reason=_("line {line}: {fault}").format(line=line, fault=told)
        ) from error
