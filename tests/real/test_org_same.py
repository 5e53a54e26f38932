"""The real store and a single file tell trainers the same of the same town: the masked table, counts, names."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg.sql import SQL, Identifier

from coach import org
from coach.content.library import library
from coach.domain.people import Person
from coach.org.masking import hidden, small
from coach.org.names import plain
from coach.server.administration import administration
from coach.server.people import put
from coach.store import completions, database, people
from tests.real.test_org_trainer import assigned
from tests.real.town import TRAINER, Desk, Town

TODAY = datetime.now(UTC).date()


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A file of `coach.org` of our own."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    yield
    database.close()


@dataclass(frozen=True)
class Chance:
    """A town made by chance: people, (path, service) pairs proposed, (who, path, lesson) finished."""

    crowd: tuple[Person, ...]
    proposed: tuple[tuple[str, str], ...]
    done: tuple[tuple[Person, str, str], ...]


def by_chance() -> Chance:
    """Seven services, most of them small; half of what was proposed is finished."""
    chance, paths = random.Random(3), library("fr").paths
    # More paths reach every domain in every service, and then nothing has to be masked.
    some = ("bienvenue", "web", "chiffres", "poste", "messagerie", "fichiers", "reunions")
    services = ["École", "Eau", "Finances", "Voirie", "Œuvres", "Zoo", "Archives"]
    crowd = [Person(f"a{n}", f"Agent {n}", chance.choice(services[: 1 + n % 7])) for n in range(45)]
    peopled = sorted({who.service for who in crowd})
    proposed = [(path, service) for path in some for service in peopled if chance.random() < 0.6]
    done = [
        (who, path, lesson)
        for who in crowd
        for path, service in proposed
        if service == who.service
        for lesson in paths[path].lessons
        if chance.random() < 0.5
    ]
    return Chance((*crowd, TRAINER), tuple(proposed), tuple(done))


def live_in_a_file(chance: Chance) -> None:
    """The town in a file of `coach.org`."""
    now = datetime.now(UTC)
    with database.organisation() as connection:
        people.put(connection, chance.crowd)
        for who, path, lesson in chance.done:
            completions.record(
                connection, person=who.id, service=who.service, path=path, lesson=lesson, edition=1, day=TODAY,
                minutes=3,
            )  # fmt: skip
    for path, service in chance.proposed:
        group = org.find_group(TRAINER, f"service:{service}")
        org.assign(TRAINER, library("fr"), org.Proposal(path, (group,)), now)


def live_in_the_store(chance: Chance, store: Town) -> Desk:
    """The town in PostgreSQL; its trainer's desk."""
    with administration(store.dsn) as place, place.connection.cursor() as cursor:
        for table in ("role_grant", "posting", "person"):
            cursor.execute(SQL("DELETE FROM org.{}").format(Identifier(table)))
        put(place, chance.crowd, date(2026, 1, 1))
        cursor.executemany(
            "INSERT INTO org.progress"
            " (person_id, path_id, lesson_id, edition, tenant_id, finished_on, service_id, event_id)"
            " SELECT person_id, %s, %s, 1, tenant_id, %s, service_id, gen_random_uuid() FROM org.person"
            " WHERE staff_number = %s",
            [(path, lesson, TODAY, who.id) for who, path, lesson in chance.done],
        )
    trainer = store.enrol("t1")
    for path, service in chance.proposed:
        assigned(store, trainer, "service", service, path)
    return trainer


@pytest.fixture
def both(store: Town, filed: None) -> Desk:
    """The same town twice; the trainer's desk."""
    live_in_a_file(by_chance())
    return live_in_the_store(by_chance(), store)


def test_the_table_is_the_one_of_a_single_file(store: Town, both: Desk) -> None:
    shelf = library("fr")
    table, ours = org.team(TRAINER, shelf), store.call(both, "team")
    assert {"few", "masked", "share"} <= {cell.kind for row in table.rows for cell in row.cells}
    assert ours["domains"] == [domain.id for domain in shelf.label.domains]
    assert [
        (row["service"], row["people"], [(cell["kind"], cell.get("share")) for cell in row["cells"]])
        for row in ours["rows"]
    ] == [(row.service, row.people, [(cell.kind, cell.share) for cell in row.cells]) for row in table.rows]
    told, summary = ours["summary"], table.summary
    assert (told["people"], told["services"]) == (summary.people, summary.services)
    assert (told["finished"]["kind"], told["finished"].get("share")) == (
        summary.finished.kind,
        summary.finished.share,
    )


def test_the_counts_are_those_of_a_single_file(store: Town, both: Desk) -> None:
    lines = {(one.path, one.group.name): one for one in org.assignments(TRAINER, library("fr"))}
    for one in store.call(both, "assignments"):
        line = lines.pop((one["path"], one["group"]))
        assert (one["people"], one["started"], one["finished"]) == (line.people, line.started, line.finished)
    assert not lines


def test_the_mask_is_the_one_of_the_domain(store: Town) -> None:
    grids = st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.lists(st.sampled_from([0, 1, 3, 4, 5, 6, 9]), min_size=width, max_size=width), max_size=9
        )
    )
    with psycopg.connect(store.dsn) as connection:

        @settings(max_examples=200, deadline=None)
        @given(grids)
        def check(sizes: list[list[int]]) -> None:
            width = len(sizes[0]) if sizes else 3
            flat = [size for row in sizes for size in row]
            row = connection.execute("SELECT org.hidden(%s::int[], %s)", (flat, width)).fetchone()
            assert row is not None
            few, every = small(sizes), hidden(sizes)
            places = [(r, c) for r in range(len(sizes)) for c in range(width)]
            wanted = ["few" if one in few else "masked" if one in every else "" for one in places]
            assert row[0][: len(wanted)] == wanted

        check()


@pytest.mark.parametrize(
    "name", ["École", "  Œuvre  d’Art ", "ÎLE-de France", "Straße", "état\u0301", "№ 5", "日本"]
)
def test_names_are_compared_as_on_a_single_file(store: Town, name: str) -> None:
    with psycopg.connect(store.dsn) as connection:
        row = connection.execute("SELECT org.plain(%s)", (name,)).fetchone()
    # casefold has one letter more than PostgreSQL's lower().
    assert row == (plain(name).replace("strasse", "straße"),)
