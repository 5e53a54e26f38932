"""What a running program really opens, asks and sends, told by the kernel: strace's record, put into words.

Each touch is one text: `file:PATH` opened, `x11:EXTENSION.REQUEST`, `x11:ATOM` or `x11:core.OPCODE` asked of the X
server, `bus:INTERFACE.MEMBER` called over D-Bus, `socket:PATH` connected to, `net:ADDRESS:PORT` anything by the
network, `child:started` a process started.
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

from tests.desk.processes import wait_for

_LINE = re.compile(r"^(\d+) +(.*)$")
_CALL = re.compile(r"^(\w+)\((.*)\) += (-?\d+)")
_UNFINISHED, _RESUMED = " <unfinished ...>", re.compile(r"^<\.\.\. \w+ resumed>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_ADDRESS = re.compile(r'htons\((\d+)\).*?"((?:\\x[0-9a-f]{2})*)"')
_BORN = ("fork", "vfork", "clone", "clone3")
_QUERY_EXTENSION, _INTERN_ATOM, _GET_PROPERTY, _FIRST_EXTENSION = 98, 16, 20, 128


def strace(record: Path) -> list[str]:
    """What to write before a command so that everything it does with files, sockets and processes is recorded.

    Its threads and children are followed. The command keeps its process id, so that it can be ended; `whole` waits
    for the end of the record.
    """
    calls = "%file,%network,%process,read,write,writev,close"
    return ["strace", "-D", "-f", "-xx", "-s", "65536", "-o", str(record), "-e", f"trace={calls}"]


def whole(record: Path) -> None:
    """Wait until the program and all below it have ended, and the record tells of it."""

    def ended() -> bool:
        lines = [match for match in map(_LINE.match, _lines(record)) if match]
        gone = {line[1] for line in lines if line[2].startswith("+++ ")}
        return bool(lines) and {line[1] for line in lines} == gone

    wait_for(ended, 60, step=0.2, what="the end of the record")


def touches(record: Path) -> frozenset[str]:
    """All that the program itself did, its threads included."""
    return frozenset(next(iter(_programs(record)))[1])


def children(record: Path) -> dict[str, frozenset[str]]:
    """What was done by each program that it started, or that those started: by name and arguments."""
    found: dict[str, frozenset[str]] = {}
    for name, theirs in _programs(record)[1:]:
        found[name] = found.get(name, frozenset()) | theirs
    return found


def beyond(found: frozenset[str], *allowed: str) -> list[str]:
    """The touches that none of these patterns allows (`*` stands for anything)."""
    return sorted(touch for touch in found if not any(fnmatchcase(touch, pattern) for pattern in allowed))


def _lines(record: Path) -> list[str]:
    return record.read_text("ascii", "replace").splitlines() if record.exists() else []


def _programs(record: Path) -> list[tuple[str, set[str]]]:
    """Each program in the record, the first one first: its command line and its touches."""
    calls = list(_calls(record))
    # The new thread's first call may stand before the one that made it has returned.
    makers = {born: pid for pid, call in calls if (born := _thread(call))}
    names: dict[str, str] = {}
    readers: dict[str, _Reader] = {}
    for caller, call in calls:
        pid = caller
        while pid in makers:
            pid = makers[pid]
        match = _CALL.match(call)
        if match and match[1] == "execve" and match[3] == "0":
            # A frozen program begins by starting itself anew in its own place.
            names[pid] = _command(match[2])
            readers[pid] = _Reader(readers[pid].found if pid in readers else set())
        elif pid in readers:
            readers[pid].call(call)
    return [(names[pid], reader.found) for pid, reader in readers.items()]


def _calls(record: Path) -> Iterator[tuple[str, str]]:
    """Who called what, a call that was interrupted by another's put together again."""
    begun: dict[str, str] = {}
    for line in _lines(record):
        match = _LINE.match(line)
        if match is None:
            continue
        pid, call = match[1], match[2]
        if call.endswith(_UNFINISHED):
            begun[pid] = call.removesuffix(_UNFINISHED)
            continue
        if resumed := _RESUMED.match(call):
            call = begun.pop(pid, "") + call[resumed.end() :]
        yield pid, call


def _thread(call: str) -> str:
    match = _CALL.match(call)
    return match[3] if match and match[1] in _BORN and "CLONE_THREAD" in match[2] else ""


def _command(arguments: str) -> str:
    program, *rest = map(_decoded, _TEXT.findall(arguments.partition("[")[2].partition("]")[0]))
    return " ".join([Path(program).name, *rest])


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
    """Goes through one program's calls and remembers what each descriptor is."""

    def __init__(self, found: set[str]) -> None:
        """`found` takes the touches."""
        self.found = found
        self._peers: dict[str, _X11 | _Bus] = {}

    def call(self, call: str) -> None:
        """The next one."""
        match = _CALL.match(call)
        if match is not None and (int(match[3]) >= 0 or "EINPROGRESS" in call):
            self.found.update(self._touches(match[1], match[2]))

    def _touches(self, name: str, arguments: str) -> Iterator[str]:
        descriptor = arguments.partition(",")[0]
        if name in ("open", "openat", "openat2", "creat"):
            yield f"file:{_text(arguments)}"
        elif name == "connect":
            yield from self._connected(descriptor, arguments)
        elif name in ("sendto", "sendmsg", "sendmmsg", "write", "writev"):
            yield from self._sent(descriptor, arguments)
        elif name in ("recvfrom", "recvmsg", "read"):
            peer = self._peers.get(descriptor)
            if isinstance(peer, _X11):
                peer.received(_data(arguments))
        elif name == "close":
            self._peers.pop(descriptor, None)
        elif name in _BORN and "CLONE_THREAD" not in arguments:
            yield "child:started"

    def _connected(self, descriptor: str, arguments: str) -> Iterator[str]:
        if "AF_UNIX" not in arguments:
            yield from _remote(arguments)
            return
        path = _text(arguments).lstrip("\0")
        yield f"socket:{path}"
        self._peers[descriptor] = _X11() if ".X11-unix/" in path else _Bus()

    def _sent(self, descriptor: str, arguments: str) -> Iterator[str]:
        yield from _remote(arguments)
        peer = self._peers.get(descriptor)
        if peer is not None:
            yield from peer.sent(_data(arguments))


def _remote(arguments: str) -> Iterator[str]:
    """Where something went; a netlink socket asks this computer's own kernel, and no family means nowhere."""
    if "sa_family=" in arguments and not re.search("AF_(?:NETLINK|UNSPEC|UNIX)", arguments):
        found = _ADDRESS.search(arguments)
        yield f"net:{_decoded(found[2])}:{found[1]}" if found else f"net:{arguments}"


def _data(arguments: str) -> bytes:
    return b"".join(bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(arguments))


def _text(arguments: str) -> str:
    found = _TEXT.search(arguments)
    return _decoded(found[1]) if found else ""


def _decoded(text: str) -> str:
    return bytes.fromhex(text.replace("\\x", "")).decode("utf-8", "replace")
