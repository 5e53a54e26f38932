"""What leaves a person's own records: completions of lessons in assigned paths, and nothing else (decision 21)."""

from datetime import datetime

from coach import places, words
from coach.content.library import library
from coach.domain.people import Person
from coach.store import glance


def share(person: Person, now: datetime) -> int:
    """Write the completions of assigned paths that are not shared yet; returns how many there are in all.

    Called after each finished lesson and at each start, so that a power cut between the two files loses nothing,
    and a path assigned after its lessons were finished counts at once.
    """
    assigned = glance.assigned(places.organisation(), person)
    if not assigned or glance.person(places.organisation(), person_id=person.id) is None:
        return 0
    finished = glance.learning(places.records(person.id)).finished
    shelf = library(words.language())
    due = [
        (path, lesson)
        for path in dict.fromkeys(a.path for a in assigned)
        if path in shelf.paths
        for lesson in shelf.paths[path].lessons
        if lesson in finished and lesson in shelf.cards
    ]
    if due:
        _write(person, due, finished, now)
    return len(due)


def _write(person: Person, due: list[tuple[str, str]], finished: dict[str, datetime], now: datetime) -> None:
    from coach.store import completions, database

    cards = library(words.language()).cards
    with database.organisation() as connection:
        for path, lesson in due:
            completions.record(
                connection,
                person=person.id,
                service=person.service,
                path=path,
                lesson=lesson,
                edition=cards[lesson].edition,
                day=finished[lesson].astimezone().date(),
                minutes=cards[lesson].minutes,
                mode="individual",
                now=now,
            )
