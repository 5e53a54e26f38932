"""A town hall for the tests of Équipe and Exports: two services, and a trainer who is also of HR."""

import dataclasses
from datetime import UTC, date, datetime

from coach import org
from coach.content.library import library
from coach.domain.people import Person, Role
from coach.store import completions, database, people
from tests.gui.conftest import Desk

NOW = datetime.now(UTC)
BOSS = Person("b1", "Inès Faure", "Formation", frozenset(Role))
DESK_STAFF = tuple(Person(f"a{n}", f"Agent {n}", "Accueil") for n in range(1, 8))
CREW = tuple(Person(f"v{n}", f"Équipier {n}", "Voirie") for n in range(1, 4))


def settle(desk: Desk) -> Desk:
    """Seven people at Accueil, three at Voirie, and Inès, whose desk this becomes."""
    desk.as_person(BOSS)
    with database.organisation() as connection:
        people.put(connection, [*DESK_STAFF, *CREW])
    hers = dataclasses.replace(desk, id=BOSS.id)
    hers.set(language="en", theme="light", text_scale=100, welcomed=True)
    return hers


def propose(path: str, *groups: str, due: date | None = None, message: str = "") -> tuple[str, ...]:
    """Inès proposes a path to groups by name."""
    chosen = tuple(org.find_group(BOSS, name) for name in groups)
    return org.assign(BOSS, library("en"), org.Proposal(path, chosen, due, message), NOW)


def finish(who: Person, path: str, lessons: int | None = None, day: date | None = None) -> None:
    """Somebody finishes the first lessons of a path, or all of them with its quiz."""
    shelf = library("en")
    with database.organisation() as connection:
        for lesson in shelf.paths[path].lessons[:lessons]:
            completions.record(
                connection,
                person=who.id,
                service=who.service,
                path=path,
                lesson=lesson,
                edition=1,
                day=day or NOW.date(),
                minutes=shelf.cards[lesson].minutes,
            )
    if lessons is None and shelf.paths[path].quiz:
        passes(who, path)


def passes(who: Person, path: str) -> None:
    """Somebody passes the final quiz of a path."""
    with database.organisation() as connection:
        completions.record(
            connection,
            person=who.id,
            service=who.service,
            path=path,
            lesson="",
            edition=1,
            day=NOW.date(),
            minutes=0,
        )
