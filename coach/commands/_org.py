"""`coach org init | grant | codes | devices | …`: the organisation's store put in order."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from coach.commands import _erase, _org_devices, _server
from coach.domain.text import N_
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.server.codes import Code


class Choice(Protocol):
    """Where sub-commands are declared."""

    def add_parser(self, name: str, *, help: str, description: str) -> ArgumentParser:
        """One more."""


def arguments(choice: Choice) -> None:
    """Declare every action."""
    for name, action in ACTIONS.items():
        told = _(action[0])
        parser = choice.add_parser(name, help=told, description=told)
        _server.arguments(parser)
        action[1](parser)


def run(chosen: Namespace) -> int:
    """Do what was chosen."""
    return ACTIONS[chosen.action][2](chosen)


def _for_init(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--vouched-logins",
        action=_yes_or_no(),
        help=_("whether a gateway may let in people whom OIDC or Kerberos vouches for"),
    )


def _yes_or_no() -> type:
    from argparse import BooleanOptionalAction

    return BooleanOptionalAction


def _init(chosen: Namespace) -> int:
    dsn = _server.address(chosen)
    from coach import study
    from coach.server.install import install
    from coach.server.publishing import open_door, publish
    from coach.words import FALLBACK

    if not chosen.organisation:
        sys.stderr.write(_("Say the organisation's name with --organisation.") + "\n")
        return 2
    done = install(dsn, chosen.organisation)
    with _server.organisation(chosen) as town:
        # What HR exports is titled alike, whatever language an administrator speaks.
        lessons = publish(town, study.me().library_in(FALLBACK))
        if chosen.vouched_logins is not None:
            open_door(town, chosen.vouched_logins)
    if done.before == done.now:
        print(_("The store was ready already."))
    else:
        print(_("The store is ready, revision {n}.").format(n=done.now))
    print(ngettext("{n} month made ready for events.", "{n} months made ready for events.", done.months))
    print(ngettext("{n} lesson published.", "{n} lessons published.", lessons))
    return 0


def _for_grant(parser: ArgumentParser) -> None:
    parser.add_argument(
        "number", nargs="?", metavar=_("NUMBER"), help=_("a staff number; without it, the list")
    )
    parser.add_argument("--role", choices=("trainer", "hr", "admin"), help=_("one of: %(choices)s"))
    told = _("for this service and those below it; otherwise for the whole organisation")
    parser.add_argument("--service", metavar=_("SERVICE"), default="", help=told)
    parser.add_argument("--revoke", action="store_true", help=_("take the role back"))


def _grant(chosen: Namespace) -> int:
    with _server.organisation(chosen) as town:
        from coach.server import grants

        if chosen.number is None or chosen.role is None:
            for one in grants.grants(town):
                service = one.service or _("the whole organisation")
                print(f"{one.staff_number}  {one.name}, {one.role}, {service}")
            return 0
        what = grants.revoke if chosen.revoke else grants.grant
        changed = what(town, chosen.number, chosen.role, chosen.service)
    print(_("Done.") if changed else _("It was so already."))
    return 0


def _for_codes(parser: ArgumentParser) -> None:
    parser.add_argument(
        "numbers", nargs="*", metavar=_("NUMBER"), help=_("staff numbers; without any, everybody")
    )
    parser.add_argument("--service", metavar=_("SERVICE"), default="", help=_("everybody of a service"))
    told = _("a file that only you can read; otherwise the codes are shown here")
    parser.add_argument("--out", metavar=_("FILE"), default="", help=told)


def _codes(chosen: Namespace) -> int:
    with _server.organisation(chosen) as town:
        from coach.server.codes import make_codes

        made = make_codes(town, datetime.now(UTC), chosen.numbers, chosen.service)
        # Written before the transaction ends: a file that cannot be written takes no older code away.
        if chosen.out:
            _write_codes(chosen.out, made)
    if chosen.out:
        codes = ngettext("{n} code", "{n} codes", len(made))
        print(_("{codes} written to {file}.").format(codes=codes, file=chosen.out))
    else:
        for one in made:
            print(f"{one.code}  {one.staff_number}  {one.name}, {one.service}")
    print(_("Each works once, for fourteen days."))
    return 0


def _write_codes(file: str, made: "list[Code]") -> None:
    from coach.domain.errors import ExportError

    lines = "".join(f"{one.code};{one.staff_number};{one.name};{one.service}\n" for one in made)
    try:
        # Never through a link or into a file that others can read already.
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            out.write(lines)
    except OSError as error:
        raise ExportError(file=file, reason=error.strerror or error) from error


def _for_retention(parser: ArgumentParser) -> None:
    parser.add_argument("--list", metavar=_("FILE"), default="", help=_("write the list of what is to go"))
    parser.add_argument("--apply", action="store_true", help=_("delete what is on the list; needs --list"))


def _retention(chosen: Namespace) -> int:
    from coach.commands import _retention

    return _retention.run(chosen)


def _for_erase(parser: ArgumentParser) -> None:
    parser.add_argument("number", nargs="?", metavar=_("NUMBER"), help=_("a staff number"))
    _erase.arguments(parser)


def _for_check(parser: ArgumentParser) -> None:
    parser.add_argument("--brief", action="store_true", help=_("show only what did not hold"))


def _check(chosen: Namespace) -> int:
    from coach.commands import _attacks

    return _attacks.run(chosen)


Action = tuple[str, Callable[[ArgumentParser], None], Callable[[Namespace], int]]
ACTIONS: dict[str, Action] = {
    "init": (N_("make the store in an empty database, or bring it up to date"), _for_init, _init),
    "grant": (N_("give a role, or take it back"), _for_grant, _grant),
    "codes": (N_("make one-time codes that connect desks"), _for_codes, _codes),
    "devices": (N_("list the desks that are enrolled"), _org_devices.for_devices, _org_devices.devices),
    "revoke": (N_("shut one desk out"), _org_devices.for_revoke, _org_devices.revoke),
    "check": (N_("attack the store in every known way, and say what held"), _for_check, _check),
    "retention": (N_("list what is kept too long, and delete it"), _for_retention, _retention),
    "erase": (N_("erase a person"), _for_erase, _erase.run),
}
