"""The final quiz of a path: how much it asks, when it is passed, when it may be tried again."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from coach.domain.lesson import Question

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
class Pool:
    """The fresh questions of a path. `language` may differ from the one asked for when a translation is missing."""

    path: str
    edition: int
    language: str
    questions: tuple[Question, ...]


def is_passed(right: int, asked: int, threshold: float = THRESHOLD) -> bool:
    """Whether so many right answers pass; a form without questions never does."""
    return asked > 0 and right >= threshold * asked


def closed_until_tomorrow(missed: Iterable[date], today: date) -> bool:
    """Whether a day on which the quiz was missed is not over yet.

    A clock that was set back opens nothing, but for one that was years ahead when the quiz was missed.
    """
    return any(0 <= (day - today).days <= _CLOCK for day in missed)


def draw(questions: Collection[Question], seen: Mapping[str, int], chance: Random) -> tuple[str, ...]:
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
