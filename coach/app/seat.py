"""Who sits at a shared computer: one person at a time, let go by a button or after ten minutes without input."""

import os
import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog

from coach import study
from coach.domain.errors import CoachError

LONGEST = 600
"""Seconds without input."""
_INPUT = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    )
)
_PERSON = "COACH_PERSON"
Spot = tuple[str, tuple[str, ...]]


class Front(Protocol):
    """What a seat asks of the window in front of it."""

    def begin(self, page: str, arguments: tuple[str, ...]) -> None:
        """Make everything anew for whoever sits here now, at this page."""

    def spot(self) -> Spot:
        """The page in front with what was typed there."""

    def part(self) -> None:
        """End what goes on beside the window for the person who leaves."""


class Seat(QObject):
    """Child processes of this window know by the environment who sits there, as the window itself does."""

    seated = Signal()
    linked = Signal(str)

    def __init__(self, window: Front, parent: QObject, clock: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self._window, self._clock = window, clock
        self.person = ""
        """Who sits here; empty while nobody does."""
        self.proven = ""
        """Who has just shown to be that person, and may choose a short code."""
        self.wanted = ""
        """A link to open as soon as somebody sits here."""
        self._left: dict[str, Spot] = {}
        self._before = os.environ.get(_PERSON)
        self._last = clock()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self._look)

    def take(self, person: str) -> None:
        """Somebody sits down, whose code was right: to where this person was, or to the first page.

        Raises:
            CoachError: that person's settings cannot be read; nobody sits here.
        """
        os.environ[_PERSON] = person
        try:
            welcomed = study.me().settings.welcomed
        except CoachError:
            self._nobody()
            raise
        self.person, self.proven = person, ""
        spot = self._left.pop(person, ("today", ()))
        self._window.begin(*(spot if welcomed else ("welcome", ())))
        self._last = self._clock()
        self._timer.start(LONGEST * 1000)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self.seated.emit()
        wanted, self.wanted = self.wanted, ""
        if wanted:
            self.linked.emit(wanted)

    def leave(self) -> None:
        """Nobody sits here any more. What was typed waits in memory for the same person, and nowhere else."""
        if not self.person:
            return
        self._timer.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QDialog):
                one.close()
        self._left[self.person] = self._window.spot()
        self._window.part()
        self.person = self.proven = ""
        self._nobody()
        self._window.begin("who", ())

    def _nobody(self) -> None:
        if self._before is None:
            os.environ.pop(_PERSON, None)
        else:
            os.environ[_PERSON] = self._before

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT and self.person:
            # A computer that slept has not counted: the first key of whoever wakes it must not land in the page.
            if self._away() >= LONGEST:
                QTimer.singleShot(0, self, self.leave)
                return True
            self._last = self._clock()
        return False

    def _away(self) -> float:
        """Seconds since the last input. A clock that was set back begins them anew: it closes late, not never."""
        now = self._clock()
        self._last = min(self._last, now)
        return now - self._last

    def _look(self) -> None:
        left = LONGEST - self._away()
        if left > 0:
            self._timer.start(round(left * 1000) + 1000)
        else:
            self.leave()
