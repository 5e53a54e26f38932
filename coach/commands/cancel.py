"""`coach cancel STAFF-NUMBER LESSON --reason …`: a completion counts no longer; nothing is deleted."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _, day


def arguments(parser: ArgumentParser) -> None:
    """Whose, which lesson, and why."""
    parser.add_argument("person", metavar=_("STAFF-NUMBER"), help=_("whose lesson finished"))
    told = _("a lesson's id, as in an export; without one, the final quiz of the path")
    parser.add_argument("lesson", nargs="?", default="", metavar=_("LESSON"), help=told)
    parser.add_argument("--path", default="", metavar=_("PATH"), help=_("the path's id, if it is in several"))
    parser.add_argument("--reason", required=True, metavar=_("REASON"), help=_("why; exports show it"))
    parser.add_argument("--restore", action="store_true", help=_("let it count again"))


def run(chosen: Namespace) -> int:
    """Add the line that cancels a completion, or the one that takes that back."""
    from coach import study
    from coach.org import cancelling

    which = cancelling.Which(chosen.person, chosen.lesson, chosen.path)
    act = cancelling.restore if chosen.restore else cancelling.cancel
    found = act(study.whoami(), which, chosen.reason, datetime.now(UTC))
    facts = {"lesson": found.lesson or _("Final quiz"), "name": found.name, "day": day(found.finished_on)}
    if chosen.restore:
        told = _("“{lesson}”, finished by {name} on {day}, counts again.")
    else:
        told = _("“{lesson}”, finished by {name} on {day}, is cancelled. Exports show it with the reason.")
    print(told.format(**facts))
    return 0


COMMAND = Command(N_("Cancel a lesson finished, with a reason; nothing is deleted."), run, arguments)
