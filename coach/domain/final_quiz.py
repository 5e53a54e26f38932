"""The final quiz of a path: how much it asks, when it is passed, when it may be tried again."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING

from coach.domain.lesson import Question

if TYPE_CHECKING:
    # The first page reads who has passed, and draws nothing.
    from random import Random

ASKED = 10
"""Questions of one form."""
THRESHOLD = 0.8
"""Share of them to be right (`learning.md` 3.5)."""
POOL = 2 * ASKED
"""Questions that a path must have: a second form can then be all new."""
_CLOCK = 7
"""Days by which a clock that was set back is still believed to have been right before."""


@dataclass(frozen=True)
class PathPassed:
    """A path's final quiz, passed on a local day: `right` of `asked` answers, at least `threshold` (0..1) of them."""

    path: str
    edition: int
    on: date
    asked: int
    right: int
    threshold: float


@dataclass(frozen=True)
class Tried:
    """A final quiz gone through to its end on a local day, passed or missed."""

    path: str
    edition: int
    on: date
    asked: int
    right: int
    threshold: float
    passed: bool


@dataclass(frozen=True)
class Pool:
    """The fresh questions of a path. `language` may differ from the one asked for when a translation is missing."""

    path: str
    edition: int
    language: str
    questions: tuple[Question, ...]


class Standing(Enum):
    """Where a person stands with a path's final quiz."""

    NONE = auto()  # the path has none
    LATER = auto()  # once its lessons are finished
    OPEN = auto()
    BEGUN = auto()
    TOMORROW = auto()  # missed today
    PASSED = auto()


def is_passed(right: int, asked: int, threshold: float = THRESHOLD) -> bool:
    """Whether so many right answers pass; a form without questions never does."""
    return asked > 0 and right >= threshold * asked


def needed(asked: int = ASKED) -> int:
    """The fewest right answers that pass."""
    return next(right for right in range(asked + 1) if is_passed(right, asked))


def passed_paths(tried: Iterable[Tried]) -> dict[str, PathPassed]:
    """The paths passed, by id: the first time, of the newest edition passed. `tried` comes oldest first."""
    found: dict[str, PathPassed] = {}
    for one in tried:
        if one.passed and (one.path not in found or found[one.path].edition < one.edition):
            found[one.path] = PathPassed(one.path, one.edition, one.on, one.asked, one.right, one.threshold)
    return found


def is_closed(missed: Iterable[date], today: date) -> bool:
    """Whether a day on which the quiz was missed is not over yet.

    A clock that was set back opens nothing, but for one that was far ahead when the quiz was missed.
    """
    return any(0 <= (day - today).days <= _CLOCK for day in missed)


def standing(tried: Collection[Tried], *, lessons_done: bool, begun: bool, today: date) -> Standing:
    """Where somebody stands with the quiz of a path that has one; `tried` are those of this path."""
    if any(one.passed for one in tried):
        return Standing.PASSED
    if not lessons_done:
        return Standing.LATER
    if is_closed((one.on for one in tried), today):
        return Standing.TOMORROW
    return Standing.BEGUN if begun else Standing.OPEN


def draw(questions: Collection[Question], seen: Mapping[str, int], chance: "Random") -> tuple[str, ...]:
    """The ids of one form, in the pool's order: as many competences as fit, questions seen least often first.

    Competences take turns, so that one with many questions does not crowd out another.

    Args:
        questions: the pool.
        seen: how often each question was answered, by id.
        chance: decides between equals.
    """
    waiting = sorted(questions, key=lambda q: (seen.get(q.id, 0), chance.random()))
    turns: dict[str, int] = {}
    turn_of = {}
    for question in waiting:
        turn_of[question.id] = turns[question.competence] = turns.get(question.competence, 0) + 1
    chosen = {q.id for q in sorted(waiting, key=lambda q: turn_of[q.id])[:ASKED]}
    return tuple(question.id for question in questions if question.id in chosen)


def mark(path: str) -> str:
    """Stands among the ids of lessons for a path's final quiz; no lesson has such an id."""
    return f"quiz/{path}"
