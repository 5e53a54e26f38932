"""What a running program really opens, asks and sends, told by the kernel: strace's record, put into words.

Each touch is one text: `file:PATH` opened, `x11:EXTENSION.REQUEST`, `x11:ATOM` or `x11:core.OPCODE` asked of the X
server, `bus:INTERFACE.MEMBER` called over D-Bus, `socket:PATH` connected to, `net:…` anything beyond this computer,
`child:…` a process started.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from jeepney import HeaderFields, MessageType
from jeepney.low_level import Parser

_CALL = re.compile(r"^(?:\[pid +\d+\] |\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_QUERY_EXTENSION, _INTERN_ATOM, _GET_PROPERTY, _FIRST_EXTENSION = 98, 16, 20, 128


def strace(record: Path) -> list[str]:
    """What to write before a command so that everything it does with files, sockets and processes is recorded.

    Its children are not followed: that they were started is in the record. The command keeps its process id, so
    that it can be ended; the record is whole once its last line tells of that end.
    """
    calls = "%file,%network,%process,read,write,writev,close"
    return ["strace", "-D", "-xx", "-s", "65536", "-o", str(record), "-e", f"trace={calls}"]


def touches(record: Path) -> frozenset[str]:
    """All that a record tells."""
    reader = _Reader()
    lines = record.read_text("ascii", "replace").splitlines()
    return frozenset(touch for line in lines for touch in reader.line(line))


def beyond(found: frozenset[str], *allowed: str) -> list[str]:
    """The touches that none of these patterns allows (`*` stands for anything)."""
    return sorted(touch for touch in found if not any(fnmatchcase(touch, pattern) for pattern in allowed))


@dataclass
class _X11:
    """The requests of one connection to an X server."""

    waiting: bytes = b""
    greeted: bool = False
    asked: str = ""
    names: dict[int, str] = field(default_factory=dict)

    def sent(self, data: bytes) -> Iterator[str]:
        self.waiting += data
        if not self.greeted:
            if len(self.waiting) < 12:
                return
            name, key = struct.unpack_from("<HH", self.waiting, 6)
            size = 12 + (name + 3) // 4 * 4 + (key + 3) // 4 * 4
            if len(self.waiting) < size:
                return
            self.greeted, self.waiting = True, self.waiting[size:]
        while len(self.waiting) >= 4:
            size = 4 * struct.unpack_from("<H", self.waiting, 2)[0]
            if not size or len(self.waiting) < size:
                return
            request, self.waiting = self.waiting[:size], self.waiting[size:]
            yield f"x11:{self._named(request)}"

    def received(self, data: bytes) -> None:
        if self.asked and len(data) >= 12 and data[0] == 1:
            self.names[data[9]], self.asked = self.asked, ""

    def _named(self, request: bytes) -> str:
        opcode = request[0]
        if opcode in (_QUERY_EXTENSION, _INTERN_ATOM):
            size = struct.unpack_from("<H", request, 4)[0]
            name = request[8 : 8 + size].decode("latin-1")
            self.asked = name if opcode == _QUERY_EXTENSION else ""
            return name
        if opcode == _GET_PROPERTY:
            atom = struct.unpack_from("<I", request, 8)[0]
            # From 69 on atoms have names, which were asked for before; WM_NAME and its like are below.
            return f"property.{atom}" if atom < 69 else "property"
        if opcode >= _FIRST_EXTENSION:
            return f"{self.names.get(opcode, opcode)}.{request[1]}"
        return f"core.{opcode}"


class _Bus:
    """The calls of one connection to a message bus."""

    def __init__(self) -> None:
        self.waiting = b""
        self.parser: Parser | None = None

    def sent(self, data: bytes) -> Iterator[str]:
        if self.parser is None:
            self.waiting += data
            _, begun, rest = self.waiting.partition(b"BEGIN\r\n")
            if not begun:
                return
            self.parser, data = Parser(), rest
        self.parser.add_data(data)
        while (message := self.parser.get_next_message()) is not None:
            fields = message.header.fields
            if message.header.message_type in (MessageType.method_call, MessageType.signal):
                yield f"bus:{fields.get(HeaderFields.interface)}.{fields.get(HeaderFields.member)}"


class _Reader:
    """Goes through a record line by line and remembers what each descriptor is."""

    def __init__(self) -> None:
        self._peers: dict[str, _X11 | _Bus] = {}

    def line(self, line: str) -> Iterator[str]:
        match = _CALL.match(line)
        if match is None or (int(match[3]) < 0 and "EINPROGRESS" not in line):
            return
        name, arguments = match[1], match[2]
        descriptor = arguments.partition(",")[0]
        if name in ("open", "openat", "openat2", "creat"):
            yield f"file:{_text(arguments)}"
        elif name == "connect":
            yield from self._connected(descriptor, arguments)
        elif name in ("sendto", "sendmsg", "write", "writev"):
            yield from self._sent(descriptor, arguments)
        elif name in ("recvfrom", "recvmsg", "read"):
            peer = self._peers.get(descriptor)
            if isinstance(peer, _X11):
                peer.received(_data(arguments))
        elif name == "close":
            self._peers.pop(descriptor, None)
        elif name in ("fork", "vfork", "clone", "clone3") and "CLONE_THREAD" not in arguments:
            yield "child:started"

    def _connected(self, descriptor: str, arguments: str) -> Iterator[str]:
        if "AF_UNIX" not in arguments:
            yield f"net:{arguments.partition(',')[2].strip()}"
            return
        path = _text(arguments).lstrip("\0")
        yield f"socket:{path}"
        self._peers[descriptor] = _X11() if ".X11-unix/" in path else _Bus()

    def _sent(self, descriptor: str, arguments: str) -> Iterator[str]:
        if "sa_family=AF_INET" in arguments:
            yield f"net:{arguments}"
        peer = self._peers.get(descriptor)
        if peer is not None:
            yield from peer.sent(_data(arguments))


def _data(arguments: str) -> bytes:
    return b"".join(bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(arguments))


def _text(arguments: str) -> str:
    found = _TEXT.search(arguments)
    return bytes.fromhex(found[1].replace("\\x", "")).decode("utf-8", "replace") if found else ""
