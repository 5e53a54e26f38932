"""How long what is kept: the one table that file, server, notices and register read.

Completions six years: what an auditor of training may ask for (learning.md 5.3); the log of exports one year, as the
CNIL advises for such logs. The town may say otherwise, line by line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coach.domain.text import N_


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
        ours: whether `coach retention` purges it from the file, and `coach org retention` from the server; the rest
            ends by itself or at the person's hand.
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
        "codes", N_("one-time codes of enrolment"), N_("the organisation’s server"), None,
        N_("until they expire"), N_("lets one desk in"),
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


def months(kept: Kept, organisation: Mapping[str, str]) -> int | None:
    """How long a line is kept here: the policy's number of months if it is one, else the table's."""
    said = organisation.get(f"retention_{kept.key}", "")
    return int(said) if kept.ours and said.isdecimal() and 0 < int(said) <= 1200 else kept.months


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
