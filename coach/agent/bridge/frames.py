"""Frames of native messaging: four bytes of length in the machine's own order, then UTF-8 JSON."""

import json
import os
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO

LONGEST = 64 * 1024
_LENGTH = 4


class LostError(Exception):
    """Where the next message begins can no longer be known."""


class NonsenseError(Exception):
    """A message that is none of ours; the text says what is wrong without citing it."""


def pipes() -> tuple[BinaryIO, BinaryIO]:
    """The program's own standard input and output as binary streams, kept from all that would use them by chance.

    What prints, and every child, gets the null device: a word too many would be read as a length, and a window
    that held the pipe would keep the browser waiting.
    """
    incoming, outgoing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    if sys.platform == "win32":
        import msvcrt

        # Else Windows ends the input at a byte 26 and writes a byte 13 before each byte 10.
        msvcrt.setmode(incoming, os.O_BINARY)
        msvcrt.setmode(outgoing, os.O_BINARY)
    return os.fdopen(incoming, "rb"), os.fdopen(outgoing, "wb")


def read(stream: BinaryIO) -> bytes | None:
    """The next message, not yet understood; None at the end of the input.

    Raises:
        LostError: the input ends within a message, or the message is longer than any of ours.
    """
    head = stream.read(_LENGTH)
    if not head:
        return None
    length = int.from_bytes(head, sys.byteorder)
    if len(head) < _LENGTH or length > LONGEST:
        raise LostError("too long" if len(head) == _LENGTH else "cut off")
    body = stream.read(length)
    if len(body) < length:
        raise LostError("cut off")
    return body


def understood(body: bytes) -> dict[str, Any]:
    """The message as a table.

    Raises:
        NonsenseError: it is no JSON, or no table.
    """
    try:
        message = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NonsenseError("no JSON") from error
    if not isinstance(message, dict):
        raise NonsenseError("no table")
    return message


def write(stream: BinaryIO, message: Mapping[str, Any]) -> None:
    """Send a message.

    Raises:
        OSError: nobody listens any more.
    """
    body = json.dumps(message, ensure_ascii=False).encode("utf-8", "replace")
    stream.write(len(body).to_bytes(_LENGTH, sys.byteorder) + body)
    stream.flush()
