"""What the search looks through: lessons, terms of the glossary and facts, as people read them in one language."""

from collections.abc import Iterator
from functools import lru_cache

from coach.content.full_text import Entry, FullText
from coach.content.library import Library
from coach.domain.errors import CoachError
from coach.domain.lesson import Lesson

LESSON, TERM, FACT = "lesson", "term", "fact"


@lru_cache(maxsize=1)
def full_text(shelf: Library) -> FullText:
    """The index of a library. The last one is kept."""
    return FullText(list(entries(shelf)), (term.spellings for term in shelf.terms.values()))


def entries(shelf: Library) -> Iterator[Entry]:
    """Everything that may be found. Questions and their answers stay out: a search must give none away."""
    for name in shelf.cards:
        try:
            yield _lesson(shelf, shelf.lesson(name))
        except CoachError:
            continue  # the page of the lesson says what is wrong with it
    for term in shelf.terms.values():
        yield Entry(TERM, term.id, term.name, ". ".join(term.also), term.meaning)
    for fact in shelf.facts.values():
        yield Entry(FACT, fact.id, fact.statement, f"{fact.source} {fact.year}", fact.title)


def _lesson(shelf: Library, lesson: Lesson) -> Entry:
    domains = {one.id: one.title for one in shelf.label.domains}
    taught = [one for one in shelf.label.competences if one.id in lesson.competences]
    names = dict.fromkeys(domains[one.domain] for one in taught if one.domain in domains)
    gesture = shelf.gestures.get(lesson.gesture)
    steps = (
        part
        for step in lesson.steps
        for part in (step.title, step.body, step.figure.caption if step.figure else "", step.rest, step.note)
    )
    body = "\n".join((*steps, lesson.learnt, gesture.text if gesture else ""))
    beside = (lesson.summary, *names, *(one.title for one in taught))
    return Entry(LESSON, lesson.id, lesson.title, "\n".join(beside), body)
