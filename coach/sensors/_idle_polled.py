"""Absence and return where the idle time can only be asked for: Windows, and the mouse as the last resort."""

import os
import time
from collections.abc import Callable

from coach.domain.text import N_
from coach.sensors._idle_around import excused_here
from coach.sensors._sensor import UnavailableError

# Three questions a minute: a sensor's share of the wake-ups that the whole agent may cost.
_EVERY = 20


def _never(_seconds: float) -> bool:
    return False


class PolledAbsence:
    """A watch of the idle sensor that asks; the return is noticed at the next question."""

    def __init__(
        self,
        source: str,
        seconds: Callable[[], float],
        close: Callable[[], None],
        threshold: int,
        excused: Callable[[], bool],
        dark: Callable[[float], bool] = _never,
    ):
        """Begin to ask.

        Args:
            source: key of the sensor's `sources`.
            seconds: without keyboard or mouse, at this moment.
            close: stops looking.
            threshold: seconds from which an absence is told.
            excused: whether an absence at this moment is none; asked only while nobody is there.
            dark: whether the display goes to sleep within an absence of so many seconds.
        """
        self.source = source
        self.every = _EVERY
        self.close = close
        self._seconds = seconds
        self._threshold = threshold
        self._excused = excused
        self._dark = dark
        self._longest = 0.0
        self._away = self._spoilt = False
        self._asked_at = time.monotonic()

    def fileno(self) -> None:
        """Nothing wakes it."""
        return

    def look(self) -> int | None:
        """The threshold, once somebody is back after an absence of at least as long; else None."""
        now, idle = time.monotonic(), self._seconds()
        # Questions come late only when the computer slept in between, and sleep is not a screen left on.
        slept, self._asked_at = now - self._asked_at > 3 * _EVERY, now
        counted = self._away and not slept and not self._spoilt
        returned = counted and idle < self._threshold
        # The absence went on after the last question, for less than the time between two.
        if returned and self._dark(self._longest + _EVERY):
            counted = False
        self._away = idle >= self._threshold
        self._longest = idle if self._away else 0.0
        self._spoilt = self._away and (self._spoilt or self._excused())
        return self._threshold if counted and not self._away else None


def mouse(threshold: int) -> PolledAbsence:
    """Absences by the moves of the mouse, noticed by pynput; of each move the moment stays, and nothing else.

    Raises:
        UnavailableError: pynput is not installed or cannot listen here.
    """
    # pynput would open the keyboard too, only to know its keys; its dummy for it knows none.
    os.environ["PYNPUT_BACKEND_KEYBOARD"] = "dummy"
    try:
        # Imported here alone: it is a listener of events, costs memory, and most desks never need it.
        from pynput.mouse import Listener
    except ImportError as error:
        raise UnavailableError(N_("This desktop does not tell when somebody is there.")) from error
    moved_at = [time.monotonic()]
    closed: list[bool] = []

    def moved(*_: object) -> bool:
        if closed:
            return False
        moved_at[0] = time.monotonic()
        return True

    # Its own stop() fails at times while the thread begins to listen; an answer of False ends it from within.
    Listener(on_move=moved, on_click=moved, on_scroll=moved).start()
    return PolledAbsence(
        "mouse", lambda: time.monotonic() - moved_at[0], lambda: closed.append(True), threshold, excused_here
    )
