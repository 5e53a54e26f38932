"""A display server's socket: what is sent whole, what comes in pieces, a server that goes away or is silent."""

import socket

from coach.sensors._sensor import SessionOverError

_SECONDS = 5.0
_PIECE = 65536


class Stream:
    """A connected socket with what came in and was not yet taken.

    Every method but `fileno` and `close` raises SessionOverError when the server is gone, or silent for five seconds.
    """

    def __init__(self, connected: socket.socket) -> None:
        self._socket = connected
        self._socket.settimeout(_SECONDS)
        self.left = b""

    def fileno(self) -> int:
        """Descriptor that becomes readable when something comes."""
        return self._socket.fileno()

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def send(self, data: bytes) -> None:
        """Send it whole."""
        try:
            self._socket.sendall(data)
        except OSError as error:
            raise SessionOverError from error

    def take(self, size: int) -> bytes:
        """The next octets, waited for if they must be."""
        self.wait_for(size)
        found, self.left = self.left[:size], self.left[size:]
        return found

    def wait_for(self, size: int) -> None:
        """Wait until so many octets are in `left`."""
        while len(self.left) < size:
            try:
                self.left += self._piece()
            except TimeoutError as error:
                raise SessionOverError from error

    def fetch(self) -> None:
        """Bring what has come into `left`, without waiting for more."""
        self._socket.settimeout(0)
        try:
            while True:
                self.left += self._piece()
        except BlockingIOError:
            self._socket.settimeout(_SECONDS)

    def _piece(self) -> bytes:
        try:
            received = self._socket.recv(_PIECE)
        except (BlockingIOError, TimeoutError):
            raise
        except OSError as error:
            raise SessionOverError from error
        if not received:
            raise SessionOverError
        return received
