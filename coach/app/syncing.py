"""Starts `coach sync` beside the window: some time after its start, then every four hours, and when it closes.

One far timer, coarse and single, is all that waits: it wakes the window at most once a round. The work is done by a
process of its own, which ends; the agent stays out of it, as most desks have it off and it knows no network.
"""

import os
from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, QProcess, Qt, QTimer

from coach import places
from coach.app.child import coach
from coach.domain.errors import EnrolmentError
from coach.server_client.place import place
from coach.store import glance
from coach.study import Me
from coach.sync import pace

LATER = 75
"""Exit status of `coach sync`: it did not work now."""


class Syncing(QObject):
    """The rounds of one window. `ended` is called after each, on the main thread."""

    def __init__(self, parent: QObject, me: Callable[[], Me], ended: Callable[[], None]) -> None:
        super().__init__(parent)
        self._me, self._ended = me, ended
        self._failures = 0
        self.unknown_there = False
        """The server does not know this desk any more."""
        self._child = QProcess(self)
        self._child.finished.connect(self._after)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.start)

    def begin(self) -> None:
        """Wait for the first round, if there is a place to share with."""
        if self.named():
            self._wait(pace.first())

    def named(self) -> bool:
        """Whether there is a place to share with."""
        me = self._me()
        return bool(place(me.policy, me.own, os.environ))

    def start(self, *arguments: str) -> None:
        """One round, unless one is going on."""
        if self._child.state() == QProcess.ProcessState.NotRunning:
            self._timer.stop()
            program, *given = coach("sync")
            self._child.start(program, [*given, *arguments])

    def leave(self) -> None:
        """The window closes: what waits need not wait for the next time it opens."""
        self._child.finished.disconnect(self._after)
        self._child.kill()
        self._child.waitForFinished(1000)
        if self.named() and glance.waits(places.organisation(), self._me().person.id):
            program, *given = coach("sync")
            QProcess.startDetached(program, given)

    def _after(self, status: int) -> None:
        self._failures = self._failures + 1 if status == LATER else 0
        if status != LATER:
            self.unknown_there = status == EnrolmentError.status
        self._wait(pace.after(self._failures + 4) if self._failures else pace.again())
        self._ended()

    def _wait(self, time: timedelta) -> None:
        self._timer.start(round(time.total_seconds() * 1000))
