"""The watch on Firefox's tabs: every 15 minutes it starts the program that counts them, and takes its one line."""

import os
import sys
import time

from coach.domain.text import N_
from coach.sensors._child import Running, start
from coach.sensors._firefox_session import FAULTS, MOST_TABS, NOTHING
from coach.sensors._sensor import UnavailableError

EVERY = 900
_PATIENCE = 60.0
_MOST_SAID = 32
_SILENT = N_("The program that counts Firefox’s tabs did not answer.")


class Count:
    """A watch as the agent wants it. Opening it reads nothing; nor does the agent itself ever."""

    source = "session"

    def __init__(self) -> None:
        self._running: Running | None = None
        self._said = b""
        self._since = 0.0

    @property
    def every(self) -> int:
        """Seconds; less only where a program that is done cannot wake the agent."""
        return 2 if self._running is not None and self._running.fileno() is None else EVERY

    def fileno(self) -> int | None:
        """Descriptor that becomes readable when the program has counted."""
        return self._running.fileno() if self._running is not None else None

    def look(self) -> int | None:
        """Begin to count, or the tabs that were counted; None without a running Firefox.

        Raises:
            UnavailableError: they cannot be counted.
        """
        if self._running is None:
            self._begin()
            return None
        data = self._running.read()
        if data is None and time.monotonic() - self._since < _PATIENCE:
            return None
        self._said += data or b""
        if data and len(self._said) <= _MOST_SAID:
            return None
        said = self._said
        self.close()
        return _understood(said)

    def close(self) -> None:
        """End the program, if it still runs."""
        if self._running is not None:
            self._running.end()
        self._running, self._said = None, b""

    @property
    def counting(self) -> bool:
        """Whether the program runs."""
        return self._running is not None

    def _begin(self) -> None:
        try:
            self._running = start(_command())
        except OSError as error:
            raise UnavailableError(_SILENT) from error
        self._since = time.monotonic()


def once() -> int | None:
    """Count once and wait for it; the tabs, or None without a running Firefox.

    Raises:
        UnavailableError: they cannot be counted.
    """
    watch = Count()
    watch.look()
    try:
        while (found := watch.look()) is None and watch.counting:
            time.sleep(0.02)
    finally:
        watch.close()
    return found


def _understood(said: bytes) -> int | None:
    line = said.decode("ascii", "replace")
    if not line.endswith("\n") or len(line) > _MOST_SAID:
        raise UnavailableError(_SILENT)
    word = line[:-1]
    if word == NOTHING:
        return None
    if word.isdecimal() and int(word) <= MOST_TABS:
        return int(word)
    raise UnavailableError(FAULTS.get(word, _SILENT))


def _command() -> list[str]:
    """The agent's own frozen program, which then does this alone; or the module by this interpreter."""
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", "coach.sensors._firefox_session"]
    suffix = ".exe" if sys.platform == "win32" else ""
    return [os.path.join(os.path.dirname(sys.executable), f"coach-agent{suffix}"), "--firefox-tabs"]
