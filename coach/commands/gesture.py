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
    from coach.study import notebook, today

    who, now = study.me(), datetime.now(UTC)
    card = who.library.cards.get(chosen.lesson)
    gesture = who.library.gestures.get(card.gesture) if card else None
    if gesture is None:
        raise UnknownLink(name=chosen.lesson)
    day = now.astimezone().date()
    if not any(line.gesture == gesture.id and line.day == day for line in today.learning(who).notes):
        notebook.note(who.person, gesture.id, "", "done", day, now)
    sys.stdout.write(_("Noted in your notebook: {gesture}").format(gesture=gesture.text) + "\n")
    return 0


COMMAND = Command(N_("Note the gesture of a lesson in your notebook."), run, arguments)
