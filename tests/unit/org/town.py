"""A small town in a file of its own, for the tests of what the organisation shares."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from sqlalchemy import Connection

from coach.content.library import Library
from coach.domain.people import Person, Role
from coach.store import completions, database, people

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TRAINER = Person("t1", "Inès Faure", "Formation", frozenset({Role.LEARNER, Role.TRAINER}))
HR = Person("h1", "Paul Roy", "Ressources humaines", frozenset({Role.LEARNER, Role.HR}))
AGENTS = tuple(Person(f"00{n}", f"Agent {n}", "Accueil" if n <= 6 else "Voirie") for n in range(1, 10))
TOWN = (*AGENTS, TRAINER, HR)


@contextmanager
def town() -> Iterator[Connection]:
    """One transaction on the organisation's file."""
    with database.organisation() as connection:
        yield connection


def settle() -> None:
    """Six move in at Accueil, three at Voirie, then a trainer and somebody of HR; 001 and 007 are pilots."""
    with town() as connection:
        people.put(connection, TOWN)
        people.put_cohort(connection, people.Cohort("c1", "Pilotes", ("001", "007")))


def finish(
    connection: Connection, who: Person, lesson: str, path: str = "bienvenue", day: date = TODAY
) -> bool:
    """Somebody finishes a lesson."""
    return completions.record(
        connection,
        person=who.id,
        service=who.service,
        path=path,
        lesson=lesson,
        edition=1,
        day=day,
        minutes=3,
    )


def finish_path(connection: Connection, who: Person, shelf: Library, path: str) -> None:
    """Somebody finishes every lesson of a path, and passes its final quiz."""
    for lesson in (*shelf.paths[path].lessons, *([""] if shelf.paths[path].quiz else [])):
        finish(connection, who, lesson, path)
