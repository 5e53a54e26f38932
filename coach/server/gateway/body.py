"""A request's body as a JSON object: so long, so large and no larger once inflated, whoever sends it."""

import asyncio
import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from starlette.requests import ClientDisconnect, Request

from coach.server.gateway.refusal import Refused, busy

_GZIP = 16 + zlib.MAX_WBITS


class Room:
    """How many bytes of all bodies together may lie in memory: thousands of large ones must not fill it."""

    def __init__(self, most: int) -> None:
        """Room for `most` bytes."""
        self._left = most

    @contextmanager
    def share(self) -> Iterator[Callable[[int], None]]:
        """Call what it gives with each size that is taken; all of it is given back at the end. Raises `Refused`."""
        taken = 0

        def take(size: int) -> None:
            nonlocal taken
            if size > self._left:
                raise busy()
            self._left -= size
            taken += size

        try:
            yield take
        finally:
            self._left += taken


def parsed(content: bytes) -> dict[str, Any]:
    """The object that a text holds, `{}` for none; raises `Refused` 400."""
    try:
        told = json.loads(content.decode() or "{}", parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "json") from error
    if not isinstance(told, dict):
        raise Refused(400, "json")
    return told


def inflated(content: bytes, coding: str, most: int) -> bytes:
    """A body as it was before it was packed.

    Raises:
        Refused: 400 it is no gzip; 413 it would be longer than `most` bytes; 415 it is packed otherwise.
    """
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        return content
    if coding != "gzip":
        raise Refused(415, "coding")
    unpacking = zlib.decompressobj(_GZIP)
    try:
        # One byte more than allowed is asked for, and no more made: a bomb stays packed.
        whole = unpacking.decompress(content, most + 1)
    except zlib.error as error:
        raise Refused(400, "gzip") from error
    if len(whole) > most:
        raise Refused(413, "size")
    if not unpacking.eof or unpacking.unused_data:
        raise Refused(400, "gzip")
    return whole


async def received(request: Request, most: int, seconds: float, take: Callable[[int], None]) -> bytes:
    """The body as it came.

    Raises:
        Refused: 400 the sender went away; 408 it came too slowly; 413 it is longer than `most` bytes.
    """
    announced = request.headers.get("content-length", "0")
    if not announced.isdecimal() or len(announced) > 12 or int(announced) > most:
        raise Refused(413, "size")
    content = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                take(len(part))
                content += part
                if len(content) > most:
                    raise Refused(413, "size")
    except TimeoutError as error:
        raise Refused(408, "slow") from error
    except ClientDisconnect as error:
        raise Refused(400, "gone") from error
    return bytes(content)


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
