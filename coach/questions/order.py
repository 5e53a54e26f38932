"""Put items in the right order."""

from itertools import zip_longest
from math import factorial

from coach.questions._kind import Key, Order, QuestionKind, Response, ids, shuffled, twice
from coach.words import _


def check(key: Key) -> list[str]:
    """Three items at least, each named once."""
    items = ids(key, "items")
    faults = []
    if len(items) < 3:
        faults.append(_("“items” needs at least three ids, in the right order"))
    return faults + twice(key, "items")


def score(key: Key, response: Response) -> float:
    """Share of items that stand in their place."""
    return 1 - len(misses(key, response)) / len(key["items"])


def misses(key: Key, response: Response) -> tuple[str, ...]:
    """The items that stand elsewhere."""
    return tuple(a for a, b in zip_longest(key["items"], response) if a is not None and a != b)


KIND = QuestionKind(
    check=check,
    words=lambda key: frozenset(ids(key, "items")),
    form=lambda key, seed: Order(shuffled(ids(key, "items"), seed, avoid=ids(key, "items"))),
    right=lambda key: list(key["items"]),
    score=score,
    misses=misses,
    guess=lambda key: 1 / factorial(len(ids(key, "items"))),
    interaction="sequencing",
)
