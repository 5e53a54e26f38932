"""Absence and return where the idle time can only be asked for: Windows, and the mouse as the last resort."""

import os
import sys
import time
from collections.abc import Callable

from coach.domain.text import N_
from coach.sensors._sensor import UnavailableError

# Three questions a minute: a sensor's share of the wake-ups that the whole agent may cost.
_EVERY = 20


class PolledAbsence:
    """A watch of the idle sensor that asks; the return is noticed at the next question."""

    def __init__(self, source: str, seconds: Callable[[], float], close: Callable[[], None], threshold: int):
        self.source = source
        self.every = _EVERY
        self.close = close
        self._seconds = seconds
        self._threshold = threshold
        self._away = False
        self._asked_at = time.monotonic()

    def fileno(self) -> None:
        """Nothing wakes it."""
        return

    def look(self) -> int | None:
        """The threshold, once somebody is back after an absence of at least as long; else None."""
        now, idle = time.monotonic(), self._seconds()
        # Questions come late only when the computer slept in between, and sleep is not a screen left on.
        slept, self._asked_at = now - self._asked_at > 3 * _EVERY, now
        was_away, self._away = self._away and not slept, idle >= self._threshold
        return self._threshold if was_away and not self._away else None


def windows(threshold: int) -> PolledAbsence:
    """Absences by GetLastInputInfo."""
    windows_seconds()
    return PolledAbsence("windows", windows_seconds, _nothing, threshold)


def windows_seconds() -> float:
    """Seconds without keyboard or mouse, told by Windows.

    Raises:
        UnavailableError: this is no Windows, or no session with a keyboard.
    """
    if sys.platform == "win32":
        import ctypes

        class LastInput(ctypes.Structure):
            _fields_ = (("size", ctypes.c_uint), ("ticks", ctypes.c_uint))

        last = LastInput(ctypes.sizeof(LastInput), 0)
        if ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last)):
            return ticks_since(last.ticks, ctypes.windll.kernel32.GetTickCount()) / 1000
    raise UnavailableError(N_("Windows does not tell when somebody is there."))


def ticks_since(before: int, now: int) -> int:
    """Milliseconds between two 32-bit tick counts, which begin again at 0 after 49.7 days."""
    return (now - before) & 0xFFFFFFFF


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
        "mouse", lambda: time.monotonic() - moved_at[0], lambda: closed.append(True), threshold
    )


def _nothing() -> None:
    return
