"""`coach export FORMAT --out FILE`: the completions as a file, for human resources."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import UTC, datetime

from coach.commands._command import Command
from coach.domain.people import Role
from coach.domain.text import N_
from coach.words import _, ngettext


class _Formats:
    """The formats by name, looked up only when `coach export` is what was typed."""

    def __iter__(self) -> Iterator[str]:
        from coach.exports import formats

        return iter(formats())


def arguments(parser: ArgumentParser) -> None:
    """The format, the file and the filters."""
    parser.add_argument("format", choices=_Formats(), metavar=_("FORMAT"), help=_("one of: %(choices)s"))
    parser.add_argument("--out", required=True, metavar=_("FILE"), help=_("the file to write"))
    parser.add_argument("--since", metavar=_("DATE"), help=_("first day: 2026-01-31 or 31/01/2026"))
    parser.add_argument("--until", metavar=_("DATE"), help=_("last day, included"))
    parser.add_argument("--group", metavar=_("GROUP"), help=_("a service, a cohort or a staff number"))
    parser.add_argument("--path", metavar=_("PATH"), help=_("a path's id or title"))
    parser.add_argument("--replace", action="store_true", help=_("replace the file if it exists"))


def run(chosen: Namespace) -> int:
    """Export as the person at this desk; the export is logged."""
    from coach import org, study

    actor, shelf = study.whoami(), study.me().library
    org.may(actor, Role.HR)
    filters = org.Filters(
        org.day(chosen.since) if chosen.since else None,
        org.day(chosen.until) if chosen.until else None,
        org.find_group(actor, chosen.group) if chosen.group else None,
        org.find_path(shelf, chosen.path).id if chosen.path else None,
    )
    now = datetime.now(UTC)
    done = org.export(actor, shelf, chosen.format, chosen.out, filters, now, chosen.replace)
    rows = ngettext("{n} completion", "{n} completions", done.rows)
    print(_("{rows} written to {file}. The export is logged.").format(rows=rows, file=done.file))
    return 0


COMMAND = Command(N_("Export completions to a file."), run, arguments)
