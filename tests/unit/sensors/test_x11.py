"""The X11 protocol as far as it is spoken here: greeting, answers, events, and servers that behave badly."""

import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.sensors import SessionOverError, UnavailableError, _stream, _x11
from coach.sensors._x11 import Connection, Refused

ROOT = 0x123
VENDOR = b"A vendor of 23 letters."


def accepted() -> bytes:
    """A server's greeting: 2 formats, one screen whose root window is ROOT."""
    vendor = VENDOR + b"\0" * (-len(VENDOR) % 4)
    fixed = struct.pack(
        "<IIIIHHBBBBBBBBI", 0, 0x400000, 0x1FFFFF, 0, len(VENDOR), 65535, 1, 2, 0, 0, 32, 32, 8, 255, 0
    )
    body = fixed + vendor + b"\0" * 16 + struct.pack("<I", ROOT) + b"\0" * 36
    return struct.pack("<BBHHH", 1, 0, 11, 0, len(body) // 4) + body


def refused() -> bytes:
    """A server's refusal."""
    return struct.pack("<BBHHH", 0, 4, 11, 0, 1) + b"no!\0"


def answer(number: int, content: bytes = b"", more: bytes = b"", detail: int = 0) -> bytes:
    """An answer to the request of this number."""
    return struct.pack("<BBHI", 1, detail, number, len(more) // 4) + content.ljust(24, b"\0") + more


def complaint(number: int) -> bytes:
    """An error in answer to the request of this number."""
    return struct.pack("<BBHI", 0, 3, number, 0).ljust(32, b"\0")


def event(kind: int) -> bytes:
    """An event."""
    return struct.pack("<BBH", kind, 0, 0).ljust(32, b"\0")


class Server:
    """The other end of the wire: what it says is written down before it is asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *greetings: bytes) -> None:
        self.ends: list[socket.socket] = []
        self._greetings = list(greetings)
        monkeypatch.setattr(_x11, "_reach", self._reach)

    def _reach(self, number: str) -> socket.socket:
        ours, theirs = socket.socketpair()
        self.ends += [ours, theirs]
        theirs.sendall(self._greetings.pop(0))
        return ours

    def say(self, *messages: bytes) -> None:
        """Put messages on the wire."""
        self.ends[-1].sendall(b"".join(messages))

    def hang_up(self) -> None:
        """Go away."""
        self.ends[-1].close()

    def heard(self) -> bytes:
        """What was sent to it."""
        return self.ends[-1].recv(65536)


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A plain X session without a key file."""
    for name in ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":7.0")
    monkeypatch.setenv("XAUTHORITY", str(tmp_path / "keys"))
    monkeypatch.setattr(_stream, "_SECONDS", 0.2)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server that lets us in."""
    found = Server(monkeypatch, accepted())
    yield found
    for end in found.ends:
        end.close()


def test_the_greeting_tells_root_and_ids(server: Server) -> None:
    connection = Connection()
    assert connection.root == ROOT
    assert [connection.new_id(), connection.new_id()] == [0x400001, 0x400002]
    assert server.heard()[:1] == b"l"


def test_an_answer_is_found_among_events_old_answers_and_old_errors(server: Server) -> None:
    connection = Connection()
    connection.tell(1, 0)
    server.say(complaint(1), event(90), answer(7), answer(2, struct.pack("<I", 42)))
    assert struct.unpack_from("<I", connection.ask(16, 0), 8)[0] == 42
    assert [message[0] for message in connection.events()] == [90]


def test_an_error_in_answer_is_raised(server: Server) -> None:
    connection = Connection()
    server.say(complaint(1))
    with pytest.raises(Refused):
        connection.ask(20, 0)


def test_events_are_given_without_waiting_and_a_torn_one_later(server: Server) -> None:
    connection = Connection()
    assert list(connection.events()) == []
    server.say(event(90), event(91)[:10])
    assert [message[0] for message in connection.events()] == [90]
    server.say(event(91)[10:])
    assert [message[0] for message in connection.events()] == [91]


def test_events_that_come_while_a_question_is_answered_are_given_too(server: Server) -> None:
    connection = Connection()
    server.say(event(90))
    seen = []
    for message in connection.events():
        seen.append(message[0])
        if message[0] == 90:
            server.say(event(91), answer(1))
            connection.ask(16, 0)
    assert seen == [90, 91]


def test_a_server_that_hangs_up_ends_the_session(server: Server) -> None:
    connection = Connection()
    server.hang_up()
    with pytest.raises(SessionOverError):
        list(connection.events())
    with pytest.raises(SessionOverError):
        connection.ask(16, 0)


def test_a_server_that_falls_silent_ends_the_session(server: Server) -> None:
    connection = Connection()
    with pytest.raises(SessionOverError):
        connection.ask(16, 0)


def test_an_answer_of_absurd_length_is_not_waited_for(server: Server) -> None:
    connection = Connection()
    server.say(struct.pack("<BBHI", 1, 0, 1, 0x3FFFFFFF).ljust(32, b"\0"))
    with pytest.raises(SessionOverError):
        connection.ask(16, 0)


def test_the_number_of_requests_wraps_at_16_bits(server: Server) -> None:
    connection = Connection()
    connection._count = 0xFFFF
    server.say(answer(0))
    assert connection.ask(16, 0)


def test_a_missing_extension_is_none(server: Server) -> None:
    connection = Connection()
    server.say(answer(1, bytes([0, 140, 90, 150])), answer(2, bytes([1, 140, 90, 150])))
    assert connection.extension(b"SYNC") is None
    assert connection.extension(b"SYNC") == (140, 90)


def states(number: int, *atoms: int) -> bytes:
    """A window's list of states."""
    return answer(
        number, struct.pack("<III", 4, 0, len(atoms)), struct.pack(f"<{len(atoms)}I", *atoms), detail=32
    )


@pytest.mark.parametrize(("atoms", "filled"), [((300, 301), True), ((300,), False), ((), False)])
def test_full_screen_is_a_state_of_the_window_in_front(
    server: Server, atoms: tuple[int, ...], filled: bool
) -> None:
    connection = Connection()
    atom = struct.pack("<I", 301)
    server.say(answer(1, atom), states(2, 0x900), answer(3, atom), answer(4, atom), states(5, *atoms))
    assert connection.full_screen() is filled


def test_a_window_that_vanishes_between_two_questions_is_not_full_screen(server: Server) -> None:
    connection = Connection()
    atom = struct.pack("<I", 301)
    server.say(answer(1, atom), states(2, 0x900), answer(3, atom), answer(4, atom), complaint(5))
    assert connection.full_screen() is False


def test_without_a_window_in_front_nothing_is_full_screen(server: Server) -> None:
    connection = Connection()
    server.say(answer(1, struct.pack("<I", 301)), states(2, 0))
    assert connection.full_screen() is False


def entry(family: int, number: bytes, name: bytes, key: bytes) -> bytes:
    """One entry of a key file."""
    parts = (b"desk", number, name, key)
    return struct.pack(">H", family) + b"".join(struct.pack(">H", len(part)) + part for part in parts)


COOKIE = b"MIT-MAGIC-COOKIE-1"


def test_each_key_for_this_display_is_tried_and_then_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "keys").write_bytes(
        entry(256, b"7", COOKIE, b"one")
        + entry(256, b"8", COOKIE, b"another display")
        + entry(0, b"7", COOKIE, b"another computer")
        + entry(256, b"7", b"XDM-AUTHORIZATION-1", b"another kind")
        + entry(65535, b"", COOKIE, b"two")
        + entry(256, b"7", COOKIE, b"torn")[:-2]
    )
    server = Server(monkeypatch, refused(), refused(), refused(), accepted())
    Connection().close()
    sent = [end.recv(4096) for end in server.ends[1::2]]
    assert [b"one" in sent[0], b"two" in sent[1], b"MIT" in sent[3]] == [True, True, False]
    assert not any(b"another" in greeting for greeting in sent)
    for end in server.ends:
        end.close()


def test_a_server_that_refuses_every_key_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(monkeypatch, refused())
    with pytest.raises(UnavailableError, match="does not let"):
        Connection()
    for end in server.ends:
        end.close()


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("DISPLAY", "", "no display"),
        ("DISPLAY", "nonsense", "no display"),
        ("DISPLAY", "elsewhere:0", "another computer"),
        ("DISPLAY", "localhost:10.0", "another computer"),
        ("DISPLAY", ":9999", "does not answer"),
        ("WAYLAND_DISPLAY", "wayland-0", "Wayland"),
        ("XDG_SESSION_TYPE", "wayland", "Wayland"),
    ],
)
def test_where_x_cannot_be_asked_it_is_said_why(
    name: str, value: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UnavailableError, match=reason):
        Connection()
    assert _x11.full_screen() is False
