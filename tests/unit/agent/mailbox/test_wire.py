"""Limits on what a server may send, and on how long it may take."""

import os
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from coach.agent.mailbox.wire import EndedError, LostError, Wire, secure, sleep
from tests.unit.agent.mailbox.peer import Peer, Script


@contextmanager
def peer(script: Script) -> Iterator[Wire]:
    """The client's side of a server that plays a script."""
    found = Peer(script)
    try:
        yield found.wire
    finally:
        found.close()


def soon(seconds: float = 5.0) -> float:
    """The end of patience."""
    return time.monotonic() + seconds


def send(*data: bytes) -> Script:
    """A server that sends this and listens no more."""

    def script(server: Peer) -> None:
        for one in data:
            server.socket.sendall(one)
        server.hear()

    return script


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (b"* OK hello\r\n* more\r\n", b"* OK hello"),
        (b'* LIST () "." {5}\r\na"b\\c\r\n', b'* LIST () "." "a\\"b\\\\c"'),
        (b"* 1 FETCH (X {300}\r\n" + b"n" * 300 + b" Y {2+}\r\nzz)\r\n", b'* 1 FETCH (X "" Y "zz")'),
        (b"* 1 FETCH ({0}\r\n)\r\n", b'* 1 FETCH ("")'),
    ],
)
def test_an_answer_is_one_line_whatever_literals_it_holds(sent: bytes, read: bytes) -> None:
    with peer(send(sent)) as wire:
        assert wire.response(soon()) == read


def test_an_answer_in_pieces_is_put_together() -> None:
    with peer(send(b"* O", b"K\r", b"\n")) as wire:
        assert wire.response(soon()) == b"* OK"


def endless(server: Peer) -> None:
    """A line without an end."""
    while True:
        server.socket.sendall(b"x" * 65536)


def endless_literals(server: Peer) -> None:
    """An answer that always announces another text."""
    while True:
        server.socket.sendall(b"{60000}\r\n" + b"x" * 60000)


def hang_up(server: Peer) -> None:
    """An end in the middle of a line."""
    server.socket.sendall(b"* OK no end")
    server.socket.shutdown(1)


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (endless, "a line without an end"),
        (send(b"* 1 FETCH {999999999}\r\n"), "senseless length"),
        (endless_literals, "senseless length"),
        (hang_up, "hung up"),
    ],
    ids=["line", "literal", "literals", "end"],
)
def test_what_no_server_should_do_is_told_in_a_sentence(script: Script, told: str) -> None:
    with peer(script) as wire, pytest.raises(LostError, match=told):
        wire.response(soon())


@pytest.mark.parametrize("script", [endless, endless_literals])
def test_memory_stays_small_whatever_is_sent(script: Script) -> None:
    with peer(script) as wire:
        tracemalloc.start()
        with pytest.raises(LostError):
            wire.response(soon(1))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 1_500_000


def drip(server: Peer) -> None:
    """One letter now and then, for ever."""
    while True:
        server.socket.sendall(b"x")
        time.sleep(0.02)


@pytest.mark.parametrize(
    "script", [lambda server: server.hear() and None, drip, send(b"* OK {20}\r\nten octets")]
)
def test_a_server_that_keeps_us_waiting_is_left(script: Script) -> None:
    with peer(script) as wire, pytest.raises(LostError, match="does not answer"):
        wire.response(soon(0.3))


def test_a_server_that_does_not_listen_is_left() -> None:
    with peer(lambda server: time.sleep(1)) as wire, pytest.raises(LostError, match="does not answer"):
        wire.send(b"x" * 10_000_000, soon(0.3))


def test_every_wait_ends_with_the_parent() -> None:
    reader, writer = os.pipe()
    with peer(send()) as wire:
        wire.parent = reader
        os.close(writer)
        with pytest.raises(EndedError):
            wire.response(soon())
    with pytest.raises(EndedError):
        sleep(60, reader)
    os.close(reader)


@pytest.mark.parametrize("server", ["127.0.0.1", "a" * 300, "ü" * 70 + ".example"])
def test_an_unreachable_server_is_told_in_a_sentence(server: str) -> None:
    with pytest.raises(LostError, match="cannot be reached"):
        secure(server, 1, None, 2)


def test_a_server_without_tls_hears_no_word() -> None:
    import socket
    import threading

    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def plain() -> None:
            one, _ = listening.accept()
            with one:
                one.sendall(b"* OK IMAP4rev1 ready\r\n")
                heard.append(one.recv(4096))

        thread = threading.Thread(target=plain)
        thread.start()
        with pytest.raises(LostError, match="The connection failed"):
            secure("127.0.0.1", listening.getsockname()[1], None, 5)
        thread.join(5)
    # A TLS handshake, never a command.
    assert [data[:1] for data in heard] == [b"\x16"]
