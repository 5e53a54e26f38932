"""`coach settings list | get NAME | set NAME VALUE`: the same options as the window, by the same names."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _


def arguments(parser: ArgumentParser) -> None:
    """What to do, the option's name and its value."""
    parser.add_argument("action", choices=("list", "get", "set"))
    parser.add_argument("name", nargs="?", metavar=_("NAME"))
    parser.add_argument("value", nargs="?", metavar=_("VALUE"))


def run(chosen: Namespace) -> int:
    """List, read or change a setting of the person at this desk."""
    from coach import study

    if chosen.action == "list":
        for row in study.settings_table():
            sys.stdout.write(
                f"{row.name} = {row.value}\n    {row.help}{f' [{row.held}]' if row.held else ''}\n"
            )
        return 0
    if chosen.name is None or (chosen.action == "set" and chosen.value is None):
        sys.stderr.write(_("Write: coach settings get NAME, or coach settings set NAME VALUE.") + "\n")
        return 2
    if chosen.action == "set":
        now = datetime.now(UTC)
        study.change_setting(chosen.name, chosen.value, now)
        study.brief_agent(now)
    sys.stdout.write(f"{study.setting(chosen.name)}\n")
    return 0


COMMAND = Command(N_("Show or change a setting."), run, arguments)
