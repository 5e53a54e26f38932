"""`coach open LESSON | coach://…`: show a lesson or path in the window, running or not."""

from argparse import ArgumentParser, Namespace

from coach.commands._become import become
from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _


def arguments(parser: ArgumentParser) -> None:
    """A lesson's id or a link."""
    parser.add_argument(
        "link", metavar=_("LESSON"), help=_("a lesson's id, or a link coach://lesson/… or coach://path/…")
    )


def run(chosen: Namespace) -> int:
    """Hand the link to the window."""
    from coach.agent import programs

    return become(programs.window(chosen.link))


COMMAND = Command(N_("Open a lesson or a path in the window."), run, arguments)
