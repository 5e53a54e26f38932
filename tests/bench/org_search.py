"""A search among two million people of one organisation, where a trainer may see them all, beside one plain count."""

import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial

import psycopg

from coach.domain.people import Person, Role
from coach.server.administration import administration
from coach.server.grants import grant
from coach.server.people import put
from tests.desk.postgres import cluster
from tests.real.town import Town, call, town

PEOPLE, SERVICES = 2_000_000, 2_000
_FILL = f"""
    INSERT INTO org.service (tenant_id, name)
        SELECT tenant_id, 'Service ' || n FROM org.tenant, generate_series(1, {SERVICES}) n;
    INSERT INTO org.person (tenant_id, staff_number, name, service_id)
        SELECT s.tenant_id, 'p' || n, 'Prénom' || n % 3000 || ' Nom' || n / 3000, s.service_id
        FROM generate_series(1, {PEOPLE}) n JOIN (
            SELECT tenant_id, service_id, row_number() OVER () AS place FROM org.service) s
        ON s.place = 1 + n % {SERVICES};
"""
_SEARCHES: tuple[list[str], ...] = (
    [],
    ["prenom"],
    ["nom431", "prenom12"],
    ["p1999999"],
    ["service", "1234"],
    ["nobody"],
)


def main() -> int:
    """Print what each search takes; 0, for what a server may take is for people to judge."""
    with cluster() as server, town(server) as store:
        _fill(store)
        own = store.enrol("tt")
        _say("count, as the superuser", lambda: _counted(store))
        for words in _SEARCHES:
            with store.inside(own) as connection:
                _say(
                    f"find_groups {' '.join(words) or '(nothing typed)'}", partial(_found, connection, words)
                )
    return 0


def _fill(store: Town) -> None:
    with administration(store.dsn) as place:
        put(place, [Person("tt", "Trainer", "Formation", frozenset({Role.TRAINER}))], date(2026, 1, 1))
        grant(place, "tt", "trainer", "")
        place.connection.execute(_FILL.encode())
    with psycopg.connect(store.dsn, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _counted(store: Town) -> int:
    with psycopg.connect(store.dsn) as connection:
        row = connection.execute("SELECT count(*) FROM org.person WHERE strpos(name, 'x') = 0").fetchone()
        return int(row[0]) if row else 0


def _found(connection: psycopg.Connection, words: list[str]) -> int:
    return len(call(connection, "find_groups", words)["people"])


def _say(told: str, run: Callable[[], int]) -> None:
    before = time.perf_counter()
    found = run()
    sys.stdout.write(f"{told}: {found:,} found, {time.perf_counter() - before:.2f} s\n")


if __name__ == "__main__":
    raise SystemExit(main())
