"""What the lessons cover of the competence tree, and what is missing: each goal, each point it supports."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from coach.content.library import Library
from coach.domain.errors import CoachError
from coach.domain.label import Competence, Support
from coach.domain.text import N_

T = TypeVar("T")
LEAST_QUESTIONS = 3
# What the tree must reach; criteria are the detail of the principles, and a theme only gathers them.
REACHED = {
    "charter": N_("Points of the charter"),
    "principle": N_("Principles of the label"),
    "action": N_("Actions of the City"),
}


@dataclass(frozen=True)
class Goal:
    """A competence, the titles of the lessons that teach it, and how many questions give evidence for it.

    `questions` are those of lessons, `in_quizzes` those of final quizzes.
    """

    competence: Competence
    lessons: tuple[str, ...]
    questions: int
    in_quizzes: int

    @property
    def lacking(self) -> int:
        """How many questions more are wanted."""
        return max(0, LEAST_QUESTIONS - self.questions - self.in_quizzes)

    @property
    def covered(self) -> bool:
        """Whether a lesson teaches it and enough questions test it."""
        return bool(self.lessons) and not self.lacking


@dataclass(frozen=True)
class Point:
    """A point of the charter, a principle of the label or an action of the city, and how the tree leads there."""

    support: Support
    competences: tuple[str, ...]
    lessons: tuple[str, ...]

    @property
    def covered(self) -> bool:
        """Whether some lesson teaches a competence that supports it."""
        return bool(self.lessons)


@dataclass(frozen=True)
class Coverage:
    """The whole table, in the order of the label's file."""

    goals: tuple[Goal, ...]
    points: tuple[Point, ...]

    @property
    def missing(self) -> int:
        """How many goals and points are not covered."""
        goals, points = ([one.covered for one in part] for part in (self.goals, self.points))
        return [*goals, *points].count(False)


def coverage(shelf: Library) -> Coverage:
    """Read every lesson and final quiz, and count. What cannot be read counts nothing; `coach check` says why."""
    lessons = [lesson for name in shelf.folders if (lesson := _read(shelf.lesson, name))]
    pools = [pool for name, path in shelf.paths.items() if path.quiz and (pool := _read(shelf.pool, name))]
    asked, in_quizzes = (
        Counter(question.competence for one in part for question in one.questions)
        for part in (lessons, pools)
    )
    goals = tuple(
        Goal(
            one,
            tuple(lesson.title for lesson in lessons if one.id in lesson.competences),
            asked[one.id],
            in_quizzes[one.id],
        )
        for one in shelf.label.competences
    )
    gathering = {one.part_of for one in shelf.label.supports if one.kind == "charter"}
    points = (one for one in shelf.label.supports if one.kind in REACHED and one.id not in gathering)
    return Coverage(goals, tuple(_point(one, goals) for one in points))


def _read(read: Callable[[str], T], name: str) -> T | None:
    try:
        return read(name)
    except CoachError:
        return None


def _point(support: Support, goals: tuple[Goal, ...]) -> Point:
    leading = [goal for goal in goals if support.id in goal.competence.supports]
    lessons = dict.fromkeys(title for goal in leading for title in goal.lessons)
    return Point(support, tuple(goal.competence.title for goal in leading), tuple(lessons))
