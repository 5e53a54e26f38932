"""`coach window`: open the window; also what `coach` alone does."""

from argparse import Namespace

from coach.commands._become import become
from coach.commands._command import Command
from coach.domain.text import N_


def run(chosen: Namespace) -> int:
    """Open the window, or bring the running one to the front."""
    from coach.agent import programs

    return become(programs.window())


COMMAND = Command(N_("Open the window (the default)."), run)
