"""`coach org erase NUMBER --yes [--note FILE] | --again FILE`: a person erased, also after a restore."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from coach.commands import _server
from coach.domain.errors import ExportError
from coach.words import _, ngettext


def arguments(parser: ArgumentParser) -> None:
    """That it is meant, and the files kept beside the backups."""
    parser.add_argument("--yes", action="store_true", help=_("erase; it cannot be undone"))
    told = _("a file of identities, kept beside the backups: the person's is added to it")
    parser.add_argument("--note", metavar=_("FILE"), default="", help=told)
    told = _("after a restore, erase again everybody of such a file")
    parser.add_argument("--again", metavar=_("FILE"), default="", help=told)


def run(chosen: Namespace) -> int:
    """Erase one person, or those of a file again."""
    today = datetime.now(UTC).date()
    with _server.organisation(chosen) as town:
        from coach.server import erasure

        if chosen.again:
            count = erasure.erase_again(town, read(chosen.again), today)
            print(ngettext("{n} person erased again.", "{n} people erased again.", count))
            return 0
        if not chosen.number or not chosen.yes:
            sys.stderr.write(_("Give a staff number and --yes: an erasure cannot be undone.") + "\n")
            return 2
        identity = erasure.erase(town, chosen.number, today)
        if chosen.note:
            note(chosen.note, identity)
    print(
        _("Erased. To erase again after a restore from an older backup: {identity}").format(identity=identity)
    )
    return 0


def read(file: str) -> list[str]:
    """The lines of such a file; raises ExportError."""
    try:
        return Path(file).read_text("utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        raise ExportError(file=file, reason=error) from error


def note(file: str, identity: str) -> None:
    """Add a line to such a file; raises ExportError."""
    try:
        with Path(file).open("a", encoding="utf-8") as out:
            out.write(f"{identity}\n")
    except OSError as error:
        raise ExportError(file=file, reason=error.strerror or error) from error
