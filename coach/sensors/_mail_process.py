"""The watch on the program `coach-mailbox`: started with the watch, ended with it, its numbers read here.

The agent is the one that starts it, because it alone knows when looking is allowed: the person's choice, the
policy, pauses and quiet hours. What it writes goes through the agent's own rule, under the journal's lock, and
is shown with the same buttons. An entry of its own in the autostart would need all of that a second time.
"""

import os
import sys
import time
from typing import Protocol

from coach.sensors._sensor import UnavailableError

# Once it has ended (no password, or a wrong one), it is started again when the brief is new, or after a day.
_REST = 24 * 3600.0
_MOST = 4096


class Running(Protocol):
    """The program and what it says."""

    def fileno(self) -> int | None:
        """Descriptor that becomes readable when it says something or ends; None where that is not possible."""

    def read(self) -> bytes | None:
        """What it said since; empty if it has ended, None if it has nothing to say."""

    def end(self) -> None:
        """Let it end."""


class Process:
    """A watch as the agent wants it."""

    source = "imap"

    def __init__(self) -> None:
        """Start the program.

        Raises:
            UnavailableError: it is not installed.
        """
        self.every = 20 if sys.platform == "win32" else 300
        self._said = b""
        self._running: Running | None = None
        self._begin()

    def fileno(self) -> int | None:
        """As for `Running`."""
        return self._running.fileno() if self._running is not None else None

    def look(self) -> int | None:
        """The largest size it told since, in MB."""
        if self._running is None:
            if _brief() != self._brief or time.monotonic() > self._again:
                self._begin()
            return None
        data = self._running.read()
        if data == b"":
            self.close()
        *lines, self._said = (self._said + (data or b"")[:_MOST]).split(b"\n")
        self._said = self._said[:9]
        sizes = [int(line) for line in lines if line.isdigit() and len(line) < 9]
        return max(sizes, default=None)

    def close(self) -> None:
        """End the program."""
        if self._running is not None:
            self._running.end()
        self._running = None

    def _begin(self) -> None:
        self._brief, self._again = _brief(), time.monotonic() + _REST
        try:
            self._running = _start(_command())
        except OSError as error:
            raise UnavailableError(str(error)) from error


def _brief() -> int:
    """Changes whenever the brief does; the handover, which knows it too, stands on the same floor."""
    from coach import places

    try:
        return os.stat(os.path.join(places.local(), "brief.json")).st_mtime_ns
    except OSError:
        return 0


def _command() -> list[str]:
    """The frozen program beside this one, or the module by this interpreter."""
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", "coach.agent.mailbox"]
    suffix = ".exe" if sys.platform == "win32" else ""
    return [os.path.join(os.path.dirname(sys.executable), f"coach-mailbox{suffix}")]


def _start(command: list[str]) -> Running:
    return _ByPipes(command) if sys.platform == "win32" else _BySocket(command)


class _BySocket:
    """One socket is its standard input and output.

    It is readable when the program writes or ends; the program's own end is when this one is closed, even by a kill.
    """

    def __init__(self, command: list[str]) -> None:
        import signal
        import socket

        self._ours, theirs = socket.socketpair()
        self._ours.setblocking(False)
        actions = [(os.POSIX_SPAWN_DUP2, theirs.fileno(), number) for number in (0, 1)]
        # As for every child of the agent, which ignores SIGCHLD so that nobody has to wait for them.
        with theirs:
            try:
                os.posix_spawn(
                    command[0],
                    command,
                    os.environ,
                    file_actions=actions,
                    setpgroup=0,
                    setsigdef=[signal.SIGCHLD],
                )
            except OSError:
                self._ours.close()
                raise

    def fileno(self) -> int:
        return self._ours.fileno()

    def read(self) -> bytes | None:
        try:
            return self._ours.recv(_MOST)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def end(self) -> None:
        self._ours.close()


class _ByPipes:
    """Windows cannot wait for a pipe together with sockets, so it is asked from time to time."""

    def __init__(self, command: list[str]) -> None:
        import subprocess

        hidden = 0
        if sys.platform == "win32":
            hidden = subprocess.CREATE_NO_WINDOW
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, creationflags=hidden
        )

    def fileno(self) -> None:
        return None

    def read(self) -> bytes | None:
        assert self._process.stdout is not None
        if sys.platform == "win32":
            import _winapi
            import msvcrt

            try:
                waiting, _ = _winapi.PeekNamedPipe(msvcrt.get_osfhandle(self._process.stdout.fileno()), 0)
            except OSError:
                return b""
            return os.read(self._process.stdout.fileno(), waiting) if waiting else None
        return None

    def end(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
