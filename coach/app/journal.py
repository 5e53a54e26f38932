"""The window's log: a small file beside the agent's, opened at the first line it has to hold."""

import logging
import os
import sys
from types import TracebackType

from coach import places

LARGEST = 200_000
log = logging.getLogger("coach")


class _AtFirstLine(logging.Handler):
    """Makes the rotating file when there is something to write: its module brings sockets that no start needs."""

    def emit(self, record: logging.LogRecord) -> None:
        from logging.handlers import RotatingFileHandler

        try:
            os.makedirs(places.local(), exist_ok=True)
            file = RotatingFileHandler(
                os.path.join(places.local(), "window.log"), maxBytes=LARGEST, backupCount=1, encoding="utf-8"
            )
        except OSError:
            # A disk that takes no line must not end what the line tells of; the next line tries again.
            return
        file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.removeHandler(self)
        log.addHandler(file)
        file.emit(record)


def open_log() -> None:
    """Write warnings of the program, and every error nobody foresaw, to the log."""
    log.addHandler(_AtFirstLine())
    sys.excepthook = _unforeseen


def _unforeseen(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    log.error("unforeseen", exc_info=(kind, error, trace))
