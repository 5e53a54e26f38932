"""The same town in a file of a desk and behind a real gateway: what a test asks of the one it asks of the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import keyring
import psycopg
import pytest

from coach import settings, words
from coach.domain.people import Person
from coach.org import server as place
from coach.server_client import credentials
from coach.store import completions, database, people
from tests.desk.gateway import Gateway
from tests.real.memory_keyring import Keyring
from tests.real.org_desks import enrol
from tests.real.town import PEOPLE, Town, finished

TODAY = datetime.now(UTC).date()


@dataclass
class Store:
    """Where the organisation is: a file, or a server with its town; there it has a gateway and desks."""

    name: str
    monkeypatch: pytest.MonkeyPatch
    site: Gateway | None = None
    town: Town | None = None

    def finish(self, who: Person, *lessons: str, path: str = "bienvenue") -> None:
        """Somebody finishes lessons today, and the organisation knows."""
        if self.town is not None:
            own = self.town.enrol(who.id)
            self.town.push(own, *(finished(lesson, path, TODAY) for lesson in lessons))
            self.town.pull(own)
            return
        with database.organisation() as connection:
            for lesson in lessons:
                completions.record(
                    connection, person=who.id, service=who.service, path=path, lesson=lesson, edition=1, day=TODAY,
                    minutes=3,
                )  # fmt: skip

    def counted(self) -> list[tuple[str, str, str]]:
        """Every completion that counts: person, lesson, mode."""
        if self.town is None:
            with database.organisation() as connection:
                records = completions.records(connection, completions.Chosen())
                return sorted((one.staff_number, one.lesson, one.mode) for one in records)
        with psycopg.connect(self.town.dsn) as connection_:
            rows = connection_.execute(
                "SELECT p.staff_number, g.lesson_id, g.mode FROM org.progress g JOIN org.person p USING (person_id)"
                " WHERE g.cancelled_on IS NULL ORDER BY 1, 2"
            )
            return rows.fetchall()

    def crowd(self, size: int) -> None:
        """So many people more, all of one service: Foule 1, c1, and so on."""
        if self.town is None:
            with database.organisation() as connection:
                crowd = (Person(f"c{n}", f"Foule {n}", "Accueil") for n in range(1, size + 1))
                people.put(connection, crowd)
            return
        with psycopg.connect(self.town.dsn) as connection_:
            connection_.execute(
                "INSERT INTO org.person (tenant_id, staff_number, name, service_id)"
                " SELECT s.tenant_id, 'c' || n, 'Foule ' || n, s.service_id"
                " FROM org.service s, generate_series(1, %s) n WHERE s.name = 'Accueil'",
                [size],
            )
            connection_.execute(
                "INSERT INTO org.posting (person_id, since, service_id, tenant_id)"
                " SELECT person_id, '2026-01-01', service_id, tenant_id FROM org.person WHERE name LIKE 'Foule %'"
            )

    def sit(self, who: Person) -> None:
        """Somebody enrols this desk, if there is a server."""
        if self.site is not None and self.town is not None:
            enrol_here(self.site, self.town, who)


def enrol_here(site: Gateway, store: Town, who: Person) -> None:
    """Enrol this desk for somebody: its keyring proves who that is."""
    desk = enrol(site, store, who.id)
    key = desk.key.private_bytes_raw()
    credentials.keep(who.id, credentials.Credentials(site.url, desk.device, key, desk.token))
    place._enrolled.cache_clear()


@pytest.fixture
def desk_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A desk without a server, with a keyring of its own."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("COACH_POLICY", str(tmp_path / "policy.toml"))
    monkeypatch.setenv("TEST_KEYRING", str(tmp_path / "keyring.json"))
    for name in ("ORG_URL", "ORG_FOLDER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(keyring.core, "_keyring_backend", Keyring())  # type: ignore[no-untyped-call]
    settings.write("t1", settings.Settings(language="en"))
    words.use("en")
    yield
    place._enrolled.cache_clear()
    database.close()
    words.use("en")


@pytest.fixture
def server_desk(desk_alone: None, site: Gateway, store: Town, monkeypatch: pytest.MonkeyPatch) -> Gateway:
    """A desk of the town behind the gateway; nobody is enrolled yet."""
    monkeypatch.setenv("ORG_URL", site.url)
    return site


@pytest.fixture(params=["file", "server"])
def kept(request: pytest.FixtureRequest, desk_alone: None, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The town in each of the two."""
    if request.param == "file":
        with database.organisation() as connection:
            people.put(connection, PEOPLE)
        return Store("file", monkeypatch)
    site, town = request.getfixturevalue("server_desk"), request.getfixturevalue("store")
    return Store("server", monkeypatch, site, town)
