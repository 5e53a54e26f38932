"""What the organisation's file kept long enough: listed in a *bordereau d'élimination*, then purged.

Public archives may not simply be destroyed: the list is for the visa of the archives that the town answers to.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from coach.domain.people import Person, Role
from coach.domain.retention import TABLE, Kept, earlier, months
from coach.exports import Gone, slip
from coach.org.errors import AtTheServer
from coach.org.rights import may
from coach.org.server import server
from coach.org.whole_file import whole_file
from coach.store import aged, database
from coach.words import _, day


@dataclass(frozen=True)
class Due:
    """Lines older than the table lets them be. `first` and `last` are their extreme days."""

    kept: Kept
    months: int
    before: date
    count: int
    first: date | None
    last: date | None


def due(actor: Person, organisation: Mapping[str, str], today: date) -> tuple[Due, ...]:
    """What is due, line by line of the table; those with nothing due too.

    A person who left is due only once nothing of theirs is kept any more.

    Raises:
        AtTheServer: the organisation has one; its administration purges there.
    """
    may(actor, Role.HR)
    if server(actor) is not None:
        raise AtTheServer
    found = []
    with database.organisation() as connection:
        for kept in TABLE:
            long = months(kept, organisation)
            if kept.ours and long is not None:
                before = earlier(today, long)
                count, first, last = aged.older(connection, kept.key, before)
                found.append(Due(kept, long, before, count, first, last))
    return tuple(found)


def purge(
    actor: Person, organisation: Mapping[str, str], file: str, now: datetime
) -> tuple[str, tuple[Due, ...]]:
    """Write the list of what goes, then let it go; returns the list's file and what went.

    Raises:
        ExportError: the list cannot be written; nothing went. FileThere: there is one of that name.
        AtTheServer: as `due`.
    """
    may(actor, Role.HR)
    if server(actor) is not None:
        raise AtTheServer
    today = now.astimezone().date()
    file = os.path.abspath(file if file.endswith(".csv") else file + ".csv")
    with whole_file(file, replace=False) as draft:
        gone = tuple(one for one in due(actor, organisation, today) if one.count)
        draft.fill(lambda out: out.write(_slip(gone, organisation, today)))
        with database.organisation() as connection:
            # People first: somebody whose last completion goes today is not on this list, but on the next.
            for one in reversed(gone):
                aged.purge(connection, one.kept.key, one.before)
            # Inside the transaction: nothing goes without a list that is whole and on the disk.
            draft.keep()
    return file, gone


def _slip(gone: tuple[Due, ...], organisation: Mapping[str, str], today: date) -> bytes:
    lines = [
        Gone(_(one.kept.what), one.first, one.last, one.count, one.months, _(one.kept.since), _(one.kept.why))
        for one in gone
    ]
    return slip(lines, organisation.get("name", ""), today)


def sentence(one: Due) -> str:
    """A line of the list, in words."""
    facts = {"what": _(one.kept.what), "months": one.months, "day": day(one.before)}
    if not one.count:
        return _("{what}: kept for {months} months; nothing is due.").format(**facts)
    return _("{what}: kept for {months} months; {n} from before {day} are due.").format(**facts, n=one.count)
