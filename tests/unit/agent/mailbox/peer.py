"""A mail server that does what a test says, well or badly, at the other end of a plain pair of sockets."""

import socket
import threading
from collections.abc import Callable

from coach.agent.mailbox.wire import Wire

Script = Callable[["Peer"], None]


class Peer:
    """The server's side; the script runs in a thread of its own and may end at any moment."""

    def __init__(self, script: Script) -> None:
        """Begin to play."""
        ours, self.socket = socket.socketpair()
        self.wire = Wire(ours, None)
        self.heard: list[bytes] = []
        self._lines = self.socket.makefile("rb")
        self._thread = threading.Thread(target=self._play, args=(script,), daemon=True)
        self._thread.start()

    def say(self, *lines: bytes) -> None:
        """Send lines."""
        self.socket.sendall(b"".join(line + b"\r\n" for line in lines))

    def hear(self) -> bytes:
        """The client's next line; empty once it has gone."""
        line = self._lines.readline().strip(b"\r\n")
        self.heard.append(line)
        return line

    def tag(self) -> bytes:
        """The tag of the client's next line."""
        return self.hear().partition(b" ")[0]

    def well(self, *untagged: bytes) -> None:
        """Answer the next command well."""
        tag = self.tag()
        self.say(*untagged, tag + b" OK done")

    def close(self) -> None:
        """End both sides."""
        self.wire.close()
        self._thread.join(5)
        self._lines.close()
        self.socket.close()

    def _play(self, script: Script) -> None:
        try:
            script(self)
        except OSError:
            # The client has gone first.
            return
