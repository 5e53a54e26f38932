"""What the server kept long enough: listed in a *bordereau d'élimination*, then deleted, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from psycopg.sql import SQL, Identifier

from coach.domain.retention import TABLE, Kept, earlier, months
from coach.domain.text import N_
from coach.exports import Gone, slip
from coach.server.administration import Town
from coach.server.erasure import erase_again
from coach.server.errors import ServerError
from coach.words import _


@dataclass(frozen=True)
class Rule:
    """What is no longer kept of a line of the table: rows of `table` where `which` holds, by the day in `day`.

    `told` in words, where the table's own would not do. %(before)s is the first day that is kept.
    """

    kept: Kept
    table: str
    day: str
    which: str
    told: str = ""

    @property
    def words(self) -> str:
        """What it is, an English msgid."""
        return self.told or self.kept.what


_LINE = {one.key: one for one in TABLE}
_BATCHES, _PEOPLE = "batch", "person"

# In the order in which they go. People before their records: somebody whose last completion goes today is not on this
# list, but on the next.
RULES = (
    Rule(
        _LINE["completions"],
        _BATCHES,
        "received_on",
        "received_on < %(before)s AND body IS NOT NULL",
        N_("contents of batches"),
    ),
    Rule(_LINE["codes"], "code", "expires_at::date", "expires_at < %(before)s"),
    Rule(
        _LINE["people"],
        _PEOPLE,
        "left_on",
        "left_on < %(before)s AND person_id NOT IN (SELECT person_id FROM org.erased)"
        " AND NOT EXISTS (SELECT FROM org.event e WHERE e.person_id = person.person_id)"
        " AND NOT EXISTS (SELECT FROM org.progress g WHERE g.person_id = person.person_id)"
        " AND NOT EXISTS (SELECT FROM org.assignment a WHERE person.person_id IN (a.person_id, a.assigned_by))"
        " AND NOT EXISTS (SELECT FROM org.session s WHERE s.attested_by = person.person_id)"
        " AND NOT EXISTS (SELECT FROM org.session_member m WHERE m.person_id = person.person_id)",
    ),
    Rule(_LINE["completions"], "event", "day", "day < %(before)s", N_("events received from desks")),
    Rule(_LINE["completions"], "progress", "finished_on", "finished_on < %(before)s"),
    # One that stands is still in use, however old.
    Rule(
        _LINE["assignments"],
        "assignment",
        "assigned_on",
        "assigned_on < %(before)s AND (withdrawn_on IS NOT NULL OR removed)",
    ),
    Rule(_LINE["completions"], "session", "held_on", "held_on < %(before)s", N_("group sessions")),
    Rule(_LINE["exports"], "export_log", "exported_at::date", "exported_at < %(before)s"),
)


@dataclass(frozen=True)
class Listed:
    """One line of the list: so many rows of a kind, of one month."""

    rule: Rule
    first: date
    last: date
    rows: int


@dataclass(frozen=True)
class Keeping:
    """Whose records, by which months of the town's own, as of when."""

    town: Town
    organisation: Mapping[str, str]
    today: date

    def facts(self, rule: Rule) -> dict[str, object]:
        """The values of a rule's query."""
        long = months(rule.kept, self.organisation)
        before = self.today if long is None else earlier(self.today, long)
        return {"tenant": self.town.tenant, "before": before}


def listed(keeping: Keeping) -> list[Listed]:
    """What is kept too long, by kind and month; nothing is changed."""
    found = []
    for rule in RULES:
        query = (
            f"SELECT min({rule.day}), max({rule.day}), count(*) FROM org.{rule.table}"  # noqa: S608 - our own words
            f" WHERE tenant_id = %(tenant)s AND {rule.which} GROUP BY date_trunc('month', {rule.day}) ORDER BY 1"
        )
        rows = keeping.town.connection.execute(query, keeping.facts(rule))
        found += [Listed(rule, *row) for row in rows]
    return found


def as_csv(lines: Sequence[Listed], keeping: Keeping) -> bytes:
    """The list as a file for the archives, the same as of the organisation's file."""
    gone = [
        Gone(
            _(one.rule.words),
            one.first,
            one.last,
            one.rows,
            months(one.rule.kept, keeping.organisation),
            _(one.rule.kept.since),
            _(one.rule.kept.why),
        )
        for one in lines
    ]
    return slip(gone, keeping.town.name, keeping.today)


def delete(keeping: Keeping, lines: Sequence[Listed]) -> int:
    """Delete what is listed, and drop the months that are empty then; returns how many rows.

    Raises:
        ServerError: there is more or less of it than the list says; nothing was deleted.
    """
    gone = sum(_delete(keeping, rule) for rule in RULES)
    if gone != sum(one.rows for one in lines):
        raise ServerError(reason=_("something arrived while the list was written."))
    long = months(_LINE["completions"], keeping.organisation)
    assert long is not None
    _drop_months(keeping.town, earlier(keeping.today, long))
    return gone


def _delete(keeping: Keeping, rule: Rule) -> int:
    which, facts = f"WHERE tenant_id = %(tenant)s AND {rule.which}", keeping.facts(rule)
    if rule.table == _PEOPLE:
        # Lines elsewhere name them; what tells of them goes.
        rows = keeping.town.connection.execute(f"SELECT person_id::text FROM org.person {which}", facts)  # noqa: S608
        return erase_again(keeping.town, [who for (who,) in rows], keeping.today)
    # Of batches hashes and signatures stay: the chain still proves the order.
    emptied = f"UPDATE org.batch SET body = NULL {which}"  # noqa: S608 - as above
    query = emptied if rule.table == _BATCHES else f"DELETE FROM org.{rule.table} {which}"  # noqa: S608
    return keeping.town.connection.execute(query, facts).rowcount


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
