"""The watch on the program `coach-mailbox`: started with the watch, ended with it, its numbers read here.

The agent is the one that starts it, because it alone knows when looking is allowed: the person's choice, the
policy, pauses and quiet hours. What it writes goes through the agent's own rule, under the journal's lock, and
is shown with the same buttons. An entry of its own in the autostart would need all of that a second time.
"""

import os
import sys
import time

from coach.sensors._child import Running, start
from coach.sensors._sensor import UnavailableError

# Once it has ended (no password, or a wrong one), it is started again when the brief is new, or after a day.
_REST = 24 * 3600.0
_MOST = 4096


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
            self._running = start(_command())
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
