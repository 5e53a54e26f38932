"""Lines to and from a mail server, with a limit on their length and on the time each may take."""

import os
import re
import select
import socket
import ssl
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

T = TypeVar("T")
LINE, RESPONSE = 128 * 1024, 256 * 1024
# A folder's name may come as a literal; what is longer is a name of a file, which nobody needs.
_KEPT = 200
_LITERAL = re.compile(rb"\{(\d{1,9})\+?\}\Z")
# Where systems keep the authorities they trust, if OpenSSL was built for another one than this.
_AUTHORITIES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


class LostError(Exception):
    """The server cannot be spoken with; the text says why, for the log, and holds nothing that was read."""


class CertificateError(LostError):
    """The server does not prove that it is the one named."""


class EndedError(Exception):
    """Whoever started this program has gone or wants no more of it."""


class Wire:
    """A connection. Every wait ends when `parent`, a descriptor or None, becomes readable."""

    def __init__(self, stream: socket.socket, parent: int | None) -> None:
        """`stream` does not block from now on."""
        self.stream = stream
        self.parent = parent
        self._buffer = bytearray()
        stream.setblocking(False)

    def close(self) -> None:
        """Hang up."""
        self.stream.close()

    def send(self, data: bytes, until: float) -> None:
        """Send all of it.

        Args:
            data: with its CRLF.
            until: monotonic time at which patience ends.

        Raises:
            LostError: it was not taken in time.
        """
        sent = 0
        while sent < len(data):
            rest = data[sent:]
            sent += self._patiently(partial(self.stream.send, rest), until, write=True)

    def response(self, until: float) -> bytes:
        """One answer without its CRLF; short literals stand in it as quoted strings, longer ones as "".

        Raises:
            LostError: too long, too late, or the connection has ended.
        """
        whole, octets = b"", 0
        while True:
            line = self._line(until)
            found = _LITERAL.search(line)
            if found is None:
                return whole + line
            octets += len(line) + int(found[1])
            if octets > RESPONSE:
                raise LostError("The server announces a text of senseless length.")
            whole += line[: found.start()] + self._literal(int(found[1]), until)

    def waits(self, until: float) -> bool:
        """Whether an answer has begun to come before `until`."""
        if self._buffer or (isinstance(self.stream, ssl.SSLSocket) and self.stream.pending()):
            return True
        return sleep(max(0.0, until - time.monotonic()), self.parent, [self.stream])

    def shake_hands(self, until: float) -> None:
        """TLS, with the certificate proved.

        Raises:
            CertificateError: it is not the one of the server that was asked for.
            LostError: TLS failed otherwise.
        """
        assert isinstance(self.stream, ssl.SSLSocket)
        self._patiently(self.stream.do_handshake, until, write=False)

    def _line(self, until: float) -> bytes:
        searched = 0
        while (end := self._buffer.find(b"\r\n", searched)) < 0:
            if len(self._buffer) > LINE:
                raise LostError("The server sends a line without an end.")
            searched = max(0, len(self._buffer) - 1)
            self._receive(until)
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 2]
        return line

    def _literal(self, length: int, until: float) -> bytes:
        while len(self._buffer) < length:
            self._receive(until)
        text = bytes(self._buffer[:length]) if length <= _KEPT else b""
        del self._buffer[:length]
        return b'"' + re.sub(rb'(["\\])', rb"\\\1", text) + b'"'

    def _receive(self, until: float) -> None:
        data = self._patiently(lambda: self.stream.recv(16384), until, write=False)
        if not data:
            raise LostError("The server has hung up.")
        self._buffer += data

    def _patiently(self, action: Callable[[], T], until: float, *, write: bool) -> T:
        while True:
            try:
                return action()
            except (BlockingIOError, ssl.SSLWantReadError):
                self._sleep(until, write=write)
            except ssl.SSLWantWriteError:
                self._sleep(until, write=True)
            except ssl.SSLCertVerificationError as error:
                raise CertificateError(f"Its certificate is refused: {error.verify_message}") from error
            except OSError as error:
                raise LostError(f"The connection failed: {error.strerror or type(error).__name__}") from error

    def _sleep(self, until: float, *, write: bool) -> None:
        left = until - time.monotonic()
        if left <= 0:
            raise LostError("The server does not answer.")
        reading, writing = ([], [self.stream]) if write else ([self.stream], [])
        sleep(left, self.parent, reading, writing)


def sleep(
    seconds: float,
    parent: int | None,
    readable: list[socket.socket] | None = None,
    writable: list[socket.socket] | None = None,
) -> bool:
    """Sleep until one of these is ready or the time is over; whether one is.

    Raises:
        EndedError: the parent has gone or wants no more.
    """
    reading: list[socket.socket | int] = [*(readable or []), *([parent] if parent is not None else [])]
    if not reading and not writable:
        time.sleep(seconds)
        return False
    ready, taking, _ = select.select(reading, writable or [], [], seconds)
    if parent in ready:
        raise EndedError
    return bool(ready or taking)


def secure(server: str, port: int, parent: int | None, seconds: float) -> Wire:
    """A connection by TLS from the first byte; there is no other.

    Args:
        server: name that the certificate must bear; the system says which authorities are trusted.
        port: usually 993.
        parent: as for `Wire`.
        seconds: for the connection, and again for the handshake.

    Raises:
        CertificateError: the server is not the one named.
        LostError: no connection.
    """
    try:
        plain = socket.create_connection((server, port), seconds)
    except (OSError, UnicodeError) as error:
        raise LostError(f"The server cannot be reached: {_reason(error)}") from error
    # Not blocking before the handshake, so that it has one limit of time as a whole.
    plain.setblocking(False)
    stream: socket.socket = plain
    try:
        stream = _context().wrap_socket(plain, server_hostname=server, do_handshake_on_connect=False)
        wire = Wire(stream, parent)
        wire.shake_hands(time.monotonic() + seconds)
    except BaseException:
        stream.close()
        raise
    return wire


def _context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    told = ssl.get_default_verify_paths()
    if os.name == "posix" and not (told.cafile or told.capath):
        for file in filter(os.path.exists, _AUTHORITIES):
            context.load_verify_locations(file)
            break
    return context


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or type(error).__name__)
