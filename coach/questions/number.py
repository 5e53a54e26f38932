"""A number to write, right within a tolerance; a decimal comma is as good as a point."""

import json
import math
import re

from coach.questions._kind import OPEN, Key, QuestionKind, Response, Write
from coach.words import _

_SPACES = re.compile(r"[\s\u00a0\u202f']")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,9})?")
WIDEST = 0.5
LARGEST = 1e15


def parse(text: str) -> float | None:
    """What somebody wrote as a number: 1 200,5 or 1200.5; None if it is none."""
    bare = _SPACES.sub("", text).replace("−", "-")
    return float(bare.replace(",", ".")) if _NUMBER.fullmatch(bare) else None


def bounds(key: Key) -> tuple[float, float] | None:
    """From where to where an answer is right, or None if the key does not say."""
    right = key.get("right")
    if not isinstance(right, dict) or not {"value", "fact"} & set(right):
        return None
    low, high = key.get("low", right.get("value")), key.get("high", right.get("value"))
    share = right.get("tolerance", 0)
    if not all(type(one) in (int, float) and math.isfinite(one) for one in (low, high, share)):
        return None
    return low - share * abs(low), high + share * abs(high)


def check(key: Key) -> list[str]:
    """A value of its own or a fact, and a tolerance that leaves something to know."""
    found = bounds(key)
    if found is None:
        return [_("“right” needs a “value” or a “fact” with a value, and a “tolerance” that is a share")]
    faults = []
    if found[0] > found[1] or max(map(abs, found)) > LARGEST:
        faults.append(_("the right value is out of reach"))
    if not 0 <= key["right"].get("tolerance", 0) <= WIDEST:
        faults.append(_("the tolerance goes from 0 to 0.5: 0.1 allows a tenth more or less"))
    return faults


def misses(key: Key, response: Response) -> tuple[str, ...]:
    """`low` or `high`: on which side the number lies."""
    found = bounds(key)
    assert found
    if found[0] <= float(response) <= found[1]:
        return ()
    return ("low",) if float(response) < found[0] else ("high",)


def _middle(key: Key) -> float:
    found = bounds(key)
    assert found
    return float(key["right"].get("value", (found[0] + found[1]) / 2))


KIND = QuestionKind(
    check=check,
    words=lambda key: frozenset({"low", "high"}),
    form=lambda key, seed: Write(str(key.get("unit", "")), numeric=True),
    right=_middle,
    score=lambda key, response: float(not misses(key, response)),
    misses=misses,
    guess=lambda key: OPEN,
    interaction="numeric",
    canonical=lambda key, response: json.dumps(float(response)),
)
