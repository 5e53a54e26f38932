"""One right answer among several."""

from coach.questions._kind import Key, Pick, QuestionKind, Response, ids, shuffled, twice
from coach.words import _


def check(key: Key) -> list[str]:
    """Two options at least, and the right one is among them."""
    options = ids(key, "options")
    faults = []
    if len(options) < 2:
        faults.append(_("“options” needs at least two ids"))
    faults += twice(key, "options")
    if "right" not in key:
        faults.append(_("“right” is missing"))
    elif key["right"] not in options:
        faults.append(_("the right answer “{right}” is not among the options").format(right=key.get("right")))
    return faults


def misses(key: Key, response: Response) -> tuple[str, ...]:
    """The option chosen, if it is not the right one."""
    return () if response == key["right"] else (str(response),)


KIND = QuestionKind(
    check=check,
    words=lambda key: frozenset(ids(key, "options")),
    form=lambda key, seed: Pick(shuffled(ids(key, "options"), seed)),
    right=lambda key: key["right"],
    score=lambda key, response: float(response == key["right"]),
    misses=misses,
    guess=lambda key: 1 / len(ids(key, "options")),
    interaction="choice",
)
