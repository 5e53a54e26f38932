"""Fill the gaps of a text from a list of words; a word may serve once, twice or not at all."""

from collections.abc import Mapping

from coach.questions import match
from coach.questions._kind import Gaps, Key, QuestionKind, Response, ids, shuffled, twice
from coach.words import _

TEXT = "text"


def _paired(key: Key) -> Key:
    return {"items": key.get("gaps"), "targets": key.get("fillers"), "right": key.get("right")}


def check(key: Key) -> list[str]:
    """Every gap has a right filler."""
    gaps, fillers, right = ids(key, "gaps"), ids(key, "fillers"), key.get("right")
    faults = []
    if not gaps or len(fillers) < 2:
        faults.append(_("a text needs at least one of “gaps” and two of “fillers”"))
    faults += twice(key, "gaps", "fillers")
    if {TEXT, *gaps} & set(fillers) or TEXT in gaps:
        faults.append(_("an id stands for two things"))
    pairs = right if isinstance(right, dict) else {}
    for gap in gaps:
        if pairs.get(gap) not in fillers:
            faults.append(_("the gap “{gap}” has no right filler").format(gap=gap))
    if set(pairs) - set(gaps):
        faults.append(_("“right” names a gap that is not there"))
    return faults


def check_words(key: Key, words: Mapping[str, str]) -> list[str]:
    """The text shows every gap once, in brackets."""
    text = words.get(TEXT, "")
    return [
        _("the text must show the gap “[{gap}]” once").format(gap=gap)
        for gap in ids(key, "gaps")
        if text.count(f"[{gap}]") != 1
    ]


def misses(key: Key, response: Response) -> tuple[str, ...]:
    """The gaps that hold another word."""
    return match.misses(_paired(key), response)


KIND = QuestionKind(
    check=check,
    words=lambda key: frozenset((TEXT, *ids(key, "gaps"), *ids(key, "fillers"))),
    form=lambda key, seed: Gaps(TEXT, ids(key, "gaps"), shuffled(ids(key, "fillers"), seed)),
    right=lambda key: dict(key["right"]),
    score=lambda key, response: match.score(_paired(key), response),
    misses=misses,
    guess=lambda key: (1 / len(ids(key, "fillers"))) ** len(ids(key, "gaps")),
    interaction="fill-in",
    check_words=check_words,
)
