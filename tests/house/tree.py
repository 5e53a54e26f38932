"""The files that belong to the project, as git knows them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def files(*patterns: str) -> tuple[Path, ...]:
    """The files of the project that match, those not committed yet included and those ignored left out."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    found = (ROOT / name for name in listed.split("\0") if name)
    return tuple(sorted({file for file in found if file.is_file()}))


def named(file: Path) -> str:
    """A file as it is called in the project."""
    return file.relative_to(ROOT).as_posix()
