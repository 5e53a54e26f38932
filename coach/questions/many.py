"""Several right answers among several."""

import json
from math import comb

from coach.questions._kind import Key, QuestionKind, Response, Tick, ids, shuffled, twice
from coach.words import _


def check(key: Key) -> list[str]:
    """At least one right option, and not all of them."""
    options, right = ids(key, "options"), ids(key, "right")
    faults = []
    if len(options) < 3:
        faults.append(_("“options” needs at least three ids"))
    faults += twice(key, "options", "right")
    for wrong in sorted(set(right) - set(options)):
        faults.append(_("the right answer “{right}” is not among the options").format(right=wrong))
    if not right:
        faults.append(_("“right” needs a list with at least one id"))
    elif set(right) == set(options):
        faults.append(_("every option is right: nothing is asked"))
    return faults


def score(key: Key, response: Response) -> float:
    """Right choices less wrong ones over the number of right ones, never below 0."""
    right, chosen = set(key["right"]), set(response)
    return max(0.0, (len(chosen & right) - len(chosen - right)) / len(right))


def guess(key: Key) -> float:
    """Chance of ticking exactly the right ones when their number is known."""
    return 1 / comb(len(ids(key, "options")), len(ids(key, "right")))


KIND = QuestionKind(
    check=check,
    words=lambda key: frozenset(ids(key, "options")),
    form=lambda key, seed: Tick(shuffled(ids(key, "options"), seed), len(ids(key, "right"))),
    right=lambda key: sorted(key["right"]),
    score=score,
    misses=lambda key, response: tuple(
        i for i in ids(key, "options") if (i in response) != (i in key["right"])
    ),
    guess=guess,
    interaction="choice",
    canonical=lambda key, response: json.dumps(sorted(response), ensure_ascii=False),
)
