"""Give each item its target; a target may serve several items, which makes categories."""

from coach.questions._kind import Key, Match, QuestionKind, Response, ids, shuffled, twice
from coach.words import _


def _pairs(key: Key) -> dict[str, str]:
    right = key.get("right")
    return right if isinstance(right, dict) else {}


def check(key: Key) -> list[str]:
    """Every item has a right target, and every pair names known ids."""
    items, targets, right = ids(key, "items"), ids(key, "targets"), _pairs(key)
    faults = []
    if len(items) < 2 or len(targets) < 2:
        faults.append(_("“items” and “targets” need at least two ids each"))
    faults += twice(key, "items", "targets")
    if set(items) & set(targets):
        faults.append(_("an id stands in both “items” and “targets”"))
    for item in sorted(set(items) - set(right)):
        faults.append(_("the item “{item}” has no right target").format(item=item))
    for item, target in right.items():
        if item not in items or target not in targets:
            faults.append(
                _("the pair {item} = {target} names an unknown id").format(item=item, target=target)
            )
    return faults


def misses(key: Key, response: Response) -> tuple[str, ...]:
    """The items that have another target."""
    return tuple(i for i in ids(key, "items") if response.get(i) != key["right"][i])


def score(key: Key, response: Response) -> float:
    """Share of items with their right target."""
    return 1 - len(misses(key, response)) / len(ids(key, "items"))


KIND = QuestionKind(
    check=check,
    words=lambda key: frozenset(ids(key, "items")) | frozenset(ids(key, "targets")),
    form=lambda key, seed: Match(shuffled(ids(key, "items"), seed), ids(key, "targets")),
    right=lambda key: dict(key["right"]),
    score=score,
    misses=misses,
    guess=lambda key: (1 / len(ids(key, "targets"))) ** len(ids(key, "items")),
    interaction="matching",
)
