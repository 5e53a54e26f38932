"""A program that a sensor starts and that tells it something: it ends when nobody listens to it any more."""

import os
import sys
from typing import Protocol

_MOST = 4096


class Running(Protocol):
    """The program and what it says."""

    def fileno(self) -> int | None:
        """Descriptor that becomes readable when it says something or ends; None where that is not possible."""

    def read(self) -> bytes | None:
        """What it said since; empty if it has ended, None if it has nothing to say."""

    def tell(self, data: bytes) -> None:
        """Say something to it, at most a few thousand bytes. Raises OSError when it has ended."""

    def end(self) -> None:
        """Let it end."""


def start(command: list[str]) -> Running:
    """Start a program, whose standard input and output are its talk with this one.

    Raises:
        OSError: it could not be started.
    """
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

    def tell(self, data: bytes) -> None:
        self._ours.sendall(data)

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

    def tell(self, data: bytes) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(data)
        self._process.stdin.flush()

    def end(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
