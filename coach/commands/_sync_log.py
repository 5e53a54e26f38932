"""The log of synchronisations: what a person need not be told. It holds neither token nor lesson nor name."""

import logging
import os
from contextlib import closing, suppress
from logging.handlers import RotatingFileHandler

from coach import places

LARGEST = 50_000


def note(place: str, what: object) -> None:
    """Add a line, whichever place was asked; without a folder for the log there is none."""
    with suppress(OSError):
        os.makedirs(places.local(), mode=0o700, exist_ok=True)
        name = os.path.join(places.local(), "sync.log")
        file = RotatingFileHandler(name, maxBytes=LARGEST, backupCount=1, encoding="utf-8", delay=True)
        file.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        with closing(file):
            file.emit(logging.LogRecord("sync", logging.INFO, "", 0, "%s: %s", (place, what), None))
