"""What it takes to finish a path: its lessons, and its final quiz or a trainer who attests every lesson."""

from collections.abc import Collection

from coach.content.library import Library
from coach.domain.final_quiz import mark
from coach.domain.lesson import Path
from coach.org.shapes import State
from coach.store import completions
from coach.store.database import Connection

# (Staff number, lesson) finished, and (staff number, mark of a path) where its final quiz is answered for.
Pairs = set[tuple[str, str]]


def wanted(path: Path) -> tuple[str, ...]:
    """Ids of the lessons of a path, and the mark of its final quiz if it has one."""
    return (*path.lessons, mark(path.id)) if path.quiz else path.lessons


def pairs(connection: Connection, shelf: Library) -> Pairs:
    """What everybody on the list has finished.

    Whoever was seen by a trainer at every lesson of a path, in a room, is not asked for its quiz: those without a
    computer could never finish a path.
    """
    found: Pairs = set()
    seen: dict[str, set[str]] = {}
    for one in completions.finished(connection):
        found.add((one.person, one.lesson or mark(one.path)))
        if one.mode == "group":
            seen.setdefault(one.person, set()).add(one.lesson)
    for person, lessons in seen.items():
        found |= {(person, mark(path.id)) for path in shelf.paths.values() if attested(path.lessons, lessons)}
    return found


def attested(lessons: Collection[str], seen: set[str]) -> bool:
    """Whether a trainer has attested every one of these lessons."""
    return bool(lessons) and set(lessons) <= seen


def state_of(person: str, path: Path | None, finished: Pairs) -> State:
    """How far somebody (staff number) is in a path; without one, or without lessons, nobody has begun."""
    if path is None or not any((person, lesson) in finished for lesson in path.lessons):
        return State.NOT_STARTED
    done = all((person, one) in finished for one in wanted(path))
    return State.FINISHED if done else State.STARTED
