"""The little of the Wayland protocol that the idle sensor needs, spoken over the compositor's own socket.

Layouts: The Wayland Protocol, chapter 4 (wire protocol) and wayland.xml. No object made here is given file
descriptors, so none are received.
"""

import os
import socket
import struct
from collections.abc import Iterator
from typing import NamedTuple

from coach.domain.text import N_
from coach.sensors._sensor import SessionOverError, UnavailableError

_SECONDS = 5.0
_HEAD = 8
_DISPLAY, _SYNC, _GET_REGISTRY, _ERROR = 1, 0, 1, 0
_BIND, _GLOBAL, _DONE = 0, 0, 0

Event = tuple[int, int, bytes]


class Global(NamedTuple):
    """What the compositor offers: its number and its interface."""

    number: int
    interface: str


class Connection:
    """A connection to the compositor of this session."""

    def __init__(self) -> None:
        """Connect to `WAYLAND_DISPLAY`.

        Raises:
            UnavailableError: no compositor answers.
        """
        place = os.path.join(
            os.environ.get("XDG_RUNTIME_DIR", ""), os.environ.get("WAYLAND_DISPLAY") or "wayland-0"
        )
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.connect(place)
        except OSError as error:
            self._socket.close()
            raise UnavailableError(N_("The Wayland compositor does not answer.")) from error
        self._ids = _DISPLAY
        self._left = b""
        self._events: list[Event] = []
        self._registry = 0

    def fileno(self) -> int:
        """Descriptor that becomes readable when an event waits."""
        return self._socket.fileno()

    def close(self) -> None:
        """Let go of the compositor; it forgets all that was asked for here."""
        self._socket.close()

    def new_id(self) -> int:
        """An id for an object that the next request makes."""
        self._ids += 1
        return self._ids

    def tell(self, to: int, opcode: int, body: bytes = b"") -> None:
        """Send a request to an object."""
        try:
            self._socket.settimeout(_SECONDS)
            self._socket.sendall(struct.pack("=II", to, (_HEAD + len(body)) << 16 | opcode) + body)
        except OSError as error:
            raise SessionOverError from error

    def globals(self) -> list[Global]:
        """All that the compositor offers. Raises as `catch_up`."""
        self._registry = self.new_id()
        self.tell(_DISPLAY, _GET_REGISTRY, struct.pack("=I", self._registry))
        self.catch_up()
        kept, self._events = self._events, []
        offered = [body for sender, opcode, body in kept if (sender, opcode) == (self._registry, _GLOBAL)]
        return [_global(body) for body in offered]

    def bind(self, one: Global) -> int:
        """The object behind an offer, in the first version of its interface."""
        made = self.new_id()
        name = one.interface.encode() + b"\0"
        body = struct.pack("=II", one.number, len(name)) + name + b"\0" * (-len(name) % 4)
        self.tell(self._registry, _BIND, body + struct.pack("=II", 1, made))
        return made

    def catch_up(self) -> None:
        """Wait until the compositor has done what it was told; its events are kept for `events`.

        Raises:
            UnavailableError: it does not answer, or refuses what it was told.
        """
        done = self.new_id()
        self.tell(_DISPLAY, _SYNC, struct.pack("=I", done))
        try:
            while (event := self._event())[:2] != (done, _DONE):
                self._events.append(event)
        except SessionOverError as error:
            raise UnavailableError(N_("The Wayland compositor does not answer.")) from error

    def events(self) -> Iterator[Event]:
        """The events that wait (object, opcode, arguments), without waiting for more.

        Raises:
            SessionOverError: the compositor is gone.
        """
        self._socket.settimeout(0)
        try:
            while True:
                self._left += self._received()
        except BlockingIOError:
            self._socket.settimeout(_SECONDS)
        while self._events or self._is_whole():
            yield self._events.pop(0) if self._events else self._event()

    def _is_whole(self) -> bool:
        return len(self._left) >= _HEAD and len(self._left) >= _size(self._left)

    def _event(self) -> Event:
        while not self._is_whole():
            try:
                self._left += self._received()
            except TimeoutError as error:
                raise SessionOverError from error
        sender, word = struct.unpack_from("=II", self._left)
        size = max(_HEAD, word >> 16)
        body, self._left = self._left[_HEAD:size], self._left[size:]
        if (sender, word & 0xFFFF) == (_DISPLAY, _ERROR):
            raise SessionOverError
        return sender, word & 0xFFFF, body

    def _received(self) -> bytes:
        try:
            received = self._socket.recv(65536)
        except (BlockingIOError, TimeoutError):
            raise
        except OSError as error:
            raise SessionOverError from error
        if not received:
            raise SessionOverError
        return received


def _size(message: bytes) -> int:
    return int(struct.unpack_from("=I", message, 4)[0]) >> 16


def _global(body: bytes) -> Global:
    number, length = struct.unpack_from("=II", body)
    return Global(number, body[8 : 8 + length - 1].decode(errors="replace"))
