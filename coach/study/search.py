"""Finds lessons by words and filters; accents and case do not count, and a slip of the pen is not the end."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from coach.study import today
from coach.study.me import Me
from coach.study.today import LessonState

LONG = 99
_LETTERS = re.compile(r"[^\W\d_]{5,}")
_NEAR = 0.55


@dataclass(frozen=True)
class Found:
    """A lesson that may be found: its state and the titles of the domains it touches."""

    state: LessonState
    domains: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """What to look for; empty parts leave everything in.

    Attributes:
        words: every one of them must be somewhere in title, summary or domains.
        domain: title of a domain.
        minutes: shortest and longest duration, both included.
        stage: `later`, `begun` or `finished`.
    """

    words: str = ""
    domain: str = ""
    minutes: tuple[int, int] = (0, LONG)
    stage: str = ""

    @property
    def filtered(self) -> bool:
        """Whether anything but the words narrows the search."""
        return bool(self.domain or self.stage) or self.minutes != (0, LONG)


def lessons(who: Me) -> tuple[Found, ...]:
    """Every lesson of the library with how far the person has come."""
    shelf, known = who.library, today.learning(who)
    domain_of = {c.id: c.domain for c in shelf.label.competences}
    titles = {domain.id: domain.title for domain in shelf.label.domains}
    return tuple(
        Found(
            today.state(shelf, known, card.id),
            tuple(dict.fromkeys(titles[domain_of[c]] for c in card.competences if c in domain_of)),
        )
        for card in shelf.cards.values()
    )


def find(among: Iterable[Found], wanted: Wanted) -> tuple[LessonState, ...]:
    """The lessons wanted; those with a word in their title come first."""
    terms = tuple(_stem(word) for word in fold(wanted.words).split())
    kept = [
        one
        for one in among
        if _passes(one, wanted) and all(term in fold(" ".join(_texts(one))) for term in terms)
    ]
    kept.sort(key=lambda one: not any(term in fold(one.state.card.title) for term in terms))
    return tuple(one.state for one in kept)


def near(among: Iterable[Found], wanted: Wanted, most: int = 3) -> tuple[str, ...]:
    """Words of the lessons that resemble those that were not found, the nearest first."""
    kept = [one for one in among if _passes(one, wanted)]
    known = {fold(word): word.lower() for one in kept for word in _LETTERS.findall(" ".join(_texts(one)))}
    terms = (_stem(word) for word in fold(wanted.words).split())
    missing = [term for term in terms if not any(term in other for other in known)]
    scores = {
        word: max((_likeness(term, folded) for term in missing), default=0) for folded, word in known.items()
    }
    likely = sorted((word for word in scores if scores[word] >= _NEAR), key=lambda word: -scores[word])
    return tuple(likely[:most])


def fold(text: str) -> str:
    """A text without case, accents and typographic letters, to compare with."""
    folded = text.casefold().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


def stage(state: LessonState) -> str:
    """`finished`, `begun` or `later`."""
    return "finished" if state.finished else "begun" if state.screen else "later"


def _texts(one: Found) -> tuple[str, ...]:
    return (one.state.card.title, one.state.card.summary, *one.domains)


def _passes(one: Found, wanted: Wanted) -> bool:
    shortest, longest = wanted.minutes
    return (
        (not wanted.domain or wanted.domain in one.domains)
        and shortest <= one.state.card.minutes <= longest
        and (not wanted.stage or wanted.stage == stage(one.state))
    )


def _stem(word: str) -> str:
    # Both languages mostly form their plural with one letter: "écrans" should find "écran".
    return word[:-1] if len(word) > 4 and word[-1] in "sx" else word


def _likeness(term: str, other: str) -> float:
    alike = SequenceMatcher(None, term, other).ratio()
    # A slip is rarely in the first letters, and a common root matters more than a common ending.
    return alike + 0.15 if term[:4] == other[:4] else alike
