"""What the commands that speak to the organisation's database share: its address, and the parts it needs."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coach.domain.errors import CoachError
from coach.domain.text import N_
from coach.words import _

if TYPE_CHECKING:
    from coach.server.administration import Town

VARIABLE = "COACH_ORG_DSN"


class NoServerParts(CoachError):
    """What only a server needs is not installed, as on every desk."""

    what = N_("This computer lacks what the organisation's server needs.")
    safe = N_("Nothing was changed.")
    todo = N_("On the server, install the program with its part “server”.")


class NoAddress(CoachError):
    """Nobody said which database."""

    what = N_("Which database is meant was not said.")
    safe = N_("Nothing was changed.")
    todo = N_("Give its address by --dsn, or in the variable COACH_ORG_DSN.")


def arguments(parser: ArgumentParser) -> None:
    """Which database and organisation. A password belongs into ~/.pgpass or the variable, not on a command line."""
    told = _("the database, as PostgreSQL writes it; otherwise the variable COACH_ORG_DSN")
    parser.add_argument("--dsn", metavar=_("ADDRESS"), default="", help=told)
    told = _("the organisation's name, when the database holds several")
    parser.add_argument("--organisation", metavar=_("NAME"), default="", help=told)


def address(chosen: Namespace) -> str:
    """The database that was named.

    Raises:
        NoAddress: none was; NoServerParts: it could not be spoken to from here.
    """
    from importlib.util import find_spec

    if find_spec("psycopg") is None or find_spec("coach.server") is None:
        raise NoServerParts
    found = chosen.dsn or os.environ.get(VARIABLE, "")
    if not found:
        raise NoAddress
    return str(found)


@contextmanager
def organisation(chosen: Namespace) -> Iterator["Town"]:
    """One transaction of the administration."""
    dsn = address(chosen)
    from coach.server.administration import administration

    with administration(dsn, chosen.organisation) as town:
        yield town
