"""What a person's levels rest on: which answers count, and the level of each domain that has enough of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from coach.content.library import Library
from coach.domain import level, rasch
from coach.domain.errors import ContentError, UnknownLink
from coach.domain.label import Label
from coach.domain.lesson import Question
from coach.domain.level import Estimated
from coach.domain.rasch import Item
from coach.store.glance import AnswerRow
from coach.study.sitting import kind_of

LUCK = 0.5
"""A question that luck answers more often than this tells nothing of a level: doing something at one's desk."""


class Result(Enum):
    """How an answer that counts came out."""

    RIGHT = auto()
    WITH_HINT = auto()
    NOT_YET = auto()


@dataclass(frozen=True)
class Evidence:
    """One answer that counts: the last time that a question was asked, as it came out at the first try.

    With a hint is not yet for the level, as the hint is no part of what was known.
    """

    lesson: str
    question: Question
    domain: str
    result: Result
    at: datetime

    @property
    def answer(self) -> tuple[Item, bool]:
        """What the model sees of it."""
        return item(self.question), self.result is Result.RIGHT


@dataclass(frozen=True)
class DomainLevel:
    """The level of a domain, None while its answers are too few, and those answers, the newest first."""

    estimated: Estimated | None
    evidence: tuple[Evidence, ...]


def item(question: Question) -> Item:
    """What the model sees of a question."""
    return rasch.written(question.difficulty, kind_of(question).guess(question.key))


def tells(question: Question) -> bool:
    """Whether a question tells anything of a level."""
    return kind_of(question).guess(question.key) <= LUCK


def domains(label: Label) -> dict[str, str]:
    """The domain of each competence."""
    return {competence.id: competence.domain for competence in label.competences}


def levels(shelf: Library, rows: Iterable[AnswerRow]) -> dict[str, DomainLevel]:
    """The levels that these answers tell of, by domain.

    Args:
        shelf: the lessons as they are now; an answer to a question that has changed since counts no more.
        rows: every answer, in the order in which they were given.
    """
    found: dict[str, list[Evidence]] = {}
    for one in counted(shelf, rows):
        found.setdefault(one.domain, []).append(one)
    estimated = level.estimated({name: [one.answer for one in listed] for name, listed in found.items()})
    return {
        name: DomainLevel(estimated.get(name), tuple(sorted(listed, key=lambda one: one.at, reverse=True)))
        for name, listed in found.items()
    }


def counted(shelf: Library, rows: Iterable[AnswerRow]) -> Iterator[Evidence]:
    """The answers that count: each question once, as it came out the last time it was asked."""
    of, shelves = domains(shelf.label), _Questions(shelf)
    for first, helped in _last_askings(rows):
        question = shelves.find(first)
        if question is None or question.competence not in of or not tells(question):
            continue
        result = Result.RIGHT if first.score >= 1 else Result.WITH_HINT if helped else Result.NOT_YET
        yield Evidence(first.lesson, question, of[question.competence], result, first.at)


def _last_askings(rows: Iterable[AnswerRow]) -> Iterator[tuple[AnswerRow, bool]]:
    """The first answer of each question's last asking, and whether the second one was right."""
    last: dict[tuple[str, str, str], AnswerRow] = {}
    helped: set[tuple[str, str, str, str]] = set()
    for row in rows:
        where = ("quiz" if row.kind == "quiz" else "lesson", row.lesson, row.question)
        if row.tries == 1:
            last[where] = row
        elif row.tries == 2 and row.score >= 1:
            helped.add((row.attempt, *where))
    for where, row in last.items():
        yield row, (row.attempt, *where) in helped


class _Questions:
    """The questions of the lessons and final quizzes that are asked for, each read once."""

    def __init__(self, shelf: Library) -> None:
        self._shelf = shelf
        self._read: dict[tuple[bool, str], Mapping[str, Question]] = {}

    def find(self, row: AnswerRow) -> Question | None:
        """The question that was answered; None where it is gone, or another one now."""
        question = self._of(row.lesson, quiz=row.kind == "quiz").get(row.question)
        return question if question is not None and question.hash == row.question_hash else None

    def _of(self, name: str, *, quiz: bool) -> Mapping[str, Question]:
        if (quiz, name) not in self._read:
            try:
                questions = (self._shelf.pool(name) if quiz else self._shelf.lesson(name)).questions
            except (ContentError, UnknownLink):
                questions = ()
            self._read[quiz, name] = {question.id: question for question in questions}
        return self._read[quiz, name]
