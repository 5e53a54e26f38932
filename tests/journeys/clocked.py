"""The window of a shared computer with a clock that stands until a test moves it: a file holds its seconds.

`python -m tests.journeys.clocked` is `coach window`. Only the seat's clock is another: the ten minutes pass when the
test says so, however slow the computer is.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from coach.app import seat
from coach.app.start import main

FILE = "TEST_CLOCK"
# How many times as often as the real one the timer comes round, which looks at the clock.
ROUNDS = "TEST_ROUNDS"


def _now() -> float:
    return float(Path(os.environ[FILE]).read_text("utf-8"))


class _Timer(QTimer):
    """Comes round so many times as often as the real one."""

    def start(self, *milliseconds: int) -> None:
        super().start(*(one // int(os.environ[ROUNDS]) for one in milliseconds))


if __name__ == "__main__":
    seat.QTimer = _Timer  # type: ignore[attr-defined] # the clock is what a test may fake
    seat.Seat.__init__.__defaults__ = (_now,)
    sys.exit(main())
