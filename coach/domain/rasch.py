"""How able somebody is, told from right and wrong answers: Rasch with fixed guessing, estimated on a grid (EAP).

An ability and a difficulty are on one scale, in logits: at equal height, who does not guess answers every second
question right. Before any answer an ability is thought to be normal, mean 0, deviation 1. See `learning.md` 3.3.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import add, mul

GRID = tuple(step / 8 for step in range(-40, 41))
"""The 81 abilities that are weighed, in logits."""
PRIOR = tuple(math.exp(-ability * ability / 2) for ability in GRID)
"""How likely each of them is before any answer, up to a factor."""

Weights = Sequence[float]
"""One number for each ability of the grid, up to a common factor."""


@dataclass(frozen=True)
class Item:
    """A question as the model sees it: `difficulty` in logits, `guess` the chance of luck, 0 to less than 1."""

    difficulty: float
    guess: float


@dataclass(frozen=True)
class Estimate:
    """An ability in logits, its standard error, and the ends of the 95 % interval."""

    ability: float
    error: float

    @property
    def low(self) -> float:
        """Lower end of the interval, in logits."""
        return self.ability - 1.96 * self.error

    @property
    def high(self) -> float:
        """Upper end of the interval, in logits."""
        return self.ability + 1.96 * self.error


def written(difficulty: int, guess: float) -> Item:
    """A question with the difficulty that its author wrote, 1 to 5: one logit a step, 3 in the middle.

    One step multiplies the odds of a right answer by 2.7: of people in the middle who do not guess, 88 % are right at
    difficulty 1, 73 % at 2, 50 % at 3, 27 % at 4, 12 % at 5.
    """
    return Item(float(difficulty - 3), guess)


def chance(item: Item, ability: float) -> float:
    """Chance of a right answer, 0..1."""
    return item.guess + (1 - item.guess) / (1 + math.exp(item.difficulty - ability))


def information(item: Item, ability: float) -> float:
    """Fisher's information of an answer on this ability: what luck may bring is taken off."""
    right = chance(item, ability)
    return (1 - right) / right * ((right - item.guess) / (1 - item.guess)) ** 2


@cache
def _logarithms(item: Item, right: bool) -> tuple[float, ...]:
    chances = (chance(item, ability) for ability in GRID)
    return tuple(math.log(one if right else 1 - one) for one in chances)


def likelihood(answers: Iterable[tuple[Item, bool]]) -> Weights:
    """How well each ability of the grid explains the answers, the best one as 1."""
    total: Weights = [0.0] * len(GRID)
    for item, right in answers:
        total = list(map(add, total, _logarithms(item, right)))
    most = max(total)
    return [math.exp(one - most) for one in total]


def summed_up(weights: Weights) -> Estimate:
    """Mean and deviation of weighed abilities."""
    total = math.fsum(weights)
    mean = math.fsum(map(mul, weights, GRID)) / total
    square = math.fsum(weight * (ability - mean) ** 2 for weight, ability in zip(weights, GRID, strict=True))
    return Estimate(mean, math.sqrt(square / total))


def estimate(answers: Iterable[tuple[Item, bool]]) -> Estimate:
    """The ability that these answers tell of (expected a posteriori); without any, 0 with an error of 1."""
    return summed_up(list(map(mul, PRIOR, likelihood(answers))))
