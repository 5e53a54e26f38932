"""`coach settings list | get NAME | set NAME VALUE`: the same options as the window, by the same names."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import UTC, datetime

from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _


def arguments(parser: ArgumentParser) -> None:
    """What to do, the option's name and its value."""
    parser.add_argument("action", choices=("list", "get", "set"))
    parser.add_argument("name", nargs="?", metavar=_("NAME"))
    parser.add_argument("value", nargs="?", metavar=_("VALUE"))
    parser.add_argument("--yes", action="store_true", help=_("I have read what this reminder looks at"))


def run(chosen: Namespace) -> int:
    """List, read or change a setting of the person at this desk."""
    from coach import study

    if chosen.action == "list":
        sys.stdout.writelines(f"{line}\n" for line in _listed())
        return 0
    if chosen.name is None or (chosen.action == "set" and chosen.value is None):
        sys.stderr.write(_("Write: coach settings get NAME, or coach settings set NAME VALUE.") + "\n")
        return 2
    if chosen.action == "set":
        if not chosen.yes and not _card_read(chosen.name, chosen.value):
            return 2
        now = datetime.now(UTC)
        study.change_setting(chosen.name, chosen.value, now)
        study.brief_agent(now)
    sys.stdout.write(f"{study.setting(chosen.name)}\n")
    return 0


def _listed() -> Iterator[str]:
    from coach import study

    for row in study.settings_table():
        yield f"{row.name} = {row.value}"
        yield f"    {row.help}{f' [{row.held}]' if row.held else ''}"
        if row.possible:
            yield f"    ({row.possible})"
    for what in study.me().policy.ignored:
        yield _("Ignored in the policy: {what}").format(what=what)


def _card_read(name: str, value: str) -> bool:
    """Whether a switch may be set: a consent is given to a card that was read, here too."""
    from coach.sensors import sensors

    parts = name.split(".")
    known = sensors().get(parts[1]) if len(parts) == 3 and parts[::2] == ["nudges", "on"] else None
    if known is None or value.lower() != "true":
        return True
    for sentence in (known.reads, known.never_reads):
        sys.stdout.write(f"{_(sentence)}\n")
    if sys.stdin is not None and sys.stdin.isatty():
        return input(_("Switch it on? Type yes:") + " ").strip().lower() in ("yes", _("yes"))
    sys.stderr.write(_("Nothing was switched on. Read this, then add --yes.") + "\n")
    return False


COMMAND = Command(N_("Show or change a setting."), run, arguments)
