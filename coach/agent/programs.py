"""Starts the other programs of the coach: the brief's refreshment, a lesson in the window."""

import os
import sys


def coach(*arguments: str) -> list[str]:
    """The command line of `coach` with these arguments."""
    return [*_program("coach", "coach"), *arguments]


def agent() -> list[str]:
    """The command line of the agent."""
    return _program("coach-agent", "coach.agent")


def mailbox() -> list[str]:
    """The command line of the program that watches the mailbox."""
    return _program("coach-mailbox", "coach.agent.mailbox")


def window(*arguments: str) -> list[str]:
    """The command line of the window with these arguments."""
    return [*_program("coach-window", "coach.app.start"), *arguments]


def _program(name: str, module: str) -> list[str]:
    """The frozen program beside this one, or the module by this interpreter."""
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", module]
    suffix = ".exe" if sys.platform == "win32" else ""
    return [os.path.join(os.path.dirname(sys.executable), name + suffix)]


def open_lesson(lesson: str) -> None:
    """Open a lesson, or a link coach://…, in the window; the window alone without one.

    Raises:
        OSError: the program could not be started.
    """
    start(window(lesson) if lesson else window())


def start(command: list[str]) -> None:
    """Start a program and go on; it outlives this one.

    Raises:
        OSError: it could not be started.
    """
    if sys.platform == "win32":
        import subprocess

        quiet = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        try:
            # Firefox ends with a bridge all that the bridge has started, unless it left that job.
            subprocess.Popen(command, creationflags=quiet | subprocess.CREATE_BREAKAWAY_FROM_JOB)
        except PermissionError:
            subprocess.Popen(command, creationflags=quiet)
        return
    import signal

    # posix_spawn, because the module subprocess costs memory. SIGCHLD is ignored here, so that ended children
    # need no farewell; they themselves must not inherit that.
    os.posix_spawn(command[0], command, os.environ, setpgroup=0, setsigdef=[signal.SIGCHLD])
