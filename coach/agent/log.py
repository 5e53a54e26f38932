"""The agent's log: what went wrong, by day; never an hour, and never what a sensor reads."""

import os
import sys
from datetime import date

from coach import places

_MOST = 64 * 1024


def note(text: str, today: date) -> None:
    """Add a line unless it is the last one already; the older half goes when the file is full."""
    line = f"{today.isoformat()} {' '.join(text.split())[:500]}\n"
    try:
        before = _read()
        if before.endswith(line):
            return
        if len(before) + len(line) > _MOST:
            _write("w", before[-_MOST // 2 :].partition("\n")[2] + line)
        else:
            _write("a", line)
    except OSError as error:
        tell(f"{places.log()}: {error}")


def tell(text: str) -> None:
    """Print a sentence, where there is somebody to read it: a program without a console has no stderr."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()


def place(error: BaseException) -> str:
    """The error's type and the line it comes from, without its text, which might hold what was read."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{frame.tb_frame.f_code.co_filename.rpartition('coach')[2]}:{frame.tb_lineno}" if frame else ""
    return f"{type(error).__name__} {where}"


def _read() -> str:
    try:
        with open(places.log(), encoding="utf-8", errors="replace") as file:
            return file.read(2 * _MOST)
    except FileNotFoundError:
        return ""


def _write(mode: str, text: str) -> None:
    os.makedirs(places.local(), mode=0o700, exist_ok=True)
    with open(places.log(), mode, encoding="utf-8") as file:
        file.write(text)
