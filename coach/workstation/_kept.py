"""The value from before, in the local folder, written before anything is set: whatever happens, it is there."""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from coach import places
from coach.workstation._way import Values

FILE = "screen.json"


@dataclass(frozen=True)
class Kept:
    """What was found at first by one way, and the minutes that were asked for since."""

    way: str
    before: Values
    minutes: int


def read() -> Kept | None:
    """What is kept; None without a file, or with one that makes no sense."""
    try:
        with open(_path(), encoding="utf-8") as file:
            row = json.loads(file.read(4096))
        before = {str(name): int(value) for name, value in row["before"].items()}
        return Kept(str(row["way"]), before, int(row["minutes"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def keep(way: str, found: Values, minutes: int, now: datetime) -> Kept:
    """Keep the value found and the one asked for; what is already kept of this way stays.

    Raises:
        OSError: it could not be written; then nothing may be set.
    """
    kept = read()
    before = kept.before if kept is not None and kept.way == way else found
    row = {"way": way, "before": before, "minutes": minutes, "day": now.astimezone().date().isoformat()}
    os.makedirs(places.local(), mode=0o700, exist_ok=True)
    fresh = f"{_path()}.{os.getpid()}.part"
    try:
        with open(fresh, "w", encoding="utf-8") as file:
            file.write(json.dumps(row))
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, _path())
    except OSError:
        with suppress(OSError):
            os.remove(fresh)
        raise
    return Kept(way, before, minutes)


def drop() -> None:
    """Forget it.

    Raises:
        OSError: the file is there and cannot be removed.
    """
    with suppress(FileNotFoundError):
        os.remove(_path())


def _path() -> str:
    return os.path.join(places.local(), FILE)
