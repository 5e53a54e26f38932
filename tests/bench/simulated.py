"""Simulated questions and people, for the bench of the level: what is true of them, and what an author wrote."""

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from coach.domain import rasch
from coach.domain.placement import Candidate, choose
from coach.domain.rasch import Estimate, Item

DOMAINS = tuple(f"domain {number}" for number in range(8))
GUESS = 0.2


@dataclass(frozen=True)
class Question:
    """What is `told` of a question, what it really is, and whether its right answer stands first."""

    told: Candidate
    difficulty: float
    slope: float
    first: bool


Answering = Callable[[Question, random.Random], bool]


@dataclass(frozen=True)
class Person:
    """The true ability in each domain, and the answers in the order in which they were given."""

    abilities: Mapping[str, float]
    answers: tuple[tuple[Candidate, bool], ...]

    @cached_property
    def ability(self) -> float:
        """The one ability of a person who has the same everywhere."""
        return next(iter(self.abilities.values()))

    def after(self, count: int) -> Estimate:
        """What the first answers tell, as if there was one ability."""
        return rasch.estimate((told.item, right) for told, right in self.answers[:count])

    def by_domain(self, count: int) -> dict[str, list[tuple[Item, bool]]]:
        """The first answers, by domain."""
        found: dict[str, list[tuple[Item, bool]]] = {domain: [] for domain in DOMAINS}
        for told, right in self.answers[:count]:
            found[told.domain].append((told.item, right))
        return found


def bank(
    by: random.Random, count: int = 150, *, error: float = 0.5, steps: bool = False, domains: int = 8
) -> tuple[Question, ...]:
    """Questions whose difficulty is spread evenly over the five steps of a lesson, with slopes about 1.1.

    Args:
        by: the chance that makes them.
        count: how many.
        error: by how much the author is wrong about the difficulty: the deviation in logits.
        steps: whether the author can write one of five steps only.
        domains: among how many domains they are.
    """
    made = []
    for number in range(count):
        difficulty = by.uniform(-2.5, 2.5)
        told = difficulty + by.gauss(0, error)
        item = rasch.written(min(5, max(1, round(3 + told))), GUESS) if steps else Item(told, GUESS)
        candidate = Candidate(str(number), DOMAINS[number % domains], item)
        made.append(Question(candidate, difficulty, max(0.6, by.gauss(1.1, 0.2)), by.random() < GUESS))
    return tuple(made)


def knowing(abilities: Mapping[str, float]) -> Answering:
    """Answers by what the person knows, else by luck."""

    def answer(question: Question, by: random.Random) -> bool:
        away = question.slope * (question.difficulty - abilities[question.told.domain])
        return by.random() < GUESS + (1 - GUESS) / (1 + math.exp(away))

    return answer


def wrong(question: Question, by: random.Random) -> bool:
    """Never right, or always "I don't know"."""
    return False


def right(question: Question, by: random.Random) -> bool:
    """Always right."""
    return True


def clicker(question: Question, by: random.Random) -> bool:
    """Clicks anywhere."""
    return by.random() < GUESS


def first(question: Question, by: random.Random) -> bool:
    """Always takes the first answer."""
    return question.first


def sit(
    asked_from: tuple[Question, ...],
    answering: Answering,
    of: int,
    by: random.Random,
    *,
    adaptive: bool = True,
) -> tuple[tuple[Candidate, bool], ...]:
    """A placement of so many questions, as the program asks them, or asked at random."""
    left = {question.told: question for question in asked_from}
    given: list[tuple[Candidate, bool]] = []
    while len(given) < of:
        ability = rasch.estimate((told.item, known) for told, known in given).ability
        domains = [told.domain for told, _known in given]
        one = choose(tuple(left), domains, ability, of, by) if adaptive else by.choice(tuple(left))
        given.append((one, answering(left.pop(one), by)))
    return tuple(given)


def abilities(by: random.Random, alike: float = 1.0) -> dict[str, float]:
    """The abilities of one person; any two domains correlate so."""
    general = by.gauss(0, 1)
    own, shared = math.sqrt(1 - alike), math.sqrt(alike)
    return {domain: shared * general + own * by.gauss(0, 1) for domain in DOMAINS}
