"""Hands over to another program of ours: the light agent, or the window that alone knows Qt."""

import os
import sys


def become(command: list[str]) -> int:
    """Let this process be the given program from now on; on Windows, wait for it and return its status."""
    sys.stdout.flush()
    return {"win32": _wait_for}.get(sys.platform, _turn_into)(command)


def _turn_into(command: list[str]) -> int:
    os.execv(command[0], command)  # noqa: S606 - our own program, no shell


def _wait_for(command: list[str]) -> int:
    # On Windows exec would leave the console at once, and its Ctrl+C would reach nobody.
    import subprocess

    return subprocess.call(command)
