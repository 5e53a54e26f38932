"""`coach window`: open the window; also what `coach` alone does."""

from argparse import Namespace

from coach.commands._command import Command
from coach.domain.text import N_


def run(chosen: Namespace) -> int:
    """Open the window, or bring the running one to the front."""
    from coach.app.start import main

    return main([])


COMMAND = Command(N_("Open the window (the default)."), run)
