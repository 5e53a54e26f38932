"""A word or two to write; case, accents, punctuation and one slip of the finger are forgiven."""

import re
import unicodedata
from collections.abc import Mapping

from coach.questions._kind import OPEN, Key, QuestionKind, Response, Write, ids, twice
from coach.words import _

OTHER = "other"
LONGEST = 80
# In a shorter word one letter more or less is often another word: “vert”, “vers”.
_FORGIVING = 5


def plain(text: str) -> str:
    """A text as answers are compared: lower case, without accents, ligatures and punctuation."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return " ".join(re.findall(r"[^\W_]+", "".join(one for one in bare if not unicodedata.combining(one))))


def spellings(words: str) -> tuple[str, ...]:
    """The ways to write an answer, as a lesson's text lists them: parted by “|”, the best one first."""
    return tuple(one.strip() for one in words.split("|") if one.strip())


def one_slip(written: str, meant: str) -> bool:
    """Whether a text differs by one letter too many, missing, exchanged or swapped with its neighbour."""
    if written == meant or abs(len(written) - len(meant)) > 1 or len(meant) < _FORGIVING:
        return written == meant
    start = next((n for n, (a, b) in enumerate(zip(written, meant, strict=False)) if a != b), None)
    if start is None:
        return True
    a, b = written[start:], meant[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def recognised(key: Key, response: Response) -> str:
    """The id of the answer that was written, `other` if it is none that was foreseen."""
    written, known = plain(str(response)), key["spellings"]
    for answer in ids(key, "answers"):
        if written in map(plain, known[answer]):
            return answer
    return next(
        (one for one in ids(key, "answers") if any(one_slip(written, plain(way)) for way in known[one])),
        OTHER,
    )


def check(key: Key) -> list[str]:
    """The right answer is one of those foreseen."""
    answers = ids(key, "answers")
    faults = twice(key, "answers")
    if not answers or key.get("right") not in answers:
        faults.append(_("“answers” needs the id of the right answer, and “right” names it"))
    if OTHER in answers:
        faults.append(_("the id “other” stands for whatever else is written"))
    return faults


def check_words(key: Key, words: Mapping[str, str]) -> list[str]:
    """Every answer has a spelling, and none is the spelling of two."""
    faults: list[str] = []
    seen: set[str] = set()
    for answer in ids(key, "answers"):
        ways = {plain(way) for way in spellings(words.get(answer, ""))}
        if not ways or "" in ways:
            faults.append(_("the answer “{answer}” has no spelling").format(answer=answer))
        if ways & seen:
            faults.append(_("“{answer}” is written like another answer").format(answer=answer))
        seen |= ways
    return faults


def misses(key: Key, response: Response) -> tuple[str, ...]:
    """The answer that was written in place of the right one."""
    found = recognised(key, response)
    return () if found == key["right"] else (found,)


KIND = QuestionKind(
    check=check,
    words=lambda key: frozenset((*ids(key, "answers"), OTHER)),
    form=lambda key, seed: Write("", numeric=False),
    right=lambda key: key["spellings"][key["right"]][0],
    score=lambda key, response: float(not misses(key, response)),
    misses=misses,
    guess=lambda key: OPEN,
    interaction="fill-in",
    check_words=check_words,
    spelled=lambda key: ids(key, "answers"),
)
