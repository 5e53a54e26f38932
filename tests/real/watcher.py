"""`coach-mailbox` as the agent starts it, from the sources or frozen."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

FROZEN = Path("dist/coach")
# Every line that it may ever say to a mail server.
ALLOWED = re.compile(
    rb"\d+ (?:AUTHENTICATE PLAIN \S+|LIST \(SPECIAL-USE\) \"\" \* RETURN \(STATUS \(UIDNEXT\)\)|EXAMINE \S+"
    rb"|STATUS \S+ \(UIDNEXT\)|IDLE|UID FETCH \d+:[\d*]+ BODYSTRUCTURE)|DONE"
)
SOURCES = (sys.executable, "-m", "coach.agent.mailbox")


def frozen_beside_a_script(folder: Path, login: Mapping[str, object]) -> Path:
    """The frozen watcher beside a `coach` that tells the login: the frozen one knows no keyring of a test."""
    (folder / "_internal").symlink_to((FROZEN / "_internal").resolve())
    shutil.copy(FROZEN / "coach-mailbox", folder)
    (folder / "coach").write_text(f"#!/bin/sh\ncat <<'END'\n{json.dumps(login)}\nEND\n", "utf-8")
    (folder / "coach").chmod(0o755)
    return folder / "coach-mailbox"


class Watcher:
    """The running program; `ours` is the agent's side of its socket."""

    def __init__(self, env: Mapping[str, str], *command: str) -> None:
        """Start it, by default from the sources."""
        self.ours, theirs = socket.socketpair()
        number = theirs.fileno()
        started: Sequence[str] = command or SOURCES
        self.process: subprocess.Popen[bytes] = subprocess.Popen(
            started, env=env, stdin=number, stdout=number
        )
        theirs.close()

    def told(self, seconds: float = 20.0) -> bytes:
        """What it says next; nothing if it is silent so long."""
        self.ours.settimeout(seconds)
        try:
            return self.ours.recv(100)
        except TimeoutError:
            return b""

    def end(self) -> int:
        """Go away, as the agent does; its status."""
        self.ours.close()
        status: int = self.process.wait(20)
        return status
