"""A program of its own, for a second at most: counts the tabs in the session file of a running Firefox, and ends.

It alone reads that file, which holds addresses; what it writes is one line: a number, `-` when no Firefox runs here,
or a name of `FAULTS`. No word of the file leaves it, whatever goes wrong.
"""

import json
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import suppress

from coach.domain.text import N_
from coach.sensors._lz4_block import NonsenseError, unpacked

NOTHING = "-"
FAULTS = {
    "unreadable": N_("Firefox’s session file cannot be read."),
    "huge": N_("Firefox’s session file is too large to be counted."),
    "nonsense": N_("Firefox’s session file is not as Firefox writes it."),
}
# Larger than any that a person makes; beyond, the tabs are not worth the reading.
MOST_PACKED, MOST_UNPACKED, MOST_TABS = 64 << 20, 256 << 20, 99_999
_MAGIC = b"mozLz40\0"
_HEAD = len(_MAGIC) + 4
_SESSION = os.path.join("sessionstore-backups", "recovery.jsonlz4")
# While somebody works with it, Firefox writes the file every 15 s; and it may stay behind for ever after a crash.
_FRESH = 15 * 60
_MOST_INI, _MOST_PROFILES = 64 * 1024, 50
_SECONDS, _MEMORY = 20, 1 << 30
_HOMES = (
    "~/.mozilla/firefox",
    "~/.config/mozilla/firefox",
    "~/snap/firefox/common/.mozilla/firefox",
    "~/.var/app/org.mozilla.firefox/.mozilla/firefox",
    "~/.var/app/org.mozilla.firefox/config/mozilla/firefox",
)
_WINDOWS_HOMES = (
    ("APPDATA", "Mozilla/Firefox"),
    ("LOCALAPPDATA", "Packages/Mozilla.Firefox_n80bbvh6b1yt2/LocalCache/Roaming/Mozilla/Firefox"),
)


class FaultError(Exception):
    """Why nothing could be counted: a name of `FAULTS`."""


def main() -> int:
    """Write the one line on standard output. Returns the exit status."""
    try:
        _bound()
        found = tabs(time.time())
        line = NOTHING if found is None else str(found)
    except FaultError as error:
        line = str(error)
    except OSError:
        line = "unreadable"
    except MemoryError:
        line = "huge"
    except Exception:  # noqa: BLE001 - a traceback might show what was read
        line = "nonsense"
    with suppress(BrokenPipeError):
        os.write(1, f"{line}\n".encode("ascii"))
    return 0


def is_here() -> bool:
    """Whether Firefox has ever run for this person."""
    return any(os.path.isdir(home) for home in _homes())


def tabs(now: float) -> int | None:
    """The tabs of the open windows of the Firefox used last; None when none runs. `now`: seconds of the epoch.

    Raises:
        FaultError: the file is too large, or none of Firefox's.
        OSError: it cannot be read.
    """
    running = []
    for profile in _profiles():
        file = os.path.join(profile, _SESSION)
        try:
            found = os.stat(file)
        except OSError:
            continue
        # A pipe of that name would keep this program waiting for ever.
        if stat.S_ISREG(found.st_mode) and (abs(now - found.st_mtime) < _FRESH or _is_locked(profile)):
            running.append((found.st_mtime, file))
    return _count(_read(max(running)[1])) if running else None


def _homes() -> list[str]:
    if sys.platform == "win32":
        named = ((os.environ.get(name, ""), rest) for name, rest in _WINDOWS_HOMES)
        return [os.path.join(home, *rest.split("/")) for home, rest in named if home]
    return [os.path.expanduser(home) for home in _HOMES]


def _profiles() -> Iterator[str]:
    for home in _homes():
        try:
            with open(os.path.join(home, "profiles.ini"), "rb") as file:
                lines = file.read(_MOST_INI).decode("utf-8", "replace").splitlines()
        except OSError:
            continue
        # IsRelative can be left unread: a whole path stands for itself when it is joined.
        paths = [line.partition("=")[2].strip() for line in lines if line.startswith("Path=")]
        for path in paths[:_MOST_PROFILES]:
            yield os.path.join(home, *path.split("/")) if not os.path.isabs(path) else path


def _is_locked(profile: str) -> bool:
    """Whether a Firefox runs with this profile, as it tells other Firefoxes; asked without taking the lock."""
    if sys.platform == "win32":
        # Asking would take the file from a Firefox that starts at this moment.
        return False
    import fcntl
    import struct

    try:
        with open(os.path.join(profile, ".parentlock"), "rb") as file:
            # struct flock as the C library has it: kind, whence, start, length, owner.
            asked = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
            kind = struct.unpack_from("h", fcntl.fcntl(file.fileno(), fcntl.F_GETLK, asked))[0]
    except OSError:
        return False
    return bool(kind != fcntl.F_UNLCK)


def _read(file: str) -> bytes:
    with open(file, "rb") as opened:
        packed = opened.read(MOST_PACKED + 1)
    if len(packed) > MOST_PACKED:
        raise FaultError("huge")
    if len(packed) < _HEAD or not packed.startswith(_MAGIC):
        raise FaultError("nonsense")
    size = int.from_bytes(packed[len(_MAGIC) : _HEAD], "little")
    if size > MOST_UNPACKED:
        raise FaultError("huge")
    try:
        return unpacked(packed[_HEAD:], size)
    except NonsenseError as error:
        raise FaultError("nonsense") from error


def _count(text: bytes) -> int:
    try:
        session = json.loads(text)
        count = sum(len(_list(window["tabs"])) for window in _list(session["windows"]))
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise FaultError("nonsense") from error
    return min(count, MOST_TABS)


def _list(value: object) -> list[dict[str, object]]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _bound() -> None:
    """Let the system end what a hostile file would make of this program."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    sys.exit(main())
