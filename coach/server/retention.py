"""What is kept too long: first listed in a "bordereau d'élimination", then deleted, in one transaction."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from psycopg.sql import SQL, Identifier

from coach.domain.text import N_
from coach.server.administration import Town
from coach.server.errors import ServerError
from coach.words import _


@dataclass(frozen=True)
class Rule:
    """What is no longer kept: rows of `table` where `which` holds, by the day in `day`; `told` in words."""

    told: str
    table: str
    day: str
    which: str


# The one table of retention; the notice for the data protection officer reads it too. %(cut)s is the first day kept.
RULES = (
    Rule(N_("events received from desks"), "event", "day", "day < %(cut)s"),
    Rule(
        N_("completions of people who left"),
        "progress",
        "finished_on",
        "person_id IN (SELECT person_id FROM org.person WHERE left_on < %(cut)s)",
    ),
    Rule(N_("group sessions"), "session", "held_on", "held_on < %(cut)s"),
    Rule(N_("lines of the log of exports"), "export_log", "exported_at::date", "exported_at < %(cut)s"),
    Rule(N_("codes that were used or have expired"), "code", "expires_at::date", "expires_at < %(today)s"),
)
# Their bodies go, their hashes and signatures stay.
_BODIES = Rule(
    N_("contents of batches"), "batch", "received_on", "received_on < %(cut)s AND body IS NOT NULL"
)


@dataclass(frozen=True)
class Listed:
    """One line of the list: so many rows of a kind, of one month."""

    rule: Rule
    first: date
    last: date
    rows: int


def first_day_kept(town: Town, today: date) -> date:
    """The first day of the month so many months ago as the organisation keeps things."""
    row = town.connection.execute(
        "SELECT (date_trunc('month', %s::date) - retention_months * interval '1 month')::date"
        " FROM org.tenant WHERE tenant_id = %s",
        (today, town.tenant),
    ).fetchone()
    assert row is not None
    day: date = row[0]
    return day


def listed(town: Town, today: date) -> list[Listed]:
    """What is kept too long, by kind and month; nothing is changed."""
    found = []
    for rule in (*RULES, _BODIES):
        query = (
            f"SELECT min({rule.day}), max({rule.day}), count(*) FROM org.{rule.table}"  # noqa: S608 - our own words
            f" WHERE tenant_id = %(tenant)s AND {rule.which} GROUP BY date_trunc('month', {rule.day}) ORDER BY 1"
        )
        rows = town.connection.execute(query, _facts(town, today))
        found += [Listed(rule, *row) for row in rows]
    return found


def as_csv(lines: Sequence[Listed], town: Town, today: date) -> bytes:
    """The list as a file for the archives: semicolons, UTF-8 with its mark."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [_("organisation"), _("drawn up on"), _("kind"), _("first day"), _("last day"), _("rows")]
    )
    for one in lines:
        writer.writerow([town.name, today, _(one.rule.told), one.first, one.last, one.rows])
    return out.getvalue().encode("utf-8-sig")


def delete(town: Town, lines: Sequence[Listed], today: date) -> int:
    """Delete what is listed, and drop the months that are empty then; returns how many rows.

    Raises:
        ServerError: there is more or less of it than the list says; nothing was deleted.
    """
    gone = 0
    for rule in RULES:
        query = f"DELETE FROM org.{rule.table} WHERE tenant_id = %(tenant)s AND {rule.which}"  # noqa: S608 - as above
        gone += town.connection.execute(query, _facts(town, today)).rowcount
    emptied = f"UPDATE org.batch SET body = NULL WHERE tenant_id = %(tenant)s AND {_BODIES.which}"  # noqa: S608
    gone += town.connection.execute(emptied, _facts(town, today)).rowcount
    if gone != sum(one.rows for one in lines):
        raise ServerError(reason=_("something arrived while the list was written."))
    _drop_months(town, first_day_kept(town, today))
    return gone


def _facts(town: Town, today: date) -> dict[str, object]:
    return {"tenant": town.tenant, "today": today, "cut": first_day_kept(town, today)}


def _drop_months(town: Town, cut: date) -> None:
    """Months before the first day kept that hold nothing, of this or another organisation."""
    names = town.connection.execute(
        "SELECT relname FROM pg_class WHERE oid IN (SELECT inhrelid FROM pg_inherits"
        " WHERE inhparent = 'org.event'::regclass) AND relname < %s ORDER BY 1",
        (f"event_{cut:%Y_%m}",),
    ).fetchall()
    for (name,) in names:
        table = SQL("org.{}").format(Identifier(name))
        if town.connection.execute(SQL("SELECT FROM {} LIMIT 1").format(table)).fetchone() is None:
            town.connection.execute(SQL("DROP TABLE {}").format(table))
