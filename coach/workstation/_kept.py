"""The value from before, in the local folder, written before anything is set: whatever happens, it is there."""

import dataclasses
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from coach import places
from coach.replace_file import replace_file
from coach.workstation._way import Values

FILE = "screen.json"


@dataclass(frozen=True)
class Kept:
    """What was found at first by one way; the minutes that were asked for since, and the day of that."""

    way: str
    before: Values
    minutes: int
    day: str


def read() -> Kept | None:
    """What is kept; None without a file, or with one that makes no sense."""
    try:
        with open(_path(), encoding="utf-8") as file:
            row = json.loads(file.read(4096))
        before = {str(name): int(value) for name, value in row["before"].items()}
        return Kept(str(row["way"]), before, int(row["minutes"]), date.fromisoformat(row["day"]).isoformat())
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def of(way: str, found: Values) -> Kept | None:
    """What is kept of this way, of just the settings that are found there now."""
    kept = read()
    if kept is None or kept.way != way or not found.keys() <= kept.before.keys():
        return None
    return dataclasses.replace(kept, before={name: kept.before[name] for name in found})


def keep(way: str, found: Values, minutes: int, now: datetime) -> Kept:
    """Keep the value found and the one asked for; what is already kept of this way stays.

    Raises:
        OSError: it could not be written; then nothing may be set.
    """
    kept = of(way, found)
    before = found if kept is None else kept.before
    made = Kept(way, before, minutes, now.astimezone().date().isoformat())
    os.makedirs(places.local(), mode=0o700, exist_ok=True)
    replace_file(_path(), json.dumps(dataclasses.asdict(made)))
    return made


def drop() -> None:
    """Forget it.

    Raises:
        OSError: the file is there and cannot be removed.
    """
    with suppress(FileNotFoundError):
        os.remove(_path())


def _path() -> str:
    return os.path.join(places.local(), FILE)
