"""What a person has finished, knows and masters: pure functions of answers and the label."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from coach.domain.label import Competence


class Level(IntEnum):
    """Level words Découverte, En route, Confirmé, Aguerri (decision 19), from the competences met."""

    DISCOVERY = 0
    UNDER_WAY = 1
    CONFIRMED = 2
    SEASONED = 3


@dataclass(frozen=True)
class Answered:
    """The last answer to one question: `known` when it was right at the first try without a hint."""

    lesson: str
    question: str
    competence: str
    known: bool


@dataclass(frozen=True)
class DomainProgress:
    """Competences of one domain: met, and in the person's goals. `goals` 0 means: not in your goals."""

    domain: str
    met: int
    goals: int

    @property
    def level(self) -> Level:
        """None met, one or more, half, all."""
        if self.met == 0 or self.goals == 0:
            return Level.DISCOVERY
        if self.met == self.goals:
            return Level.SEASONED
        return Level.CONFIRMED if self.met * 2 >= self.goals else Level.UNDER_WAY


def competences_met(
    finished: frozenset[str], lessons: Mapping[str, tuple[str, ...]], answers: Iterable[Answered]
) -> frozenset[str]:
    """Competences proved by a finished lesson and by at least half of the questions last answered for them.

    Args:
        finished: ids of the finished lessons.
        lessons: competences that each lesson names.
        answers: the last answer to each question.
    """
    taught = {c for lesson in finished for c in lessons.get(lesson, ())}
    known: dict[str, list[bool]] = {}
    for answer in answers:
        known.setdefault(answer.competence, []).append(answer.known)
    return frozenset(c for c in taught if 2 * sum(known.get(c, ())) >= len(known.get(c, ())))


def by_domain(
    met: frozenset[str], goals: Iterable[Competence], domains: Iterable[str]
) -> tuple[DomainProgress, ...]:
    """Progress in each domain, in the label's order."""
    wanted = tuple(goals)
    return tuple(
        DomainProgress(
            domain,
            sum(1 for c in wanted if c.domain == domain and c.id in met),
            sum(1 for c in wanted if c.domain == domain),
        )
        for domain in domains
    )
