"""A child of the window's bench: starts the window as the program does, reports its first frame, and stays open.

With the argument `bare` it opens an empty Qt window instead: the floor that no Qt program goes below.
"""

import json
import sys
import time
from pathlib import Path

if "bare" not in sys.argv:
    import coach.app  # noqa: F401 - before Qt, as the program does: it gives the import function back

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton


def pss() -> float:
    """Proportional set size in MiB."""
    rows = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024


def report_first_paint(button: type[QPushButton]) -> None:
    """Print CPU in ms since the process began, and memory, once the first button of this kind was painted.

    Hung on that one method: a filter of every event would cost more than some of what is measured.
    """
    paint = button.paintEvent

    def painted(self: QPushButton, event: QPaintEvent) -> None:
        paint(self, event)
        if not told:
            told.append(True)
            QTimer.singleShot(0, tell)

    told: list[bool] = []
    button.paintEvent = painted  # type: ignore[method-assign]


def tell() -> None:
    """Print the two figures."""
    sys.stdout.write(json.dumps({"cpu_ms": time.process_time() * 1000, "pss_mib": pss()}) + "\n")
    sys.stdout.flush()


class Bare(QPushButton):
    """A button as Qt paints it."""


def bare() -> int:
    """The floor: one empty window with one button."""
    report_first_paint(Bare)
    application = QApplication(sys.argv)
    window = QMainWindow()
    window.setCentralWidget(Bare("x"))
    window.show()
    return application.exec()


def program() -> int:
    """The program as a person starts it, with the report hung on its buttons; Today's are the first."""
    from coach.app import start
    from coach.app.widgets.button import Button

    report_first_paint(Button)
    return start.main([])


if __name__ == "__main__":
    sys.exit(bare() if "bare" in sys.argv else program())
