"""Ends the agent with the session it serves: at log-out X server or compositor close the connection held here."""

import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Protocol

from coach.sensors import UnavailableError


class _Server(Protocol):
    def fileno(self) -> int: ...

    def close(self) -> None: ...

    def events(self) -> Iterator[object]: ...


class Session:
    """The session's X server or Wayland compositor, if it has one on this computer."""

    def __init__(self) -> None:
        """Join it.

        Raises:
            UnavailableError: there should be an X server, but it is absent or refuses.
        """
        self._server: _Server | None = None
        if os.name != "posix" or os.uname().sysname == "Darwin":
            return
        if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == "wayland":
            # X comes and goes with its windows there. A compositor that cannot be joined leaves an agent that
            # ends with the bus, or with the desktop's own list of what it has started.
            with suppress(UnavailableError):
                self._server = _compositor()
        elif os.environ.get("DISPLAY", "").rpartition(":")[0] in ("", "unix"):
            from coach.sensors._x11 import Connection

            self._server = Connection()

    def fileno(self) -> int | None:
        """Descriptor that becomes readable when the session ends."""
        return self._server.fileno() if self._server is not None else None

    def close(self) -> None:
        """Leave the session."""
        if self._server is not None:
            self._server.close()

    def check(self) -> None:
        """Drop what the server says to everybody.

        Raises:
            SessionOverError: it is gone.
        """
        if self._server is not None:
            for _ in self._server.events():
                pass


def _compositor() -> _Server:
    from coach.sensors._wayland import Connection

    return Connection()
