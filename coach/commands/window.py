"""`coach window`: open the window; also what `coach` alone does."""

from typing import TYPE_CHECKING

from coach.commands._become import become
from coach.commands._command import Command
from coach.domain.text import N_

if TYPE_CHECKING:
    from argparse import Namespace


def run(chosen: "Namespace") -> int:
    """Open the window, or bring the running one to the front."""
    return open_window()


def open_window() -> int:
    """As `run`, for a start without any argument."""
    from coach.agent import programs

    return become(programs.window())


COMMAND = Command(N_("Open the window (the default)."), run)
