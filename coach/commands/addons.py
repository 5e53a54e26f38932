"""`coach addons [install|remove] [--system]`: connect the add-ons of browsers and mail programs, or list them."""

import sys
from argparse import ArgumentParser, Namespace

from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _


def arguments(parser: ArgumentParser) -> None:
    """What to do, for whom, and whose build of the add-on may speak."""
    parser.add_argument("action", nargs="?", choices=("install", "remove"))
    parser.add_argument("--system", action="store_true", help=_("for all users of this computer"))
    parser.add_argument(
        "--extension-id", metavar="ID", help=_("identifier of your own build for Chromium, Chrome and Edge")
    )


def run(chosen: Namespace) -> int:
    """Say what was done, or what there is."""
    from coach.study import addons

    if chosen.action is None:
        return _list()
    if chosen.action == "remove":
        done = addons.remove(system=chosen.system)
        return _told(done, _("Disconnected: {programs}."), _("Nothing was connected."))
    own = chosen.extension_id or addons.CHROMIUM_ID
    if len(own) != 32 or not set(own) <= set("abcdefghijklmnop"):
        sys.stderr.write(_("An identifier has 32 letters from a to p.") + "\n")
        return 2
    done = addons.install(system=chosen.system, chromium_id=own)
    return _told(done, _("Connected: {programs}."), _("No browser or mail program was found."))


def _told(programs: list[str], some: str, none: str) -> int:
    sys.stdout.write((some.format(programs=", ".join(programs)) if programs else none) + "\n")
    return 0


def _list() -> int:
    from coach.study import addons

    known = addons.state()
    for one in known:
        words = _("connected") if one.mine else _("connected for all users") if one.everybody else ""
        words = words or (_("not connected") if one.found else _("not found"))
        sys.stdout.write(f"{one.program}: {words}\n")
        if one.sealed:
            sys.stdout.write("  " + _("As a snap or flatpak it may be unable to start the coach.") + "\n")
    if not known:
        sys.stdout.write(_("Add-ons are not known on this system.") + "\n")
    return 0


COMMAND = Command(
    N_("Connect the add-ons of browsers and mail programs to the coach, or list them."), run, arguments
)
