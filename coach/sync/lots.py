"""Signed files in a shared folder, where anybody may have put anything: read small, read once, never followed."""

import json
import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass

from coach.domain import batch
from coach.domain.batch import MOST_BYTES, Batch, BatchError
from coach.server_client import keys

LARGEST = 2 * MOST_BYTES
"""Bytes of a file: a batch whose every letter is escaped, and its signature."""
LOT = re.compile(r"\d{8}\.lot")


class DamagedError(ValueError):
    """A file is not what it should be; the text says why, for a log."""


@dataclass(frozen=True)
class Sealed:
    """A text with its signature, and the key that a card or instructions bring along; empty for a batch."""

    body: str
    signature: str
    key: str = ""

    @property
    def digest(self) -> str:
        """What is signed."""
        return batch.digest(self.body.encode())

    def signed_by(self, public_key: str) -> bool:
        """Whether that key has signed it."""
        return keys.verifies(public_key, self.digest, self.signature)


def names(box: str) -> list[str]:
    """Names of the batches in a box, in order; none where there is no such folder."""
    try:
        return sorted(name for name in os.listdir(box) if LOT.fullmatch(name))
    except OSError:
        return []


def read(file: str) -> Sealed:
    """A signed file.

    Raises:
        DamagedError: it is no plain file, too large, or not whole.
    """
    try:
        told = json.loads(content(file, LARGEST))
        parts = [told["body"], told["signature"], told.get("key", "")]
        parts[0].encode()
    except DamagedError:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedError(type(error).__name__) from error
    if not all(isinstance(part, str) for part in parts):
        raise DamagedError("not the parts of a signed file")
    return Sealed(*parts)


def content(file: str, most: int) -> bytes:
    """The bytes of a plain file, `most` at most.

    Raises:
        DamagedError: it is no plain file, or too large.
        OSError: it cannot be read.
    """
    # Neither a link, which could lead to a person's own files, nor a pipe, which could keep us waiting.
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    if stat.S_ISLNK(os.lstat(file).st_mode):
        raise DamagedError("a link")
    handle = os.open(file, flags)
    with os.fdopen(handle, "rb") as opened:
        told = os.fstat(opened.fileno())
        if not stat.S_ISREG(told.st_mode):
            raise DamagedError("no plain file")
        if told.st_size > most:
            raise DamagedError("too large")
        return opened.read(most + 1)


def batch_of(sealed: Sealed, device: str, public_key: str) -> Batch:
    """The batch in a file of a box.

    Raises:
        DamagedError: its signature is not that key's, or it is of another box.
    """
    if not sealed.signed_by(public_key):
        raise DamagedError("altered, or signed with another key")
    try:
        found = batch.read(sealed.body.encode())
    except BatchError as error:
        raise DamagedError(str(error)) from error
    if found.device != device:
        raise DamagedError("of another box")
    return found


def write(file: str, sealed: Sealed) -> None:
    """Write a signed file under a temporary name, then give it its own, so that nobody ever reads half of it.

    Raises:
        OSError: it could not be written; nothing lies there under its name.
    """
    told = {"body": sealed.body, "signature": sealed.signature}
    if sealed.key:
        told["key"] = sealed.key
    fresh = f"{file}.part"
    try:
        with open(fresh, "w", encoding="utf-8") as out:
            json.dump(told, out, ensure_ascii=False)
            out.flush()
            os.fsync(out.fileno())
        os.replace(fresh, file)
    except OSError:
        with suppress(OSError):
            os.remove(fresh)
        raise
