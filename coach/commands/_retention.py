"""`coach org retention [--list FILE [--apply]]`: what is kept too long, listed first and then deleted."""

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from coach.commands import _server
from coach.domain.errors import ExportError
from coach.words import _, day, ngettext


def run(chosen: Namespace) -> int:
    """Show, list, delete: nothing goes that is not in a file."""
    if chosen.apply and not chosen.list:
        raise ExportError(file="--list", reason=_("what is deleted must be listed in a file first."))
    today = datetime.now(UTC).date()
    with _server.organisation(chosen) as town:
        from coach.server import retention

        lines = retention.listed(town, today)
        print(_("Kept is what is of {day} or later.").format(day=day(retention.first_day_kept(town, today))))
        for one in lines:
            rows = ngettext("{n} row", "{n} rows", one.rows)
            print(f"  {_(one.rule.told)}, {day(one.first)} – {day(one.last)}: {rows}")
        if chosen.list:
            _write(chosen.list, retention.as_csv(lines, town, today))
        if chosen.apply:
            gone = retention.delete(town, lines, today)
            print(ngettext("{n} row deleted.", "{n} rows deleted.", gone))
        elif lines:
            print(_("Nothing was deleted."))
        else:
            print(_("There is nothing to delete."))
    return 0


def _write(file: str, content: bytes) -> None:
    try:
        with Path(file).open("xb") as out:
            out.write(content)
    except OSError as error:
        raise ExportError(file=file, reason=error.strerror or error) from error
