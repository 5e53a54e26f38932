"""`coach agent [--once]`: the reminders in the background, or one look at what they would do."""

import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _


def arguments(parser: ArgumentParser) -> None:
    """Whether to look once only."""
    parser.add_argument(
        "--once", action="store_true", help=_("look once, and say what would be shown and why")
    )


def run(chosen: Namespace) -> int:
    """Look once with a fresh brief; or become the light program, which loads nothing of this one."""
    from coach import study
    from coach.agent import notify, once, programs

    if chosen.once:
        now = datetime.now(UTC)
        study.brief_agent(now)
        return once.once(notify.channel(), now.astimezone(), _)
    sys.stdout.flush()
    become = {"win32": _wait_for}.get(sys.platform, _turn_into)
    return become(programs.agent())


def _turn_into(command: list[str]) -> int:
    os.execv(command[0], command)  # noqa: S606 - our own program, no shell


def _wait_for(command: list[str]) -> int:
    # On Windows exec would leave the console at once, and its Ctrl+C would reach nobody.
    import subprocess

    return subprocess.call(command)


COMMAND = Command(N_("Run the reminders in the background."), run, arguments)
