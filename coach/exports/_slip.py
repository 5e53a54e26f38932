"""The *bordereau d'élimination*: what goes, listed for the archives before it goes."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coach.exports._guard import guarded
from coach.words import _


@dataclass(frozen=True)
class Gone:
    """One line: so many rows of a kind, from a first to a last day. `months` None: they had their own end."""

    what: str
    first: date | None
    last: date | None
    count: int
    months: int | None
    since: str
    why: str


def slip(lines: Iterable[Gone], organisation: str, today: date) -> bytes:
    """The list as a French spreadsheet opens it: semicolons, UTF-8 with its mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            *(_("Organisation"), _("Day"), _("Kind of records"), _("First day"), _("Last day"), _("Number")),
            *(_("Kept for (months)"), _("Since"), _("Reason"), _("Visa of the archives")),
        ]
    )
    for one in lines:
        months = str(one.months) if one.months is not None else ""
        told = (
            organisation,
            f"{today:%d/%m/%Y}",
            one.what,
            _told(one.first),
            _told(one.last),
            str(one.count),
        )
        writer.writerow([guarded(words) for words in (*told, months, one.since, one.why, "")])
    return out.getvalue().encode("utf-8-sig")


def _told(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""
