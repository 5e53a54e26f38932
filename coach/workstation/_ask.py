"""Asks a program of the system, and says plainly when there is no answer."""

import subprocess
import sys

from coach.child_environment import child_environment

_SECONDS = 10


class UnansweredError(Exception):
    """The program is not installed, refused, or did not answer in time; the text says which."""


def ask(*command: str) -> str:
    """What a program prints.

    Raises:
        UnansweredError: it is not there, failed, or took too long.
    """
    quiet = 0
    if sys.platform == "win32":
        # A program without a console would otherwise open one for a moment.
        quiet = subprocess.CREATE_NO_WINDOW
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
            env=child_environment(),
            creationflags=quiet,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnansweredError(f"{command[0]}: {type(error).__name__}") from error
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise UnansweredError(lines[0] if lines else f"{command[0]}: {done.returncode}")
    return done.stdout
