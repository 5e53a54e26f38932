"""`coach check [DIR]`: every fault of the lessons, with file and line."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _, ngettext


def arguments(parser: ArgumentParser) -> None:
    """The folder, the stamp for translations, the bibliography, the balance of right answers."""
    parser.add_argument(
        "folder", nargs="?", metavar=_("DIR"), help=_("the lessons; by default those installed")
    )
    parser.add_argument("--stamp", action="store_true", help=_("mark every translation as up to date first"))
    told = _("also tell place and length of right answers over all questions")
    parser.add_argument("--stats", action="store_true", help=told)
    told = _("write SOURCES.md, the bibliography, from facts.toml first")
    parser.add_argument("--sources", action="store_true", help=told)


def run(chosen: Namespace) -> int:
    """Print faults, then notices; 1 when there is a fault."""
    from coach import places
    from coach.content.check import check, stamp

    folder = Path(chosen.folder or places.lessons()).resolve()
    if not folder.is_dir():
        sys.stderr.write(_("There is no folder {folder}.").format(folder=folder) + "\n")
        return 1
    if chosen.stamp:
        sys.stdout.write(ngettext("{n} file stamped.", "{n} files stamped.", stamp(folder)) + "\n")
    if chosen.sources:
        from coach.content.sources import FILE, write

        told = _("{file} is written.") if write(folder) else _("{file} was up to date.")
        sys.stdout.write(told.format(file=FILE) + "\n")
    found = check(folder, datetime.now(UTC).date())
    faults = [fault for fault in found if not fault.notice]
    for fault in (*faults, *(fault for fault in found if fault.notice)):
        prefix = _("note: ") if fault.notice else ""
        sys.stdout.write(f"{prefix}{fault.told(folder)}\n")
    sys.stdout.write(ngettext("{n} fault.", "{n} faults.", len(faults)) + "\n")
    if chosen.stats:
        sys.stdout.write("".join(f"{line}\n" for line in _stats(folder)))
    return 1 if faults else 0


def _stats(folder: Path) -> Iterator[str]:
    """The balance of the lessons, then of the final quizzes, that can be read."""
    from coach.content.balance import balance, told
    from coach.content.check import readable, readable_pools

    for title, banks in (
        (_("Lessons"), readable(folder)),
        (_("Final quizzes"), readable_pools(folder)),
    ):
        yield f"{title} –"
        yield from told(balance(question for bank in banks for question in bank.questions))


COMMAND = Command(N_("Check the lessons: every fault with its file and line."), run, arguments)
