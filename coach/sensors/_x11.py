"""The little of the X11 protocol that the agent needs, spoken over the server's own socket.

libX11 would end the whole program when the server goes away or a window vanishes between two questions, needs
libXss beside it, which many desks lack, and costs more memory. Numbers and layouts: X Window System Protocol,
X11R7, appendix B, and the encodings of its extensions.
"""

import os
import socket
import struct
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

from coach.domain.text import N_
from coach.sensors._sensor import SessionOverError, UnavailableError
from coach.sensors._stream import Stream

_LONGEST = 1 << 20
_FAMILY_LOCAL, _FAMILY_WILD = 256, 65535


class Refused(Exception):
    """The server answered a question with an error, for instance because a window has just gone."""


class Extension(NamedTuple):
    """Where an extension's requests and events begin."""

    opcode: int
    first_event: int


class Connection:
    """A connection to the X server of this session, by its Unix socket."""

    def __init__(self) -> None:
        """Connect to `DISPLAY`.

        Raises:
            UnavailableError: there is no X server here, or it is another computer's.
        """
        number = _display()
        self._count = 0
        self._base = 0
        self._ids = 0
        self._events: list[bytes] = []
        self._atoms: dict[bytes, int] = {}
        for cookie in (*_cookies(number), b""):
            try:
                self._stream = Stream(_reach(number))
                if self._greet(cookie):
                    return
                self._stream.close()
            except OSError as error:
                raise UnavailableError(N_("The X server does not answer.")) from error
        raise UnavailableError(N_("The X server does not let this program in."))

    def fileno(self) -> int:
        """Descriptor that becomes readable when an event waits."""
        return self._stream.fileno()

    def close(self) -> None:
        """Let go of the server; it forgets all that was asked for here."""
        self._stream.close()

    def new_id(self) -> int:
        """An id for something that is made on the server."""
        self._ids += 1
        return self._base + self._ids

    def tell(self, opcode: int, detail: int, body: bytes = b"") -> None:
        """Send a request that has no answer."""
        head = struct.pack("<BBH", opcode, detail, 1 + len(body) // 4)
        self._count = (self._count + 1) & 0xFFFF
        self._stream.send(head + body)

    def ask(self, opcode: int, detail: int, body: bytes = b"") -> bytes:
        """Send a request and wait for its answer, whole from its first byte.

        Raises:
            Refused: the server answered with an error.
            SessionOverError: the server is gone.
        """
        self.tell(opcode, detail, body)
        wanted = self._count
        while True:
            message = self._message()
            kind, number = message[0], struct.unpack_from("<H", message, 2)[0]
            if kind > 1:
                self._events.append(message)
            elif number == wanted and kind == 1:
                return message
            elif number == wanted:
                raise Refused(f"X error {message[1]}")

    def events(self) -> Iterator[bytes]:
        """The events that wait, without waiting for more; also those that come while a question is answered.

        Raises:
            SessionOverError: the server is gone.
        """
        self._stream.fetch()
        while self._events or len(self._stream.left) >= 32:
            if self._events:
                yield self._events.pop(0)
            elif (message := self._message())[0] > 1:
                yield message

    def extension(self, name: bytes) -> Extension | None:
        """An extension of the server, or None where it has none such."""
        answer = self.ask(98, 0, struct.pack("<HH", len(name), 0) + _padded(name))
        present, opcode, first_event = struct.unpack_from("<BBB", answer, 8)
        return Extension(opcode, first_event) if present else None

    def numbers(self, window: int, name: bytes) -> tuple[int, ...]:
        """A property of a window, as 32-bit numbers; empty without it."""
        answer = self.ask(20, 0, struct.pack("<IIIII", window, self._atom(name), 0, 0, 64))
        size, count = answer[1], struct.unpack_from("<I", answer, 16)[0]
        return struct.unpack_from(f"<{count}I", answer, 32) if size == 32 else ()

    def full_screen(self) -> bool:
        """Whether the window in front fills the screen (_NET_WM_STATE_FULLSCREEN of _NET_ACTIVE_WINDOW)."""
        try:
            front = self.numbers(self.root, b"_NET_ACTIVE_WINDOW")
            if not front or not front[0]:
                return False
            return self._atom(b"_NET_WM_STATE_FULLSCREEN") in self.numbers(front[0], b"_NET_WM_STATE")
        except Refused:
            return False

    def _atom(self, name: bytes) -> int:
        if name not in self._atoms:
            answer = self.ask(16, 0, struct.pack("<HH", len(name), 0) + _padded(name))
            self._atoms[name] = struct.unpack_from("<I", answer, 8)[0]
        return self._atoms[name]

    def _greet(self, cookie: bytes) -> bool:
        name = b"MIT-MAGIC-COOKIE-1" if cookie else b""
        head = struct.pack("<BBHHHHH", 0x6C, 0, 11, 0, len(name), len(cookie), 0)
        self._stream.send(head + _padded(name) + _padded(cookie))
        accepted, _, _, _, length = struct.unpack("<BBHHH", self._stream.take(8))
        answer = self._stream.take(4 * length)
        if accepted != 1:
            return False
        vendor, formats = struct.unpack_from("<H", answer, 16)[0], answer[21]
        self._base = struct.unpack_from("<I", answer, 4)[0]
        self.root: int = struct.unpack_from("<I", answer, 32 + (vendor + 3) // 4 * 4 + 8 * formats)[0]
        return True

    def _message(self) -> bytes:
        head = self._stream.take(32)
        long = head[0] == 1 or head[0] & 0x7F == 35
        more = 4 * struct.unpack_from("<I", head, 4)[0] if long else 0
        if more > _LONGEST:
            raise SessionOverError
        return head + self._stream.take(more)


def full_screen() -> bool:
    """Whether a window fills the screen now; no where the X server cannot be asked."""
    try:
        with closing(Connection()) as connection:
            return connection.full_screen()
    except (UnavailableError, SessionOverError):
        return False


def _display() -> str:
    """The display's number on this computer."""
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == "wayland":
        # XWayland sees only what its own windows are given, and would tell of absence while somebody types.
        raise UnavailableError(
            N_("This is a Wayland session, in which X cannot tell when somebody is there.")
        )
    host, _, number = os.environ.get("DISPLAY", "").rpartition(":")
    number = number.partition(".")[0]
    if not number.isdecimal():
        raise UnavailableError(N_("There is no display."))
    if host not in ("", "unix"):
        raise UnavailableError(N_("The display belongs to another computer."))
    return number


def _reach(number: str) -> socket.socket:
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - the protocol names this place
    for address in (path, "\0" + path):
        found = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            found.connect(address)
        except OSError:
            found.close()
        else:
            return found
    raise OSError(path)


def _cookies(number: str) -> Iterator[bytes]:
    """The keys that may open this display: entries of ~/.Xauthority for a local display of this number."""
    file = os.environ.get("XAUTHORITY") or os.path.expanduser("~/.Xauthority")
    try:
        with open(file, "rb") as opened:
            content = opened.read(_LONGEST)
    except OSError:
        return
    for family, _, display, name, key in _entries(content):
        local = family in (_FAMILY_LOCAL, _FAMILY_WILD) and display in (b"", number.encode())
        if local and name == b"MIT-MAGIC-COOKIE-1":
            yield key


def _entries(content: bytes) -> Iterator[tuple[int, bytes, bytes, bytes, bytes]]:
    place = 0
    try:
        while place < len(content):
            family = struct.unpack_from(">H", content, place)[0]
            place += 2
            parts = []
            for _ in range(4):
                size = struct.unpack_from(">H", content, place)[0]
                parts.append(content[place + 2 : place + 2 + size])
                place += 2 + size
            yield family, parts[0], parts[1], parts[2], parts[3]
    except struct.error:
        # The rest of the file is torn.
        return


def _padded(text: bytes) -> bytes:
    return text + b"\0" * (-len(text) % 4)
