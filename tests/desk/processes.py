"""Start, wait for and end the real parts of a desk, each by its own handle."""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import psutil

Found = TypeVar("Found")

# Every child of a desk carries this variable, so that what a child left behind is found by name of the desk.
MARK = "COACH_DESK"
PACKAGES = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "dbus-daemon": "dbus",
    "at-spi-bus-launcher": "at-spi2-core",
}
_LAUNCHERS = ("/usr/libexec", "/usr/lib/at-spi2-core", "/usr/lib/at-spi2")


class MissingPart(RuntimeError):
    """A program of the system that the rig needs is not installed."""


def missing_parts() -> list[str]:
    """The Debian packages to install before a desk can be set up; empty when all are there."""
    return [package for name, package in PACKAGES.items() if _where(name) is None]


def part(name: str) -> str:
    """The full path of one of the programs in PACKAGES. Raises MissingPart with the packages to install."""
    path = _where(name)
    if path is None:
        raise MissingPart("The rig needs these packages: " + " ".join(missing_parts()))
    return path


def _where(name: str) -> str | None:
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", os.defpath), *_LAUNCHERS]))


def start(
    command: Sequence[str],
    env: Mapping[str, str],
    log: Path,
    *,
    cwd: Path | None = None,
    pass_fds: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own; both its outputs are appended to `log`."""
    with log.open("ab") as out:
        return subprocess.Popen(
            command,
            env=dict(env),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            pass_fds=pass_fds,
            # A Ctrl-C in the terminal must not end the screen under the programs that are being stopped.
            start_new_session=True,
        )


def stop(process: subprocess.Popen[bytes], seconds: float = 5.0) -> int:
    """Ask a process to end, insist after `seconds`; returns its exit status (negative: the signal)."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()


def sweep(mark: str) -> list[int]:
    """End whatever still carries this mark in its environment (children of children); returns the pids."""
    left = [process for process in psutil.process_iter() if _carries(process, mark)]
    for process in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.terminate()
    # Where nobody reaps orphans they stay as zombies, which psutil.wait_procs would not take for ended.
    with contextlib.suppress(TimeoutError):
        wait_for(lambda: not any(_carries(process, mark) for process in left), 2.0)
    for process in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            if _carries(process, mark):
                process.kill()
    return [process.pid for process in left]


def _carries(process: psutil.Process, mark: str) -> bool:
    try:
        ours = process.environ().get(MARK) == mark
        return ours and process.pid != os.getpid() and process.status() != psutil.STATUS_ZOMBIE
    except (psutil.Error, OSError):
        return False


def first_line(descriptor: int, process: subprocess.Popen[bytes], seconds: float = 15.0) -> str:
    """The first line that `process` writes into a pipe, closed after. Raises TimeoutError or EOFError."""
    line = b""
    deadline = time.monotonic() + seconds
    with os.fdopen(descriptor, "rb", buffering=0) as pipe, selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        # Xvfb writes the number and the newline apart: closing the pipe between the two ends it by SIGPIPE.
        while not line.endswith(b"\n"):
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError(f"{process.args!r} said nothing in {seconds} s")
            read = pipe.read(256)
            if not read:
                raise EOFError(f"{process.args!r} ended with status {process.wait()}")
            line += read
    return line.decode().strip()


def wait_for(
    look: Callable[[], Found | None], seconds: float = 10.0, *, step: float = 0.05, what: str = ""
) -> Found:
    """The first true value of `look`, asked every `step` seconds. Raises TimeoutError after `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() >= deadline:
            raise TimeoutError(
                f"{what or 'what was waited for'} did not come in {seconds} s (last: {found!r})"
            )
        time.sleep(step)
