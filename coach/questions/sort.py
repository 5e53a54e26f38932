"""Sort items into categories."""

from coach.questions import match
from coach.questions._kind import Key, Match, QuestionKind, Response, ids, shuffled, twice
from coach.words import _


def _paired(key: Key) -> Key:
    """The same as pairs: a category is a target that several items share."""
    return {"items": key.get("items"), "targets": key.get("categories"), "right": key.get("right")}


def check(key: Key) -> list[str]:
    """Every item has one category, and no category stays empty."""
    items, categories, right = ids(key, "items"), ids(key, "categories"), key.get("right")
    if len(items) < 3 or len(categories) < 2:
        return [_("a sorting needs at least three “items” and two “categories”")]
    if faults := twice(key, "categories") or match.check(_paired(key)):
        return faults
    assert isinstance(right, dict)
    return [
        _("nothing belongs to the category “{category}”").format(category=empty)
        for empty in categories
        if empty not in right.values()
    ]


def misses(key: Key, response: Response) -> tuple[str, ...]:
    """The items that belong elsewhere."""
    return match.misses(_paired(key), response)


KIND = QuestionKind(
    check=check,
    words=lambda key: frozenset((*ids(key, "items"), *ids(key, "categories"))),
    form=lambda key, seed: Match(shuffled(ids(key, "items"), seed), ids(key, "categories")),
    right=lambda key: dict(key["right"]),
    score=lambda key, response: match.score(_paired(key), response),
    misses=misses,
    guess=lambda key: (1 / len(ids(key, "categories"))) ** len(ids(key, "items")),
    interaction="matching",
)
