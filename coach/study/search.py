"""Finds lessons, words of the glossary and facts; accents and case do not count, and a slip is not the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.content.full_text import Entry, FullText
from coach.content.searchable import FACT, LESSON, TERM, full_text
from coach.domain.excerpt import Excerpt, Phrase, around, marked
from coach.domain.fact import Fact, Status
from coach.domain.glossary import Term
from coach.study import today
from coach.study.me import Me
from coach.study.today import LessonState

LONG = 99


@dataclass(frozen=True)
class Found:
    """A lesson that may be found: its state and the titles of the domains it touches."""

    state: LessonState
    domains: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """What to look for; empty parts leave everything in.

    Attributes:
        words: every one of them must be somewhere in a text.
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


@dataclass(frozen=True)
class LessonHit:
    """A lesson that was found, with the words of its text around the first that was looked for."""

    state: LessonState
    title: Excerpt
    excerpt: Excerpt


@dataclass(frozen=True)
class TermHit:
    """A word of the glossary that was found."""

    term: Term
    name: Excerpt
    meaning: Excerpt


@dataclass(frozen=True)
class FactHit:
    """A fact that was found."""

    fact: Fact
    statement: Excerpt


@dataclass(frozen=True)
class Hits:
    """What was found, the best first in each kind, outdated facts last.

    Filters are about lessons: with one, only these are found.
    """

    lessons: tuple[LessonHit, ...] = ()
    terms: tuple[TermHit, ...] = ()
    facts: tuple[FactHit, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lessons or self.terms or self.facts)


@dataclass(frozen=True)
class Searched:
    """What is searched: the index, and what its entries stand for."""

    index: FullText
    lessons: dict[str, Found]
    terms: dict[str, Term]
    facts: dict[str, Fact]


def searched(who: Me) -> Searched:
    """Everything a search needs, as the files and the records are now."""
    shelf = who.library
    lessons_ = {one.state.card.id: one for one in lessons(who)}
    return Searched(full_text(shelf), lessons_, shelf.terms, shelf.facts)


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


def narrowed(among: Iterable[Found], wanted: Wanted) -> tuple[LessonState, ...]:
    """The lessons that the filters leave in, whatever the words."""
    return tuple(one.state for one in among if _passes(one, wanted))


def find(among: Searched, wanted: Wanted) -> Hits:
    """What holds every word; an index that is a moment older than the lessons names none that is gone."""
    found = among.index.find(wanted.words)
    phrases = [way for wish in among.index.wishes(wanted.words) for way in wish]
    hits = [
        _lesson(entry, among.lessons[entry.id].state, phrases)
        for entry in _of(found, LESSON)
        if entry.id in among.lessons and _passes(among.lessons[entry.id], wanted)
    ]
    if wanted.filtered:
        return Hits(tuple(hits))
    terms = [among.terms[entry.id] for entry in _of(found, TERM) if entry.id in among.terms]
    facts = [among.facts[entry.id] for entry in _of(found, FACT) if entry.id in among.facts]
    facts.sort(key=lambda fact: fact.status is Status.OUTDATED)
    return Hits(
        tuple(hits),
        tuple(TermHit(one, marked(one.name, phrases), marked(one.meaning, phrases)) for one in terms),
        tuple(FactHit(one, marked(one.statement, phrases)) for one in facts),
    )


def near(among: Searched, wanted: Wanted, most: int = 3) -> tuple[str, ...]:
    """Words that resemble those that were not found, the nearest first; under a filter, of its lessons only."""

    def may(entry: Entry) -> bool:
        if entry.kind != LESSON:
            return not wanted.filtered
        return entry.id in among.lessons and _passes(among.lessons[entry.id], wanted)

    return among.index.near(wanted.words, may, most)


def stage(state: LessonState) -> str:
    """`finished`, `begun` or `later`."""
    return "finished" if state.finished else "begun" if state.screen else "later"


def _of(found: Iterable[Entry], kind: str) -> Iterable[Entry]:
    return (entry for entry in found if entry.kind == kind)


def _lesson(entry: Entry, state: LessonState, phrases: Sequence[Phrase]) -> LessonHit:
    summary = marked(state.card.summary, phrases)
    # The summary says best what the lesson is about; a part of the text is shown where only that has the words.
    excerpt = summary if summary.marks else around(entry.body, phrases)
    return LessonHit(state, marked(state.card.title, phrases), excerpt if excerpt.text else summary)


def _passes(one: Found, wanted: Wanted) -> bool:
    shortest, longest = wanted.minutes
    return (
        (not wanted.domain or wanted.domain in one.domains)
        and shortest <= one.state.card.minutes <= longest
        and (not wanted.stage or wanted.stage == stage(one.state))
    )
