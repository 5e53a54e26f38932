"""What wakes the agent beside its sensors: signals, and a new brief in the local folder."""

import os
import signal
import socket
import sys

from coach import places


class Waking:
    """Turns signals into a readable socket, so that the agent can sleep in one place."""

    def __init__(self) -> None:
        self.ended = False
        self.notices_briefs = False
        self._reader, self._writer = socket.socketpair()
        self._folder = -1
        for end in (self._reader, self._writer):
            end.setblocking(False)
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._before: dict[int, signal._HANDLER] = {}
        for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK"):
            self._handle(name, self._end)
        # Children are started and forgotten, so the system may forget them too.
        self._handle("SIGCHLD", signal.SIG_IGN)

    def fileno(self) -> int:
        """Descriptor that becomes readable at a signal."""
        return self._reader.fileno()

    def close(self) -> None:
        """Leave the signals as they were at the program's start."""
        signal.set_wakeup_fd(-1)
        for number, before in self._before.items():
            signal.signal(number, before)
        for end in (self._reader, self._writer):
            end.close()
        if self._folder >= 0:
            os.close(self._folder)

    def drain(self) -> None:
        """Forget the signals that came."""
        try:
            while self._reader.recv(4096):
                pass
        except BlockingIOError:
            return

    def watch_briefs(self) -> None:
        """Ask to be woken when a file of the local folder is replaced; `notices_briefs`: whether that works.

        Linux's directory notification (F_NOTIFY) comes as a signal: no descriptor library, no polling.
        """
        if sys.platform != "linux":
            return
        import fcntl

        self._handle("SIGIO", _nothing)
        if self._folder >= 0:
            os.close(self._folder)
            self._folder, self.notices_briefs = -1, False
        try:
            self._folder = os.open(places.local(), os.O_RDONLY)
            fcntl.fcntl(self._folder, fcntl.F_NOTIFY, fcntl.DN_RENAME | fcntl.DN_DELETE | fcntl.DN_MULTISHOT)
        except OSError:
            return
        self.notices_briefs = True

    def _handle(self, name: str, handler: "signal._HANDLER") -> None:
        number = getattr(signal, name, None)
        if number is not None:
            before = signal.signal(number, handler)
            self._before.setdefault(number, before)

    def _end(self, *_: object) -> None:
        self.ended = True


def _nothing(*_: object) -> None:
    return
