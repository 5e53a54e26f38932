"""The same town twice: in a file of HR's desk, and in the real PostgreSQL that this desk asks through the gateway."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import keyring
import psycopg
import pytest

from coach.content.library import library
from coach.domain.people import Person
from coach.org import server
from coach.server.administration import administration
from coach.server.people import leave, put
from coach.store import database, people
from tests.desk.gateway import Gateway
from tests.real.both_stores import enrol_here
from tests.real.memory_keyring import Keyring
from tests.real.town import AGENTS, HR, PEOPLE, TRAINER, Town, event_id

DAY = date(2026, 11, 2)
FORMULA = Person("666", '=HYPERLINK("http://x";"a")', "'=Voirie")
QUOTES = Person("667", "O'Neil\"); DROP TABLE org.person;--\nBis", "Accueil")
LEFT = Person("668", "Zoé Partie", "Accueil")
CROWD = (*PEOPLE, FORMULA, QUOTES, LEFT)
COHORT = people.Cohort(str(uuid.uuid4()), "@Pilotes", ("001", "007", "666"))


@dataclass(frozen=True)
class Done:
    """A lesson finished."""

    who: Person
    lesson: str
    path: str
    day: date
    service: str
    id: str
    mode: str = "individual"


@dataclass(frozen=True)
class Proposed:
    """A path proposed; `withdrawn`: no longer."""

    path: str
    target: str
    target_id: str
    id: str
    due: date | None = None
    withdrawn: date | None = None


def finished_there() -> list[Done]:
    """Two lessons of one, a whole path of another, some of those who left or have hostile names."""
    path = library("fr").paths["bienvenue"].lessons
    rows = [
        (AGENTS[0], path[0], "bienvenue", DAY, "Accueil", "individual"),
        (AGENTS[0], path[1], "bienvenue", date(2026, 11, 5), "Voirie", "group"),
        (AGENTS[6], "mes-onglets", "", date(2026, 11, 3), "Voirie", "individual"),
        (FORMULA, path[0], "bienvenue", date(2025, 12, 31), "'=Voirie", "individual"),
        (QUOTES, path[0], "bienvenue", DAY, "Accueil", "individual"),
        (LEFT, path[0], "bienvenue", DAY, "Accueil", "individual"),
        *((AGENTS[7], one, "bienvenue", DAY, "Voirie", "individual") for one in path),
    ]
    return [Done(*row[:5], event_id(row[3]), row[5]) for row in rows]


def proposed_there() -> list[Proposed]:
    """To a service, to a cohort, to one person and withdrawn again."""
    return [
        Proposed("bienvenue", "service", "Accueil", _later(1), date(2026, 12, 31)),
        Proposed("bienvenue", "cohort", COHORT.id, _later(2)),
        Proposed("web", "person", "008", _later(3), None, date(2026, 11, 9)),
    ]


def _later(turn: int) -> str:
    return f"0190000{turn}-0000-7000-8000-000000000000"


@dataclass(frozen=True)
class Twins:
    """HR's desk: `use` says which of the two it looks at."""

    site: Gateway
    monkeypatch: pytest.MonkeyPatch

    def use(self, store: str) -> None:
        """`file` or `server`."""
        server._enrolled.cache_clear()
        if store == "server":
            self.monkeypatch.setenv("ORG_URL", self.site.url)
        else:
            self.monkeypatch.delenv("ORG_URL", raising=False)

    def forget_the_file(self) -> None:
        """Leave nobody but HR in the file, as on a desk that has just been enrolled."""
        with database.organisation() as connection:
            for table in ("completion", "assignment", "cohort_member", "cohort", "person"):
                connection.exec_driver_sql(f"DELETE FROM {table}")
            people.put(connection, [HR])


@contextmanager
def twins(site: Gateway, store: Town, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Twins]:
    """Both, filled; the desk is enrolled as HR's."""
    monkeypatch.setenv("COACH_HOME", str(folder / "home"))
    monkeypatch.setenv("COACH_POLICY", str(folder / "policy.toml"))
    monkeypatch.setenv("COACH_PERSON", HR.id)
    monkeypatch.setenv("TEST_KEYRING", str(folder / "keyring"))
    monkeypatch.setattr(keyring.core, "_keyring_backend", Keyring())  # type: ignore[no-untyped-call]
    done, lines = finished_there(), proposed_there()
    _in_the_file(done, lines)
    _in_the_store(store, done, lines)
    found = Twins(site, monkeypatch)
    enrol_here(site, store, HR)
    yield found
    server._enrolled.cache_clear()
    database.close()


def _in_the_file(done: list[Done], lines: list[Proposed]) -> None:
    cards = library("fr").cards
    with database.organisation() as connection:
        people.put(connection, CROWD)
        people.put_cohort(connection, COHORT)
        people.leave(connection, [LEFT], date(2026, 11, 20))
        for one in done:
            connection.exec_driver_sql(
                "INSERT INTO completion (id, person, service, path, lesson, edition, finished_on, minutes, mode)"
                " VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)",
                (
                    *(one.id, one.who.id, one.service, one.path, one.lesson, one.day.isoformat()),
                    *(cards[one.lesson].minutes, one.mode),
                ),
            )
        for line in lines:
            connection.exec_driver_sql(
                "INSERT INTO assignment VALUES (?, ?, ?, ?, ?, 'Bonjour', '2026-11-01', ?, ?, NULL)",
                (
                    *(line.id, line.path, line.target, line.target_id, line.due and line.due.isoformat()),
                    *(TRAINER.id, line.withdrawn and line.withdrawn.isoformat()),
                ),
            )


def _in_the_store(store: Town, done: list[Done], lines: list[Proposed]) -> None:
    with administration(store.dsn) as place:
        put(place, CROWD, date(2026, 1, 1))
        leave(place, [LEFT], date(2026, 11, 20))
    with psycopg.connect(store.dsn) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT tenant_id FROM org.tenant")
        (tenant,) = cursor.fetchone() or (0,)
        cursor.execute("INSERT INTO org.cohort VALUES (%s, %s, %s)", (COHORT.id, tenant, COHORT.name))
        cursor.executemany(
            "INSERT INTO org.cohort_member (cohort_id, person_id, tenant_id)"
            " SELECT %s, person_id, tenant_id FROM org.person WHERE staff_number = %s",
            [(COHORT.id, who) for who in COHORT.members],
        )
        cursor.executemany(
            "INSERT INTO org.progress (person_id, path_id, lesson_id, edition, tenant_id, finished_on, service_id,"
            " event_id, mode) SELECT p.person_id, %s, %s, 1, p.tenant_id, %s, s.service_id, %s, %s"
            " FROM org.person p, org.service s WHERE p.staff_number = %s AND s.name = %s",
            [(one.path, one.lesson, one.day, one.id, one.mode, one.who.id, one.service) for one in done],
        )
        cursor.executemany(
            "INSERT INTO org.assignment (assignment_id, tenant_id, person_id, service_id, cohort_id, path_id, due,"
            " message, assigned_on, assigned_by, withdrawn_on) SELECT %s, t.tenant_id,"
            " (SELECT person_id FROM org.person WHERE staff_number = %s),"
            " (SELECT service_id FROM org.service WHERE name = %s), %s::uuid, %s, %s, 'Bonjour', '2026-11-01',"
            " t.person_id, %s FROM org.person t WHERE t.staff_number = 't1'",
            [
                (
                    line.id,
                    line.target_id if line.target == "person" else None,
                    line.target_id if line.target == "service" else None,
                    line.target_id if line.target == "cohort" else None,
                    line.path,
                    line.due,
                    line.withdrawn,
                )
                for line in lines
            ],
        )
