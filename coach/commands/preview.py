"""`coach preview FOLDER`: a lesson as it will look, read again at each save."""

import os
from argparse import ArgumentParser, Namespace

from coach.commands._become import become
from coach.commands._command import Command
from coach.domain.errors import UnknownLink
from coach.domain.text import N_
from coach.words import _


def arguments(parser: ArgumentParser) -> None:
    """The folder."""
    parser.add_argument("folder", metavar=_("DIR"), help=_("the folder of a lesson"))


def run(chosen: Namespace) -> int:
    """Open the preview.

    Raises:
        UnknownLink: there is no lesson in that folder.
    """
    from coach.agent import programs

    folder = os.path.abspath(chosen.folder)
    if not os.path.isfile(os.path.join(folder, "lesson.toml")):
        raise UnknownLink(name=chosen.folder)
    return become(programs.window("--preview", folder))


COMMAND = Command(N_("Show a lesson while it is written."), run, arguments)
