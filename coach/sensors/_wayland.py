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
from coach.sensors._stream import Stream

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
        reached = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            reached.connect(place)
        except OSError as error:
            reached.close()
            raise UnavailableError(N_("The Wayland compositor does not answer.")) from error
        self._stream = Stream(reached)
        self._ids = _DISPLAY
        self._events: list[Event] = []
        self._registry = 0

    def fileno(self) -> int:
        """Descriptor that becomes readable when an event waits."""
        return self._stream.fileno()

    def close(self) -> None:
        """Let go of the compositor; it forgets all that was asked for here."""
        self._stream.close()

    def new_id(self) -> int:
        """An id for an object that the next request makes."""
        self._ids += 1
        return self._ids

    def tell(self, to: int, opcode: int, body: bytes = b"") -> None:
        """Send a request to an object."""
        self._stream.send(struct.pack("=II", to, (_HEAD + len(body)) << 16 | opcode) + body)

    def globals(self) -> list[Global]:
        """All that the compositor offers. Raises as `catch_up`."""
        self._registry = self.new_id()
        self.tell(_DISPLAY, _GET_REGISTRY, struct.pack("=I", self._registry))
        self.catch_up()
        kept, self._events = self._events, []
        offered = [body for sender, opcode, body in kept if (sender, opcode) == (self._registry, _GLOBAL)]
        return [_global(body) for body in offered]

    def offer(self, event: Event) -> Global | None:
        """What an event newly offers, such as a display that was plugged in; None where it offers nothing."""
        sender, opcode, body = event
        return _global(body) if (sender, opcode) == (self._registry, _GLOBAL) else None

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
        self._stream.fetch()
        while self._events or self._is_whole():
            yield self._events.pop(0) if self._events else self._event()

    def _is_whole(self) -> bool:
        left = self._stream.left
        return len(left) >= _HEAD and len(left) >= _size(left)

    def _event(self) -> Event:
        self._stream.wait_for(_HEAD)
        size = max(_HEAD, _size(self._stream.left))
        message = self._stream.take(size)
        sender, word = struct.unpack_from("=II", message)
        if (sender, word & 0xFFFF) == (_DISPLAY, _ERROR):
            raise SessionOverError
        return sender, word & 0xFFFF, message[_HEAD:]


def _size(message: bytes) -> int:
    return int(struct.unpack_from("=I", message, 4)[0]) >> 16


def _global(body: bytes) -> Global:
    number, length = struct.unpack_from("=II", body)
    return Global(number, body[8 : 8 + length - 1].decode(errors="replace"))
