"""The short code of a person at a shared computer: a salted slow hash, tried five times, then slower and slower.

It keeps colleagues apart on the screen. Whoever administers the computer can read files, code or not.
"""

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from coach import places
from coach.domain.errors import refused
from coach.replace_file import replace_file
from coach.words import _

LEAST, MOST = 4, 8
FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
_COST = 2**14  # 16 MiB and some 50 ms a try


@dataclass(frozen=True)
class Tried:
    """What came of a try: `wait` is how long the next one must wait; zero when it need not."""

    right: bool
    wait: timedelta = timedelta()


@dataclass(frozen=True)
class _Kept:
    salt: str
    hash: str
    wrong: int = 0
    until: str = ""


def file_of(person: str) -> str:
    """Where a person's code is kept."""
    return os.path.join(places.person(person), "code.json")


def has(person: str) -> bool:
    """Whether the person has chosen a code here. One that cannot be read is there all the same."""
    return os.path.lexists(file_of(person))


def fault(code: str) -> str:
    """Why this cannot be a code, in a sentence; nothing if it can."""
    if not (code.isascii() and code.isdecimal() and LEAST <= len(code) <= MOST):
        return _("Choose {least} to {most} digits.").format(least=LEAST, most=MOST)
    steps = {int(after) - int(before) for before, after in pairwise(code)}
    return _("This code is too easy to guess.") if steps in ({0}, {1}, {-1}) else ""


def keep(person: str, code: str) -> None:
    """Keep a code in place of the one before.

    Raises:
        StorageError: it cannot be written.
    """
    salt = secrets.token_hex(16)
    _write(person, _Kept(salt, _hash(code, salt)))


def try_code(person: str, code: str, now: datetime) -> Tried:
    """Try a code. The try is written down before it is told: a program that is ended gives no free ones.

    Raises:
        StorageError: the try cannot be written down; it does not count as right.
    """
    kept = _read(person)
    if kept is None:
        return Tried(False)
    waits = _left(kept, now)
    if waits:
        return Tried(False, waits)
    if hmac.compare_digest(_hash(code, kept.salt), kept.hash):
        _write(person, _Kept(kept.salt, kept.hash))
        return Tried(True)
    wrong = kept.wrong + 1
    wait = _wait(wrong)
    _write(person, _Kept(kept.salt, kept.hash, wrong, (now + wait).isoformat() if wait else ""))
    return Tried(False, wait)


def _wait(wrong: int) -> timedelta:
    if wrong < FREE_TRIES:
        return timedelta()
    # Doubling is capped before it is computed: a thousand tries must not make a number of a thousand bits.
    doubled: int = 2 ** min(wrong - FREE_TRIES, 8)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


def _left(kept: _Kept, now: datetime) -> timedelta:
    """What is left of the wait. A clock that was set back makes none longer than it was."""
    if not kept.until:
        return timedelta()
    left = datetime.fromisoformat(kept.until) - now
    return min(left, _wait(kept.wrong)) if left > timedelta() else timedelta()


def _hash(code: str, salt: str) -> str:
    return hashlib.scrypt(code.encode(), salt=bytes.fromhex(salt), n=_COST, r=8, p=1).hex()


def _read(person: str) -> _Kept | None:
    try:
        with open(file_of(person), encoding="utf-8") as file:
            row = json.loads(file.read(1000))
        kept = _Kept(str(row["salt"]), str(row["hash"]), int(row["wrong"]), str(row["until"]))
        bytes.fromhex(kept.salt)
        if kept.until and datetime.fromisoformat(kept.until).tzinfo is None:
            return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return kept


def _write(person: str, kept: _Kept) -> None:
    file = file_of(person)
    try:
        os.makedirs(os.path.dirname(file), mode=0o700, exist_ok=True)
        replace_file(file, json.dumps(asdict(kept)))
    except OSError as error:
        raise refused(error, file) from error
