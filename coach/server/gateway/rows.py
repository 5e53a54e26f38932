"""Rows as they come out of PostgreSQL, written to whoever asked at the pace of the slower one: memory stays flat."""

import asyncio
from contextlib import AsyncExitStack

from psycopg import AsyncCopy
from starlette.types import Message, Receive, Scope, Send

_BLOCK = 65_536
_START: Message = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/csv; charset=utf-8; header=present"),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ],
}


class Rows:
    """An answer that holds its transaction open while it is sent; it ends with it, or when the reader goes away."""

    def __init__(
        self, first: bytes, copy: AsyncCopy, open_until_sent: AsyncExitStack, seconds: float
    ) -> None:
        """Take over what is open; `first` was read already, so that a refusal could still be told."""
        self._first, self._copy, self._open, self._seconds = first, copy, open_until_sent, seconds

    status_code = 200

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it. An error on the way cuts the connection: half an answer must not look whole."""
        async with self._open:
            sending = asyncio.create_task(self._send(send))
            gone = asyncio.create_task(_gone(receive))
            try:
                await asyncio.wait(
                    (sending, gone), timeout=self._seconds, return_when=asyncio.FIRST_COMPLETED
                )
                if not sending.done():
                    raise ConnectionAbortedError
                sending.result()
            finally:
                for task in (sending, gone):
                    task.cancel()
                await asyncio.gather(sending, gone, return_exceptions=True)

    async def _send(self, send: Send) -> None:
        await send(_START)
        waiting = bytearray(self._first)
        while part := await self._copy.read():
            waiting += part
            # PostgreSQL gives one row at a time; a message of HTTP for each would cost more than the row.
            if len(waiting) >= _BLOCK:
                await send({"type": "http.response.body", "body": bytes(waiting), "more_body": True})
                waiting.clear()
        await send({"type": "http.response.body", "body": bytes(waiting)})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
