"""Ends the agent with the session it serves: at log-out the X server closes the connection held here."""

import os


class Session:
    """The session's X server, if it has one on this computer."""

    def __init__(self) -> None:
        """Join it.

        Raises:
            UnavailableError: there should be one, but it is absent or refuses.
        """
        self._x = None
        if os.name == "posix" and _has_x():
            from coach.sensors._x11 import Connection

            self._x = Connection()

    def fileno(self) -> int | None:
        """Descriptor that becomes readable when the session ends."""
        return self._x.fileno() if self._x is not None else None

    def close(self) -> None:
        """Leave the session."""
        if self._x is not None:
            self._x.close()

    def check(self) -> None:
        """Drop what the server says to everybody.

        Raises:
            SessionOverError: it is gone.
        """
        if self._x is not None:
            for _ in self._x.events():
                pass


def _has_x() -> bool:
    """Whether this is a plain X session here; in a Wayland session X comes and goes with its windows."""
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == "wayland":
        return False
    if os.uname().sysname == "Darwin":
        return False
    return os.environ.get("DISPLAY", "").rpartition(":")[0] in ("", "unix")
