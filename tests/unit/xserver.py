"""An X server of a test's own: a plain session, without a window manager or a desktop."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.desk.processes import first_line, part, start, stop


@contextlib.contextmanager
def plain_session(folder: Path) -> Iterator[str]:
    """Its name, as in DISPLAY; `folder` takes its log."""
    reader, writer = os.pipe()
    command = [part("Xvfb"), "-displayfd", str(writer), "-screen", "0", "320x240x24", "-noreset"]
    log = folder / "screen.log"
    server = start([*command, "-nolisten", "tcp"], dict(os.environ), log, pass_fds=[writer])
    os.close(writer)
    try:
        yield ":" + first_line(reader, server)
    finally:
        stop(server)


def xset(*words: str) -> str:
    """What `xset` says."""
    done = subprocess.run(["xset", *words], capture_output=True, text=True, check=True, timeout=10)
    return done.stdout
