"""HTTP as uvicorn reads it, but a client that is silent before its request is complete does not hold a line for ever.

uvicorn counts the time between two requests only; whoever opens thousands of connections and sends a letter now and
then would take them all. Nor does it bound a request's head when httptools reads it.
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# A token, a ticket of Kerberos (up to 48 KiB with many groups), what proxies add.
_LONGEST_HEAD = 64 * 1024


class Patient(HttpToolsProtocol):
    """Ends a connection whose request's head takes longer than `seconds`, or is longer than heads are."""

    seconds = 10.0
    _deadline: asyncio.TimerHandle | None = None
    _head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's own
        """A new line: the head of a request must come in time."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """More came; the deadline stands until a head is whole, then there is none until the next head begins."""
        self._head += len(data)
        super().data_received(data)
        if self._deadline is not None and self._head > _LONGEST_HEAD:
            self.transport.abort()

    def on_message_begin(self) -> None:
        """A head begins."""
        super().on_message_begin()
        if self._deadline is None:
            self._wait()

    def on_headers_complete(self) -> None:
        """A head is whole."""
        self._stop()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """The line is gone."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._head = 0
        self._deadline = self.loop.call_later(self.seconds, self.transport.abort)

    def _stop(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def patient(seconds: float) -> type[Patient]:
    """The protocol with that patience."""
    return type("Patient", (Patient,), {"seconds": seconds})
