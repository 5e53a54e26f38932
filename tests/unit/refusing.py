"""A folder that refuses writing, to root as to anybody."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that everybody may enter; pytest's own ones are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        yield place


@contextmanager
def refusing(place: Path) -> Iterator[None]:
    """Let nobody write in a folder; root, whom no mode stops, becomes nobody meanwhile."""
    modes = {one: one.stat().st_mode & 0o777 for one in (*place.rglob("*"), place)}
    root = os.geteuid() == 0
    for one in modes:
        one.chmod(0o555 if one.is_dir() else 0o444)
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for one, mode in reversed(modes.items()):
            one.chmod(mode)
