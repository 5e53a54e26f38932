"""`coach org devices [--person NUMBER]` lists the desks, `coach org revoke DEVICE [--yes]` shuts one out."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coach.commands import _server
from coach.words import _, day

if TYPE_CHECKING:
    from coach.server.devices import Enrolled


def for_devices(parser: ArgumentParser) -> None:
    """Whose."""
    parser.add_argument(
        "--person", metavar=_("NUMBER"), default="", help=_("only the desks of this staff number")
    )


def devices(chosen: Namespace) -> int:
    """List them."""
    with _server.organisation(chosen) as town:
        from coach.server.devices import enrolled

        for one in enrolled(town, chosen.person):
            print(_told(one))
    return 0


def for_revoke(parser: ArgumentParser) -> None:
    """Which one."""
    told = _("the fingerprint of its key, as “coach org devices” and the desk itself show it")
    parser.add_argument("device", metavar=_("DEVICE"), help=told)
    parser.add_argument("--yes", action="store_true", help=_("revoke; without it, show which one it is"))


def revoke(chosen: Namespace) -> int:
    """Show which desk it is, and shut it out if that is confirmed."""
    with _server.organisation(chosen) as town:
        from coach.server import devices as known

        one = known.find(town, chosen.device)
        print(_told(one))
        if one.revoked_on:
            print(_("It was so already."))
            return 0
        if not chosen.yes:
            sys.stderr.write(_("Nothing was changed yet. To revoke this desk, add --yes.") + "\n")
            return 2
        known.revoke(town, one, datetime.now(UTC).date())
    print(_("Revoked: it keeps what it has, and asks for a new code (coach org codes)."))
    return 0


def _told(one: "Enrolled") -> str:
    seen = day(one.seen_on, "full") if one.seen_on else _("never")
    told = _(
        "{fingerprint}, {number}, {name}, {service}: version {version}, enrolled on {day}, last heard: {seen}"
    )
    line = told.format(
        fingerprint=one.fingerprint,
        number=one.staff_number,
        name=one.name,
        service=one.service,
        day=day(one.enrolled_on, "full"),
        version=one.version or "?",
        seen=seen,
    )
    return (
        _("{line}, REVOKED on {day}").format(line=line, day=day(one.revoked_on, "full"))
        if one.revoked_on
        else line
    )
