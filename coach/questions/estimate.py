"""Estimate an order of magnitude on a logarithmic scale."""

import json
import math

from coach.questions._kind import Key, Number, QuestionKind, Response
from coach.words import _

# A guess within a factor of two is the right order of magnitude for everyday comparisons.
FACTOR = 2.0


def _scale(key: Key) -> tuple[float, float]:
    right = key.get("right")
    if not isinstance(right, dict):
        return 0.0, 0.0
    low, high = right.get("from"), right.get("to")
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        return 0.0, 0.0
    return float(low), float(high)


def check(key: Key) -> list[str]:
    """A fact with a value, and a scale that is positive, wide and holds that value."""
    low, high = _scale(key)
    if not 0 < low < high:
        return [_("“right” needs a fact and a scale “from” a positive number “to” a larger one")]
    if "low" not in key or "high" not in key:
        return [_("the fact of an estimate needs a value or a range")]
    if not low <= key["low"] <= key["high"] <= high:
        return [_("the right value lies outside the scale")]
    return []


def score(key: Key, response: Response) -> float:
    """1 within a factor of two of the fact's value or range, then falling to 0 at a factor of twenty."""
    guess = float(response)
    if guess <= 0:
        return 0.0
    away = max(key["low"] / guess, guess / key["high"], 1.0)
    if away <= FACTOR:
        return 1.0
    return max(0.0, 1 - math.log(away / FACTOR) / math.log(10))


def misses(key: Key, response: Response) -> tuple[str, ...]:
    """`low` or `high`: on which side the guess lies."""
    if score(key, response) == 1:
        return ()
    return ("low",) if float(response) < key["low"] else ("high",)


def guess(key: Key) -> float:
    """Share of the logarithmic scale that counts as right."""
    low, high = _scale(key)
    hit = math.log(min(high, key["high"] * FACTOR) / max(low, key["low"] / FACTOR))
    return min(1.0, hit / math.log(high / low))


KIND = QuestionKind(
    check=check,
    words=lambda key: frozenset({"low", "high"}),
    form=lambda key, seed: Number(*_scale(key), unit=str(key.get("unit", "")), log=True),
    right=lambda key: math.sqrt(key["low"] * key["high"]),
    score=score,
    misses=misses,
    guess=guess,
    interaction="numeric",
    canonical=lambda key, response: json.dumps(float(response)),
)
