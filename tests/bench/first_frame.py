"""A child of the window's bench: starts the window as the program does, reports its first frame, and stays open.

With the argument `bare` it opens an empty Qt window instead: the floor that no Qt program goes below.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton

import coach.app  # noqa: F401 - gives the import function back before Qt is loaded, as the program does


def pss() -> float:
    """Proportional set size in MiB."""
    rows = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024


class FirstFrame(QObject):
    """Reports once, after the first button of the page was painted."""

    told = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.told and event.type() == QEvent.Type.Paint and isinstance(watched, QPushButton):
            self.told = True
            QTimer.singleShot(0, self.tell)
        return False

    def tell(self) -> None:
        """Print CPU in ms since the process began, and memory."""
        sys.stdout.write(json.dumps({"cpu_ms": time.process_time() * 1000, "pss_mib": pss()}) + "\n")
        sys.stdout.flush()


def bare() -> int:
    """The floor: one empty window with one button."""
    application = QApplication(sys.argv)
    frame = FirstFrame(application)
    application.installEventFilter(frame)
    window = QMainWindow()
    window.setCentralWidget(QPushButton("x"))
    window.show()
    return application.exec()


def program() -> int:
    """The program as a person starts it, with the report hung on its application."""
    from coach.app import start
    from coach.app.theme import CoachApplication

    make = start.make_application

    def watched() -> CoachApplication:
        application = make()
        application.installEventFilter(FirstFrame(application))
        return application

    start.make_application = watched
    return start.main([])


if __name__ == "__main__":
    sys.exit(bare() if "bare" in sys.argv else program())
