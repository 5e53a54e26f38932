"""What the search looks through: lessons, terms of the glossary and facts, as people read them in one language."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from coach.content.full_text import Entry, FullText
from coach.content.library import Library
from coach.domain.errors import CoachError
from coach.domain.lesson import Lesson

LESSON, TERM, FACT = "lesson", "term", "fact"
Stamp = tuple[tuple[str, int, int], ...]


def full_text(shelf: Library) -> FullText:
    """The index of a library. The last one is kept until a file of the library changes."""
    return _built(shelf.folder, shelf.language, shelf.extra, _stamp(shelf))


def _stamp(shelf: Library) -> Stamp:
    """Name, moment and size of every file that the search reads."""
    files = [
        file
        for folder in (shelf.folder, *shelf.extra)
        for pattern in ("*.toml", "*/*/*.toml", "*/*/*.md")
        for file in sorted(folder.glob(pattern))
    ]
    found = ((file, file.stat()) for file in files)
    return tuple((str(file), seen.st_mtime_ns, seen.st_size) for file, seen in found)


@lru_cache(maxsize=1)
def _built(folder: Path, language: str, extra: tuple[Path, ...], _of: Stamp) -> FullText:
    shelf = Library(folder, language, extra)
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
