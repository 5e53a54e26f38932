"""`coach org retention [--list FILE [--apply]]`: what is kept too long, listed first and then deleted."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coach import policy
from coach.commands import _server
from coach.domain.errors import ExportError
from coach.domain.retention import TABLE, months
from coach.words import _, day, ngettext

if TYPE_CHECKING:
    from coach.server.retention import Listed


def run(chosen: Namespace) -> int:
    """Show, list, delete: nothing goes that is not in a file."""
    if chosen.apply and not chosen.list:
        raise ExportError(file="--list", reason=_("what is deleted must be listed in a file first."))
    today, organisation = datetime.now(UTC).date(), policy.read().organisation
    with _server.organisation(chosen) as town:
        from coach.server import retention

        keeping = retention.Keeping(town, organisation, today)
        lines = retention.listed(keeping)
        _told(lines, organisation)
        if chosen.list:
            _write(chosen.list, retention.as_csv(lines, keeping))
        if chosen.apply:
            gone = retention.delete(keeping, lines)
            print(ngettext("{n} row deleted.", "{n} rows deleted.", gone))
        elif lines:
            print(_("Nothing was deleted."))
        else:
            print(_("There is nothing to delete."))
    return 0


def _told(lines: "Sequence[Listed]", organisation: Mapping[str, str]) -> None:
    """How long what is kept, and what is older."""
    for kept in TABLE:
        if kept.ours:
            facts = {"what": _(kept.what), "months": months(kept, organisation)}
            print(_("{what}: kept for {months} months.").format(**facts))
    for one in lines:
        rows = ngettext("{n} row", "{n} rows", one.rows)
        print(f"  {_(one.rule.words)}, {day(one.first)} – {day(one.last)}: {rows}")


def _write(file: str, content: bytes) -> None:
    try:
        with Path(file).open("xb") as out:
            out.write(content)
    except OSError as error:
        raise ExportError(file=file, reason=error.strerror or error) from error
