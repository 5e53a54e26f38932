"""`coach gesture LESSON`: note in the notebook that the gesture of a lesson was done today."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _


def arguments(parser: ArgumentParser) -> None:
    """A lesson's id."""
    parser.add_argument("lesson", metavar=_("LESSON"), help=_("a lesson's id"))


def run(chosen: Namespace) -> int:
    """Note the gesture unless it stands there for today already."""
    from coach import study
    from coach.domain.errors import UnknownLink
    from coach.study import notebook

    who = study.me()
    gesture = notebook.gesture_of(who.library, chosen.lesson)
    if gesture is None:
        raise UnknownLink(name=chosen.lesson)
    notebook.note_done(who, gesture, datetime.now(UTC))
    sys.stdout.write(_("Noted in your notebook: {gesture}").format(gesture=gesture.text) + "\n")
    return 0


COMMAND = Command(N_("Note the gesture of a lesson in your notebook."), run, arguments)
