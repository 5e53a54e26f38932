"""A mail server that speaks TLS under a certificate that holds, and then does a desk all the harm that it can."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable

from tests.real.dovecot import Authority

Script = Callable[[ssl.SSLSocket], None]


def endless_line(stream: ssl.SSLSocket) -> None:
    """A greeting that never ends."""
    stream.sendall(b"* OK ")
    while True:
        stream.sendall(b"x" * 65536)


def endless_talk(stream: ssl.SSLSocket) -> None:
    """Lines without number, none of which answers what was asked."""
    stream.sendall(b"* OK ready\r\n")
    stream.recv(4096)
    while True:
        stream.sendall(b"* OK [ALERT] and another thing\r\n" * 1000)


def senseless_literal(stream: ssl.SSLSocket) -> None:
    """A text that is announced with more octets than any computer has."""
    stream.sendall(b"* OK ready\r\n")
    stream.recv(4096)
    stream.sendall(b'* LIST () "/" {999999999}\r\nshort\r\n')
    stream.recv(4096)


def silent(stream: ssl.SSLSocket) -> None:
    """Not a word, until the other side has gone."""
    while stream.recv(4096):
        pass


class Hostile:
    """The server, on a port of its own."""

    def __init__(self, authority: Authority, script: Script) -> None:
        """`script` is played to whoever connects."""
        self._context, self._script = authority.served(), script
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.met = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take nobody any more."""
        self._server.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                plain, _ = self._server.accept()
                threading.Thread(target=self._serve, args=(plain,), daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        with contextlib.suppress(OSError), self._context.wrap_socket(plain, server_side=True) as stream:
            self.met.set()
            self._script(stream)
