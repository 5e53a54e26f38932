"""`coach org init | grant | codes | devices | revoke | gateway | …`: the organisation's server."""

from argparse import ArgumentParser, Namespace

from coach.commands import _gateway, _org
from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _


def arguments(parser: ArgumentParser) -> None:
    """What to do."""
    choice = parser.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    _org.arguments(choice)
    _gateway.arguments(choice.add_parser("gateway", help=_(_gateway.HELP), description=_(_gateway.HELP)))


def run(chosen: Namespace) -> int:
    """Do it."""
    return _gateway.run(chosen) if chosen.action == "gateway" else _org.run(chosen)


COMMAND = Command(N_("Run the organisation's server: its store, its people, its gateway."), run, arguments)
