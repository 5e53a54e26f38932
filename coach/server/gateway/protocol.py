"""HTTP as uvicorn reads it, but a client that is silent before its request is complete does not hold a line for ever.

uvicorn counts the time between two requests only; whoever opens thousands of connections and sends a letter now and
then would take them all.
"""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


class Patient(H11Protocol):
    """Ends a connection whose request's head takes longer than `seconds`."""

    seconds = 10.0
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's own
        """A new line: the head of a request must come in time."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """More came; the deadline stands until a head is whole, then there is none until the next head begins."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self._deadline is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """The line is gone."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._deadline = self.loop.call_later(self.seconds, self.transport.abort)

    def _stop(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def patient(seconds: float) -> type[Patient]:
    """The protocol with that patience."""
    return type("Patient", (Patient,), {"seconds": seconds})
