"""Placement: a round of questions from all the lessons that tells where somebody stands; never a must.

One answer a question, and the reason right after it: it teaches, too. A question that was answered already, in a
lesson or in an earlier round, does not come again.
"""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from coach import places
from coach.content.library import Library
from coach.domain import placement, rasch
from coach.domain.errors import ContentError
from coach.domain.lesson import Lesson, Question
from coach.domain.people import Person
from coach.domain.placement import Candidate
from coach.store import glance
from coach.store.glance import AnswerRow
from coach.store.placements import placements
from coach.study import level
from coach.study import sitting as sittings
from coach.study.me import Me
from coach.study.sitting import Given, Sitting

# There is one kind of round; another one, should it ever be told apart, is another edition.
_EDITION = 1


@dataclass(frozen=True)
class Place:
    """A question that may be asked, and the lesson that it stands in."""

    lesson: Lesson
    question: Question
    domain: str

    @property
    def name(self) -> str:
        """How an attempt names it."""
        return f"{self.lesson.id}/{self.question.id}"

    @property
    def candidate(self) -> Candidate:
        """What choosing sees of it."""
        return Candidate(self.name, self.domain, level.item(self.question))


@dataclass(frozen=True)
class Bank:
    """The questions of all lessons that tell of a person's goals, by name."""

    person: Person
    questions: Mapping[str, Place]

    def find(self, row: AnswerRow) -> Place | None:
        """The question that was answered; None where it is gone, or another one now."""
        found = self.questions.get(f"{row.lesson}/{row.question}") if row.kind != "quiz" else None
        return found if found is not None and found.question.hash == row.question_hash else None


@dataclass(frozen=True)
class Offer:
    """A round to begin or go on with: `asked` of its questions are answered. `last`: the day of the one before."""

    asked: int
    of: int
    last: date | None


@dataclass(frozen=True)
class Asked:
    """The question to answer now, `number` (from 1) of `of`; `given` if it is answered already."""

    person: Person
    attempt: str
    number: int
    of: int
    place: Place
    given: Given | None

    @property
    def sitting(self) -> Sitting:
        """The sitting for this question. Which ones follow depends on the answers; here their number counts."""
        questions = (self.place.question,) * self.of
        return Sitting(self.person, self.place.lesson, self.attempt, questions, self.number - 1, tries=1)


def bank(who: Me) -> Bank:
    """Read every lesson for the questions that a placement may ask this person; lessons with a fault are left out."""
    shelf = who.library
    goals = {one.id: one.domain for one in shelf.label.goals(who.audiences)}
    found = (
        Place(lesson, question, goals[question.competence])
        for lesson in _lessons(shelf)
        for question in lesson.questions
        if question.competence in goals and level.tells(question)
    )
    return Bank(who.person, {place.name: place for place in found})


def _lessons(shelf: Library) -> Iterator[Lesson]:
    for name in shelf.cards:
        try:
            yield shelf.lesson(name)
        except ContentError:
            continue


def offer(of: Bank) -> Offer | None:
    """The round that waits; None when too few questions are left for one.

    Raises:
        StorageError: the records cannot be read.
    """
    file = places.records(of.person.id)
    rows, rounds = glance.answers(file), placements(file)
    begun = next((one for one in reversed(rounds) if one.finished is None), None)
    attempt, asked = (begun.attempt, begun.asked) if begun else ("", ())
    answered = sum(1 for row in rows if row.attempt == attempt)
    count = _length(of, rows, attempt, asked)
    last = max((one.finished for one in rounds if one.finished), default=None)
    return Offer(answered, count, last.astimezone().date() if last else None) if count > answered else None


def go_on(of: Bank, now: datetime, attempt: str = "") -> Asked | None:
    """The next question of the round that is begun, or of a new one; None when it is over, which is kept.

    Args:
        of: what may be asked.
        now: the moment.
        attempt: go back to the last question of this round, answered or not, instead.

    Raises:
        StorageError: the records cannot be read or written.
    """
    from coach.store import attempts, database

    rows = glance.answers(places.records(of.person.id))
    with database.records(of.person.id) as connection:
        found = attempts.find(connection, attempt) or attempts.resume(connection, "", _EDITION, "placement")
        found = found or attempts.begin(connection, "", _EDITION, (), now, "placement")
        kept = {f"{one.lesson}/{one.question}": one for one in attempts.kept(connection, found.id)}
        asked = tuple(name for name in found.asked if name in of.questions)
        count = _length(of, rows, found.id, asked)
        if not asked or (asked[-1] in kept and not attempt):
            name = _next(of, rows, found.id, asked, count)
            if name is None:
                attempts.finish(connection, found, now)
                return None
            asked = (*asked, name)
            attempts.ask(connection, found.id, asked)
    place = of.questions[asked[-1]]
    answer = kept.get(place.name)
    given = sittings.given(place.question, answer, tries=1) if answer else None
    return Asked(of.person, found.id, len(asked), max(count, len(asked)), place, given)


def _length(of: Bank, rows: Iterable[AnswerRow], attempt: str, asked: Iterable[str]) -> int:
    """How many questions the round has: those asked count, too."""
    names = {*_fresh(of, rows, attempt), *asked} & of.questions.keys()
    return placement.length([of.questions[name].candidate for name in names])


def _fresh(of: Bank, rows: Iterable[AnswerRow], attempt: str) -> set[str]:
    """The questions that were never answered outside this round."""
    return of.questions.keys() - {
        found.name for row in rows if row.attempt != attempt and (found := of.find(row))
    }


def _next(
    of: Bank, rows: Iterable[AnswerRow], attempt: str, asked: tuple[str, ...], count: int
) -> str | None:
    rows = tuple(rows)
    left = [of.questions[name].candidate for name in sorted(_fresh(of, rows, attempt) - {*asked})]
    if len(asked) >= count or not left:
        return None
    known = {found.name: (found, row) for row in rows if row.tries == 1 and (found := of.find(row))}
    answers = ((level.item(found.question), row.score >= 1) for found, row in known.values())
    ability = rasch.estimate(answers).ability
    domains = [of.questions[name].domain for name in asked]
    return placement.choose(left, domains, ability, count, random.Random(f"{attempt} {len(asked)}")).name
