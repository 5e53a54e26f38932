"""`coach cohort create NAME --people … | change NAME --people … | list`: groups made by hand."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _, ngettext


def arguments(parser: ArgumentParser) -> None:
    """What to do, the cohort's name and its members."""
    choice = parser.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    for action, told in (("create", _("make a cohort")), ("change", _("give a cohort other members"))):
        one = choice.add_parser(action, help=told, description=told)
        one.add_argument("name", metavar=_("NAME"))
        one.add_argument(
            "--people",
            nargs="+",
            required=True,
            metavar=_("NUMBER"),
            help=_("staff numbers, separated by spaces or commas"),
        )
    told = _("show every cohort")
    choice.add_parser("list", help=told, description=told)


def run(chosen: Namespace) -> int:
    """Make, change or list cohorts as the person at this desk."""
    from coach import org, study

    actor = study.whoami()
    if chosen.action == "list":
        for one in org.cohorts(actor):
            print(f"{one.name}: {', '.join(one.members)}")
        return 0
    numbers = [number for text in chosen.people for number in text.split(",") if number]
    if chosen.action == "create":
        kept = org.create_cohort(actor, chosen.name, numbers, datetime.now(UTC))
    else:
        kept = org.change_cohort(actor, chosen.name, numbers)
    size = ngettext("{n} person", "{n} people", len(kept.members))
    print(_("Cohort “{name}”: {people}.").format(name=kept.name, people=size))
    return 0


COMMAND = Command(N_("Make groups of people by hand."), run, arguments)
