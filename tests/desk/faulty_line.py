"""A line between a desk and the gateway that fails in a chosen way: one TCP relay, one fault for each connection."""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Self

SECONDS = 30.0
HOTEL = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n<p>Hello!"


@dataclass
class Exchange:
    """One connection of a desk, its whole request read; `line` is what it came by."""

    desk: socket.socket
    request: bytes
    line: FaultyLine

    def ask(self, request: bytes | None = None) -> bytes:
        """The gateway's whole answer to a request, the desk's own if none is given."""
        with socket.create_connection(("127.0.0.1", self.line.beyond), SECONDS) as onward:
            onward.sendall(self.request if request is None else request)
            return b"".join(iter(lambda: onward.recv(65536), b""))

    def begin(self, request: bytes) -> None:
        """The beginning of a request, and the line to the gateway breaks."""
        with socket.create_connection(("127.0.0.1", self.line.beyond), SECONDS) as onward:
            onward.sendall(request)
            _break(onward)

    def tell(self, answer: bytes) -> None:
        """Send to the desk, if it still listens."""
        with contextlib.suppress(OSError):
            self.desk.sendall(answer)

    def wait_until_the_desk_gave_up(self) -> None:
        """The desk hangs up."""
        with contextlib.suppress(OSError):
            while self.desk.recv(65536):
                pass


Fault = Callable[[Exchange], None]


@dataclass
class FaultyLine:
    """Relays from `port` to `beyond`; each connection takes the next of `faults`, and is good when none is left."""

    beyond: int
    faults: list[Fault] = field(default_factory=list)
    kept: list[bytes] = field(default_factory=list)
    seen: int = 0
    _listening: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    _threads: list[threading.Thread] = field(default_factory=list)

    @property
    def port(self) -> int:
        """Where desks knock."""
        return int(self._listening.getsockname()[1])

    def settle(self) -> None:
        """Wait until every connection so far has come to its end."""
        for thread in self._threads:
            thread.join(SECONDS)

    def serve(self) -> None:
        """Take connections until the line is closed."""
        while True:
            try:
                desk, _ = self._listening.accept()
            except OSError:
                return
            self.seen += 1
            fault = self.faults.pop(0) if self.faults else good
            thread = threading.Thread(target=self._relay, args=(desk, fault), daemon=True)
            self._threads.append(thread)
            thread.start()

    def __enter__(self) -> Self:
        self._serving = threading.Thread(target=self.serve, daemon=True)
        self._serving.start()
        return self

    def __exit__(self, *_: object) -> None:
        # close() alone would not wake the thread that waits in accept().
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._serving.join(SECONDS)
        self.settle()

    def _relay(self, desk: socket.socket, fault: Fault) -> None:
        desk.settimeout(SECONDS)
        with desk, contextlib.suppress(OSError):
            fault(Exchange(desk, b"" if fault is refused_at_once else _whole_request(desk), self))


def good(exchange: Exchange) -> None:
    """No fault."""
    exchange.tell(exchange.ask())


def refused_at_once(exchange: Exchange) -> None:
    """The connection breaks before anything was said."""
    _break(exchange.desk)


def cut_in_the_request(exchange: Exchange) -> None:
    """Half of the request arrives."""
    exchange.begin(exchange.request[: len(exchange.request) // 2])
    _break(exchange.desk)


def cut_in_the_last_byte(exchange: Exchange) -> None:
    """All but one byte arrives."""
    exchange.begin(exchange.request[:-1])


def answer_lost(exchange: Exchange) -> None:
    """The gateway does it, and the line ends without a word."""
    exchange.ask()


def answer_broken(exchange: Exchange) -> None:
    """The gateway does it; half of the answer arrives, then the line breaks."""
    answer = exchange.ask()
    exchange.tell(answer[: len(answer) // 2])
    _break(exchange.desk)


def answer_ends_early(exchange: Exchange) -> None:
    """The gateway does it; the answer ends in order, one byte too early."""
    exchange.tell(exchange.ask()[:-1])


def answer_is_garbage(exchange: Exchange) -> None:
    """The gateway does it; what arrives is noise."""
    exchange.ask()
    exchange.tell(os.urandom(3000))


def answer_has_a_noisy_body(exchange: Exchange) -> None:
    """The gateway does it; the head is right and the body is noise of the right length."""
    head, _, body = exchange.ask().partition(b"\r\n\r\n")
    exchange.tell(head + b"\r\n\r\n" + os.urandom(len(body)))


def somebody_else_answers(exchange: Exchange) -> None:
    """A hotel's page."""
    exchange.tell(HOTEL)


def request_doubled(exchange: Exchange) -> None:
    """The gateway gets it twice, one after the other; the desk hears the second answer."""
    exchange.ask()
    exchange.tell(exchange.ask())


def request_doubled_at_once(exchange: Exchange) -> None:
    """The gateway gets it twice at the same time; the desk hears the first answer."""
    answers: list[bytes] = []
    asking = [threading.Thread(target=lambda: answers.append(exchange.ask())) for _ in range(2)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join(SECONDS)
    exchange.tell(answers[0])


def request_comes_late(exchange: Exchange) -> None:
    """The gateway gets it only after the desk has given up, and nobody hears the answer."""
    exchange.wait_until_the_desk_gave_up()
    exchange.ask()


def request_is_kept_for_later(exchange: Exchange) -> None:
    """The line keeps it, and says nothing until the desk gives up; `old_requests_again` sends it."""
    exchange.line.kept.append(exchange.request)
    exchange.wait_until_the_desk_gave_up()


def old_requests_again(exchange: Exchange) -> None:
    """All that was kept arrives now, before the desk's own."""
    for request in exchange.line.kept:
        exchange.ask(request)
    good(exchange)


def answer_drips(exchange: Exchange) -> None:
    """The answer comes in small pieces."""
    answer = exchange.ask()
    for place in range(0, len(answer), 50):
        exchange.tell(answer[place : place + 50])


def answer_of_before(exchange: Exchange) -> None:
    """The gateway never hears of it; what the desk hears is an answer to an earlier request, as a bad cache gives."""
    exchange.tell(exchange.line.kept[-1])


def answer_is_kept_for_later(exchange: Exchange) -> None:
    """No fault yet; `answer_of_before` gives the answer once more."""
    exchange.line.kept.append(exchange.ask())
    exchange.tell(exchange.line.kept[-1])


HARD = (
    refused_at_once, cut_in_the_request, cut_in_the_last_byte, answer_lost, answer_broken, answer_ends_early,
    answer_is_garbage, answer_has_a_noisy_body, somebody_else_answers, request_comes_late,
)  # fmt: skip
"""After these a desk knows nothing, and tries again later."""
SOFT = (good, request_doubled, request_doubled_at_once, answer_drips)
"""These go unnoticed."""


@contextmanager
def faulty_line(beyond: int) -> Iterator[FaultyLine]:
    """A line to a port of this computer."""
    with FaultyLine(beyond) as line:
        yield line


def _whole_request(desk: socket.socket) -> bytes:
    request = b""
    while b"\r\n\r\n" not in request:
        request += (part := desk.recv(65536))
        if not part:
            raise ConnectionError
    head, _, body = request.partition(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    missing = int(lengths[0].split(b":")[1]) - len(body) if lengths else 0
    while missing > 0:
        part = desk.recv(missing)
        if not part:
            raise ConnectionError
        request, missing = request + part, missing - len(part)
    return request


def _break(line: socket.socket) -> None:
    """End a connection by a reset, not by its orderly end."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.close()
