"""`coach retention`: how long what is kept, what is due, and the list that is written before it goes."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _, ngettext


def arguments(parser: ArgumentParser) -> None:
    """Only look, or purge after writing the list."""
    told = _("write the list of what is due to --out, then purge it")
    parser.add_argument("--purge", action="store_true", help=told)
    told = _("the list for the archives, which give their visa before anything is purged")
    parser.add_argument("--out", metavar=_("FILE"), help=told)


def run(chosen: Namespace) -> int:
    """Say what is due, or let it go."""
    import sys

    from coach import study
    from coach.org import retention

    me, now = study.me(), datetime.now(UTC)
    if chosen.purge and not chosen.out:
        sys.stderr.write(_("Write: coach retention --purge --out FILE.") + "\n")
        return 2
    if chosen.purge:
        file, gone = retention.purge(me.person, me.policy.organisation, chosen.out, now)
        lines = ngettext("{n} line purged.", "{n} lines purged.", sum(one.count for one in gone))
        print(lines, _("The list is in {file}.").format(file=file))
        return 0
    for one in retention.due(me.person, me.policy.organisation, now.astimezone().date()):
        print(retention.sentence(one))
    return 0


COMMAND = Command(N_("Say what was kept long enough, and purge it after writing the list."), run, arguments)
