"""How long what is kept: the one table that the program, the notices and the register read.

Public archives may not simply be destroyed: what is due is listed in a *bordereau d'élimination* before it goes,
for the visa of the archives that the town answers to.
"""

import csv
import io
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from coach.domain.people import Person, Role
from coach.domain.text import N_
from coach.exports import guarded
from coach.org.errors import AtTheServer
from coach.org.rights import may
from coach.org.server import server
from coach.org.whole_file import whole_file
from coach.store import aged, database
from coach.words import _, day


@dataclass(frozen=True)
class Kept:
    """One line of the table.

    Attributes:
        key: of the line, and of the policy's `retention_<key>`, where the town may say another number of months.
        what: what is kept, an English msgid.
        where: where, an English msgid.
        months: how long; None: as long as what `since` says, or until the person erases it.
        since: from when on, or how long, an English msgid.
        why: an English msgid.
        ours: whether `coach retention` purges it; the rest ends by itself or at the person's hand.
    """

    key: str
    what: str
    where: str
    months: int | None
    since: str
    why: str
    ours: bool = False


_SHARED, _OWN, _DESK = (
    N_("the organisation’s file or server"),
    N_("the person’s own records on the desk"),
    N_("the desk, never copied elsewhere"),
)

TABLE = (
    Kept(
        "completions", N_("lessons finished in assigned paths, with their cancellations"), _SHARED, 72,
        N_("the day it was finished"), N_("proof of training for the person and the organisation"), True,
    ),
    Kept(
        "assignments", N_("paths proposed, with day and message"), _SHARED, 72,
        N_("the day it was proposed"), N_("says why a lesson counts as training"), True,
    ),
    Kept(
        "exports", N_("the log of exports: who, what, when, why"), _SHARED, 12,
        N_("the day of the export"), N_("shows who took data out; a security log"), True,
    ),
    Kept(
        "people", N_("people who left: name, service, staff number"), _SHARED, 72,
        N_("the day on which the list no longer had the person"), N_("lets a completion be told"), True,
    ),
    Kept(
        "answers", N_("answers, attempts, notes of gestures, settings"), _OWN, None,
        N_("until the person erases them"), N_("they are the person’s own"),
    ),
    Kept(
        "noticed", N_("reminders shown and sources looked at, by day"), _DESK, None,
        N_("seven days"), N_("lets the person see what was noticed"),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Due:
    """Lines older than the table lets them be. `first` and `last` are their extreme days."""

    kept: Kept
    months: int
    before: date
    count: int
    first: date | None
    last: date | None


def months(kept: Kept, organisation: Mapping[str, str]) -> int | None:
    """How long a line is kept here: the policy's number of months if it is one, else the table's."""
    said = organisation.get(f"retention_{kept.key}", "")
    return int(said) if kept.ours and said.isdecimal() and 0 < int(said) <= 1200 else kept.months


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


def earlier(today: date, count: int) -> date:
    """The day so many months before; the last of its month where that month has no such day."""
    whole = today.year * 12 + today.month - 1 - count
    year, month = whole // 12, whole % 12 + 1
    for back in range(4):
        try:
            return date(year, month, today.day - back)
        except ValueError:
            continue
    raise ValueError(count)


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
    """The *bordereau d'élimination*, for a French spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            *(_("Organisation"), _("Day"), _("Kind of records"), _("First day"), _("Last day"), _("Number")),
            *(_("Kept for (months)"), _("Since"), _("Reason"), _("Visa of the archives")),
        ]
    )
    for one in gone:
        told = (
            *(organisation.get("name", ""), f"{today:%d/%m/%Y}", _(one.kept.what), _told(one.first)),
            *(_told(one.last), str(one.count), str(one.months), _(one.kept.since), _(one.kept.why), ""),
        )
        writer.writerow([guarded(words) for words in told])
    return out.getvalue().encode("utf-8-sig")


def _told(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def sentence(one: Due) -> str:
    """A line of the list, in words."""
    facts = {"what": _(one.kept.what), "months": one.months, "day": day(one.before)}
    if not one.count:
        return _("{what}: kept for {months} months; nothing is due.").format(**facts)
    return _("{what}: kept for {months} months; {n} from before {day} are due.").format(**facts, n=one.count)
