"""Takes the debugging symbols out of Python's own binaries; those of a Python built by hand weigh 17 MB."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from PyInstaller.config import CONF

Entry = tuple[str, str, str]


def stripped(entries: Iterable[Entry]) -> list[Entry]:
    """The same entries, with lighter copies where `strip` makes them; Qt's come without symbols."""
    return [(name, _lighter(name, source, kind), kind) for name, source, kind in entries]


def _lighter(name: str, source: str, kind: str) -> str:
    tool = shutil.which("strip")
    if tool is None or kind == "SYMLINK" or name.startswith(("PySide6", "shiboken6")):
        return source
    copy = Path(str(CONF["workpath"])) / "stripped" / name
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, copy)
    done = subprocess.run([tool, "--strip-unneeded", str(copy)], capture_output=True, check=False)
    return str(copy) if done.returncode == 0 else source
