"""The coach's own toast, for desktops whose notifications bear no buttons: a small window that soon ends.

Qt costs more than the whole agent, so the window is a program of its own. It is told the reminder by its standard
input, where no other program of this computer can read it, and tells by its standard output what was pressed.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator

from coach.agent import programs
from coach.domain.nudge import Nudge
from coach.sensors._child import Running, start

SHOWN = "shown"
_EACH_SECOND = 1.0
_MOST = 256


class Toast:
    """One at a time: the one before goes, and stays in “Recent reminders” as each of them does."""

    def __init__(self, keys: frozenset[str], otherwise: Callable[[Nudge], None]) -> None:
        """`keys`: what may be pressed; `otherwise`: shows a reminder whose window did not come up."""
        self._keys, self._otherwise = keys, otherwise
        self._nudge: Nudge | None = None
        self._running: Running | None = None
        self._said = b""

    @staticmethod
    def possible() -> bool:
        """Whether a window can stand in a corner here without taking the focus; a Wayland compositor decides."""
        if sys.platform in ("win32", "darwin"):
            return True
        wayland = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == "wayland"
        return bool(os.environ.get("DISPLAY")) and not wayland

    def fileno(self) -> int | None:
        """Descriptor that becomes readable when it says something or ends, if the system has one."""
        return self._running.fileno() if self._running is not None else None

    def due(self) -> float | None:
        """Seconds after which to ask, where no descriptor tells."""
        return _EACH_SECOND if self._running is not None and self._running.fileno() is None else None

    def show(self, nudge: Nudge) -> None:
        """Show it.

        Raises:
            OSError: the program could not be started.
        """
        self._end()
        running = start(programs.window("--toast"))
        try:
            running.tell(json.dumps(nudge._asdict()).encode() + b"\n")
        except OSError:
            running.end()
            raise
        self._nudge, self._running = nudge, running

    def answers(self) -> Iterator[tuple[Nudge, str]]:
        """What was pressed, if anything; a window that closes by itself is no answer."""
        while self._running is not None and self._nudge is not None:
            data = self._running.read()
            if data is None:
                return
            self._said = (self._said + data)[:_MOST]
            nudge, words = self._nudge, self._said.decode("ascii", "replace").splitlines()
            pressed = next((word for word in words if word in self._keys), "")
            if pressed or not data:
                self._end()
            if pressed:
                yield nudge, pressed
            elif not data and SHOWN not in words:
                self._otherwise(nudge)

    def _end(self) -> None:
        if self._running is not None:
            self._running.end()
        self._nudge, self._running, self._said = None, None, b""
