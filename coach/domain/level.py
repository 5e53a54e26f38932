"""The level of each domain in words with its range, from the answers of all domains."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul

from coach.domain.progress import Level
from coach.domain.rasch import GRID, PRIOR, Item, Weights, likelihood, summed_up

CUTS = (-0.7, 0.0, 0.7)
"""Where a word ends and the next begins, in logits: about a quarter of all people in each before any answer."""
ALIKE = 0.6
"""Correlation of two domains in one person: who knows one of them well is likely to know another."""
OWN, ALL = 2, 10
"""Answers that a domain needs of its own, and in all, before its level is estimated."""
LIKELY = 0.7
"""Probability that the range in words holds at least."""

Answers = Sequence[tuple[Item, bool]]


@dataclass(frozen=True)
class Estimated:
    """A domain's most likely level, and the range that holds it with a probability of `LIKELY`."""

    level: Level
    low: Level
    high: Level


def estimated(answers: Mapping[str, Answers]) -> dict[str, Estimated]:
    """The level of each domain that has answers enough.

    How many answers there are decides whether there is a level, never how good they are: so a miss turned into a
    right answer can only raise a level.
    """
    if sum(map(len, answers.values())) < ALL:
        return {}
    return {name: _told(weights) for name, weights in weighed(answers).items() if len(answers[name]) >= OWN}


def weighed(answers: Mapping[str, Answers]) -> dict[str, Weights]:
    """How likely each ability of the grid is in each domain.

    An ability in a domain is partly that of the person in general (`ALIKE`), so what was answered elsewhere counts as
    well, and less. A domain alone gives what `rasch.estimate` gives.
    """
    own = {domain: likelihood(given) for domain, given in answers.items()}
    # What each domain tells of the person in general.
    told = {domain: [_sum(row, weights) for row in _related()] for domain, weights in own.items()}
    found: dict[str, Weights] = {}
    for domain, weights in own.items():
        general: Weights = PRIOR
        for other in told.keys() - {domain}:
            general = list(map(mul, general, told[other]))
        expected = [_sum(column, general) for column in zip(*_related(), strict=True)]
        found[domain] = list(map(mul, expected, weights))
    return found


def _sum(one: Weights, other: Weights) -> float:
    return math.fsum(map(mul, one, other))


@cache
def _related() -> tuple[tuple[float, ...], ...]:
    """For each general ability, how likely each ability in a domain is."""
    rows = []
    for general in GRID:
        mean, variance = math.sqrt(ALIKE) * general, 1 - ALIKE
        row = [math.exp(-((ability - mean) ** 2) / (2 * variance)) for ability in GRID]
        rows.append(tuple(one / math.fsum(row) for one in row))
    return tuple(rows)


def word(ability: float) -> Level:
    """The word for an ability in logits."""
    return Level(sum(ability >= cut for cut in CUTS))


def _told(weights: Weights) -> Estimated:
    level = word(summed_up(weights).ability)
    total, shares = math.fsum(weights), [0.0] * len(Level)
    for ability, weight in zip(GRID, weights, strict=True):
        shares[word(ability)] += weight / total
    ranges = [(low, high) for low in Level for high in Level if low <= level <= high]
    held = {(low, high): math.fsum(shares[low : high + 1]) for low, high in ranges}
    # The shortest one, of equals the likeliest. All four words hold it for sure, but for rounding.
    enough = [ends for ends in ranges if held[ends] >= LIKELY]
    low, high = min(enough, key=lambda ends: (ends[1] - ends[0], -held[ends]))
    return Estimated(level, low, high)
