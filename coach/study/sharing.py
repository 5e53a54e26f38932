"""What leaves a person's own records: lessons finished in assigned paths, nothing else (decision 21)."""

from coach import places, policy, words
from coach.content.library import Library, library
from coach.domain.people import Person
from coach.store import glance
from coach.store.glance import Passed


def share(person: Person) -> int:
    """Write the completions of assigned paths that are not shared yet; returns how many there are in all.

    Called after each finished lesson and at each start, so that a power cut between the two files loses
    nothing, and a path assigned after its lessons were finished counts at once.
    """
    assigned = glance.assigned(places.organisation(), person)
    if not assigned or glance.person(places.organisation(), person_id=person.id) is None:
        return 0
    shelf = library(words.language(), policy.read().lessons)
    passed = glance.learning(places.records(person.id)).passed
    due = [
        (path, one)
        for path in dict.fromkeys(a.path for a in assigned)
        if path in shelf.paths
        for one in passed
        if one.lesson in shelf.paths[path].lessons and one.lesson in shelf.cards
    ]
    if due:
        _write(person, shelf, due)
    return len(due)


def _write(person: Person, shelf: Library, due: list[tuple[str, Passed]]) -> None:
    from coach.store import completions, database

    cards = shelf.cards
    with database.organisation() as connection:
        for path, one in due:
            completions.record(
                connection,
                person=person.id,
                service=person.service,
                path=path,
                lesson=one.lesson,
                edition=one.edition,
                day=one.at.astimezone().date(),
                minutes=cards[one.lesson].minutes,
                mode="individual",
            )
