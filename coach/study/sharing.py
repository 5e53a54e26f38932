"""What leaves a person's own records: lessons finished and quizzes passed in assigned paths (decision 21)."""

from datetime import date

from coach import places, policy, words
from coach.content.library import Library, library
from coach.domain.final_quiz import passed_paths
from coach.domain.people import Person
from coach.store import glance
from coach.store.glance import Passed

# Path, lesson (empty: the path's final quiz), edition, local day.
Due = tuple[str, str, int, date]


def share(person: Person) -> int:
    """Write the completions of assigned paths that are not shared yet; returns how many there are in all.

    Called after each finished lesson and at each start, so that a power cut between the two files loses
    nothing, and a path assigned after its lessons were finished counts at once.
    """
    assigned = glance.assigned(places.organisation(), person)
    if not assigned or glance.person(places.organisation(), person_id=person.id) is None:
        return 0
    shelf = library(words.language(), policy.read().lessons)
    known = glance.learning(places.records(person.id))
    passed = passed_paths(known.tried)
    due = []
    for path in dict.fromkeys(a.path for a in assigned if a.path in shelf.paths):
        due += [_due(path, one) for one in known.passed if one.lesson in shelf.paths[path].lessons]
        # Only that it was passed: neither how well, nor how often it was missed before.
        due += [(path, "", passed[path].edition, passed[path].on)] if path in passed else []
    if due:
        _write(person, shelf, due)
    return len(due)


def _due(path: str, one: Passed) -> Due:
    return path, one.lesson, one.edition, one.at.astimezone().date()


def _write(person: Person, shelf: Library, due: list[Due]) -> None:
    from coach.store import completions, database

    cards = shelf.cards
    with database.organisation() as connection:
        for path, lesson, edition, day in due:
            completions.record(
                connection,
                person=person.id,
                service=person.service,
                path=path,
                lesson=lesson,
                edition=edition,
                day=day,
                minutes=cards[lesson].minutes if lesson else 0,
                mode="individual",
            )


def may_choose(person: Person, lesson: str, edition: int) -> bool:
    """Whether a person may choose to share a lesson: finished, of no proposed path, and not shared yet."""
    file = places.organisation()
    if glance.person(file, person_id=person.id) is None:
        return False
    shelf = library(words.language(), policy.read().lessons)
    proposed = {a.path for a in glance.assigned(file, person)}
    told = {name for path in proposed & shelf.paths.keys() for name in shelf.paths[path].lessons}
    return (
        lesson not in told | glance.chosen(file, person.id) and _passed(person, lesson, edition) is not None
    )


def _passed(person: Person, lesson: str, edition: int) -> Passed | None:
    passed = glance.learning(places.records(person.id)).passed
    return next((one for one in passed if (one.lesson, one.edition) == (lesson, edition)), None)


def choose(person: Person, lesson: str, edition: int) -> None:
    """Share a finished lesson of no proposed path, because the person says so; nothing of it leaves otherwise.

    Raises:
        StorageError: it is not shared.
    """
    one = _passed(person, lesson, edition)
    if one is not None:
        shelf = library(words.language(), policy.read().lessons)
        _write(person, shelf, [_due("", one)])


def take_back(person: Person, lesson: str) -> bool:
    """Share it no longer; False if it was sent meanwhile.

    Raises:
        StorageError: it is shared still.
    """
    from coach.store import database, outbox

    with database.organisation() as connection:
        return outbox.withdraw(connection, person.id, [lesson]) > 0
