"""All that app and agent ever exchange: the brief, the journal of nudges, and the sources looked at.

Everything lies in the machine's local folder. Of what was noticed, type and day stay for seven days: no
hour, no duration, no count is ever written. Several programs write here, so all is decided under one lock.
"""

import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import IO, Any

from coach import places
from coach.domain.brief_values import brief_of
from coach.domain.nudge import Brief, Journal, Refusals, answered, fresh
from coach.replace_file import replace_file

BRIEF, SHOWN, QUIET, LOOKED = "brief.json", "nudges.jsonl", "quiet.json", "looked.json"
_MOST = 65536


class BriefError(Exception):
    """The brief is there and cannot be read."""


class Ledger:
    """The journal while its lock is held."""

    def __init__(self, now: datetime) -> None:
        self.today = now.date()
        self.journal, self._tidy = _read_journal(self.today)

    def note(self, moment: str) -> None:
        """Write down that the nudge about this moment is shown today.

        Raises:
            OSError: it could not be written; then the nudge must not be shown.
        """
        line = json.dumps({"type": moment, "day": self.today.isoformat()}) + "\n"
        shown = (*self.journal.shown, (moment, self.today))
        if self._tidy:
            with open(_file(SHOWN), "a", encoding="utf-8") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        else:
            rows = ({"type": name, "day": day.isoformat()} for name, day in shown)
            replace_file(_file(SHOWN), "".join(json.dumps(row) + "\n" for row in rows))
        _dateless(SHOWN, self.today)
        self.journal, self._tidy = Journal(shown, self.journal.refusals), True

    def answer(self, moment: str, *, refused: bool) -> None:
        """Write down whether a nudge was refused; two refusals in a row make it rest."""
        before = self.journal.refusals.get(moment, Refusals())
        rows = {**self.journal.refusals, moment: answered(before, refused, self.today)}
        self.journal = fresh(Journal(self.journal.shown, rows), self.today)
        replace_file(
            _file(QUIET),
            json.dumps({name: _refusals_row(row) for name, row in self.journal.refusals.items()}),
        )
        _dateless(QUIET, self.today)


@contextmanager
def journal(now: datetime) -> Iterator[Ledger]:
    """The journal, read under the lock that every writer takes: read, decide and note inside the block.

    Args:
        now: aware, in the person's time zone.
    """
    with _locked():
        yield Ledger(now)


def read_journal(now: datetime) -> Journal:
    """The journal as it is, for somebody who only wants to know."""
    return _read_journal(now.date())[0]


def recent(now: datetime) -> list[tuple[str, date]]:
    """Type and day of the nudges of the last seven days, the newest first."""
    return list(reversed(read_journal(now).shown))


def look_noted(source: str, now: datetime) -> None:
    """Note that a source is looked at today: yes or no per day, never when or how often."""
    today = now.date()
    before = _read_looked(today)
    if source in before.get(today, ()):
        return
    with _locked():
        rows = _read_looked(today)
        rows[today] = (*rows.get(today, ()), source)
        replace_file(
            _file(LOOKED), json.dumps({day.isoformat(): sources for day, sources in sorted(rows.items())})
        )
        _dateless(LOOKED, today)


def sources_looked_at(now: datetime) -> dict[date, tuple[str, ...]]:
    """The sources looked at in the last seven days, as `sensor.source`, the newest day first."""
    return dict(sorted(_read_looked(now.date()).items(), reverse=True))


def erase() -> None:
    """Forget all that was noticed: shown nudges, refusals, sources looked at."""
    _remove(SHOWN, QUIET, LOOKED)


def erase_all() -> None:
    """Forget also what the agent knows of the person, and the log. Without a brief every sensor is off."""
    _remove(SHOWN, QUIET, LOOKED, BRIEF, os.path.basename(places.log()))


def brief_stamp() -> int:
    """Changes whenever the brief does; 0 without one."""
    try:
        return os.stat(_file(BRIEF)).st_mtime_ns
    except OSError:
        return 0


def write_brief(brief: Mapping[str, Any]) -> None:
    """Replace the brief as a whole; the agent reads the new one at once."""
    with _locked():
        replace_file(_file(BRIEF), json.dumps(brief, ensure_ascii=False, indent=1))


def read_brief() -> Brief:
    """What the agent may do and say; without a file, nothing.

    Raises:
        BriefError: the file is there but cannot be understood.
    """
    try:
        with open(_file(BRIEF), encoding="utf-8") as file:
            return brief_of(json.load(file))
    except FileNotFoundError:
        return Brief()
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise BriefError(f"{type(error).__name__}: {error}") from error


def take(name: str) -> IO[bytes] | None:
    """Hold a lock file of the local folder until the result is closed; None when another process holds it.

    Raises:
        OSError: the folder cannot be used.
    """
    handle = _open_lock(name)
    try:
        _lock(handle, wait=False)
    except OSError:
        handle.close()
        return None
    return handle


def _file(name: str) -> str:
    return os.path.join(places.local(), name)


def _open_lock(name: str) -> IO[bytes]:
    os.makedirs(places.local(), mode=0o700, exist_ok=True)
    return open(_file(name), "ab")


@contextmanager
def _locked() -> Iterator[None]:
    with _open_lock("nudges.lock") as handle:
        # Closing the file lets the lock go.
        _lock(handle, wait=True)
        yield


def _lock(handle: IO[bytes], *, wait: bool) -> None:
    if sys.platform == "win32":
        import msvcrt

        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def _dateless(name: str, today: date) -> None:
    """Let a file's own time, and its folder's, tell the day and not the hour: it would be that of a return.

    The system's time of the last change to its entry (ctime) cannot be set by anybody.
    """
    midnight = time.mktime((today.year, today.month, today.day, 0, 0, 0, 0, 0, -1))
    for place in (_file(name), places.local()):
        with suppress(OSError):
            os.utime(place, (midnight, midnight))


def _remove(*names: str) -> None:
    with _locked():
        # Parts stay behind when a writer was killed; nobody writes one now, for that takes the lock.
        parts = [name for name in os.listdir(places.local()) if name.endswith(".part")]
        for name in (*names, *parts):
            with suppress(FileNotFoundError):
                os.remove(_file(name))


def _read_journal(today: date) -> tuple[Journal, bool]:
    """The journal, and whether its file holds nothing else, so that a line may be added at its end."""
    text, lines = _text(SHOWN), []
    for line in text.splitlines():
        with suppress(ValueError, TypeError, KeyError):
            row = json.loads(line)
            lines.append((str(row["type"]), date.fromisoformat(row["day"])))
    found = fresh(Journal(tuple(lines), _read_refusals()), today)
    tidy = len(found.shown) == text.count("\n") and text[-1:] in ("", "\n")
    return found, tidy


def _read_refusals() -> dict[str, Refusals]:
    found = {}
    for name, row in _object(QUIET).items():
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            until = row.get("until")
            found[name] = Refusals(int(row.get("in_a_row", 0)), date.fromisoformat(until) if until else None)
    return found


def _refusals_row(row: Refusals) -> dict[str, Any]:
    return {"in_a_row": row.in_a_row, "until": row.until.isoformat() if row.until else None}


def _read_looked(today: date) -> dict[date, tuple[str, ...]]:
    found = {}
    for name, sources in _object(LOOKED).items():
        with suppress(ValueError, TypeError):
            found[date.fromisoformat(name)] = tuple(str(source) for source in sources)
    kept = {day for _, day in fresh(Journal(tuple(("", day) for day in found)), today).shown}
    return {day: sources for day, sources in found.items() if day in kept}


def _object(name: str) -> dict[str, Any]:
    try:
        values = json.loads(_text(name) or "{}")
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}


def _text(name: str) -> str:
    try:
        with open(_file(name), "rb") as file:
            return file.read(_MOST).decode("utf-8", "replace")
    except OSError:
        return ""
