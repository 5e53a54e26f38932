"""The final quiz of a path: ten fresh questions, each answered once; what comes of it is told after the last one."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from coach import places
from coach.domain.errors import CoachError, StorageError
from coach.domain.final_quiz import (
    THRESHOLD,
    PathPassed,
    Pool,
    Standing,
    draw,
    is_passed,
    needed,
    passed_paths,
)
from coach.domain.lesson import Card, Path, Question
from coach.domain.people import Person
from coach.domain.text import N_
from coach.questions._kind import Response
from coach.store import glance
from coach.study import today
from coach.study.me import Me
from coach.study.sitting import Outcome, kind_of, outcome_of
from coach.words import _

if TYPE_CHECKING:
    from coach.store.attempts import Attempt, Kept

log = logging.getLogger("coach")

_CLOSED = {
    Standing.NONE: N_("this path has none."),
    Standing.LATER: N_("it comes once the lessons of the path are finished."),
    Standing.TOMORROW: N_("it can be tried once a day, so again from tomorrow on."),
    Standing.PASSED: N_("you have passed it already."),
}


class QuizClosed(CoachError):
    """The quiz cannot be taken now."""

    what = N_("The final quiz of “{path}” is not open: {reason}")
    safe = N_("Nothing was changed.")
    todo = N_("The lessons of the path are always open to you.")


@dataclass(frozen=True)
class Quiz:
    """An open quiz: `answered` has the response to each question answered so far, None for "I don't know"."""

    person: Person
    path: Path
    language: str
    attempt: str
    questions: tuple[Question, ...]
    answered: Mapping[str, Response] = field(default_factory=dict)

    @property
    def seed(self) -> int:
        """Fixes the order of options."""
        return int(self.attempt[-8:], 16)

    @property
    def left(self) -> tuple[Question, ...]:
        """The questions not answered yet, in order."""
        return tuple(question for question in self.questions if question.id not in self.answered)


@dataclass(frozen=True)
class Missed:
    """A question to look at again: what was answered, what is right and why, the lessons that teach it."""

    question: Question
    response: Response
    outcome: Outcome
    lessons: tuple[Card, ...]


@dataclass(frozen=True)
class Result:
    """What came of a quiz, told to the person alone: `right` of `asked` answers, of which `needed` pass."""

    passed: bool
    asked: int
    right: int
    needed: int
    missed: tuple[Missed, ...]


def passed(person: Person) -> dict[str, PathPassed]:
    """The paths whose final quiz the person has passed, by id; the first time, of the newest edition passed.

    Raises:
        StorageError: the records are damaged, unreadable or newer than the program.
    """
    return passed_paths(glance.learning(places.records(person.id)).tried)


def open_quiz(who: Me, path: str, now: datetime) -> Quiz:
    """Go on with the quiz that was begun, or begin one; its questions are drawn once and stay.

    Raises:
        UnknownLink: there is no such path.
        QuizClosed: it cannot be taken now.
        QuizError: its questions have a fault.
        StorageError: the records cannot be written.
    """
    from coach.store import attempts, database

    walk = today.path(who, path)
    state = walk.quiz_on(now.astimezone().date())
    if state not in (Standing.OPEN, Standing.BEGUN):
        raise QuizClosed(path=walk.path.title, reason=_(_CLOSED[state]))
    pool = who.library.pool(path)
    known = {question.id: question for question in pool.questions}
    with database.records(who.person.id) as connection:
        found = attempts.resume(connection, path, pool.edition, "quiz")
        kept = attempts.kept(connection, found.id) if found else []
        if found is None or not _holds(found, kept, known):
            asked = _draw(pool, attempts.times_asked(connection, path), now)
            found, kept = attempts.begin(connection, path, pool.edition, asked, now, "quiz"), []
    return _quiz(who, walk.path, pool, found, kept)


def reopen(who: Me, path: str, attempt: str, now: datetime) -> Quiz:
    """The quiz of an attempt as it stands, concluded or not; without such an attempt, as `open_quiz`."""
    from coach.store import attempts, database

    walk, pool = today.path(who, path), who.library.pool(path)
    known = {question.id: question for question in pool.questions}
    with database.records(who.person.id) as connection:
        found = attempts.find(connection, attempt)
        kept = attempts.kept(connection, attempt)
    if found is None or (found.kind, found.lesson) != ("quiz", path) or not _holds(found, kept, known):
        return open_quiz(who, path, now)
    return _quiz(who, walk.path, pool, found, kept)


def _quiz(who: Me, path: Path, pool: Pool, begun: "Attempt", kept: "list[Kept]") -> Quiz:
    known = {question.id: question for question in pool.questions}
    answered = {one.question: json.loads(one.response) for one in kept}
    questions = tuple(known[name] for name in begun.asked)
    return Quiz(who.person, path, pool.language, begun.id, questions, answered)


def _draw(pool: Pool, seen: dict[str, int], now: datetime) -> tuple[str, ...]:
    chance = Random(now.timestamp())
    asked = list(draw(pool.questions, seen, chance))
    chance.shuffle(asked)
    return tuple(asked)


def _holds(begun: "Attempt", kept: "list[Kept]", known: Mapping[str, Question]) -> bool:
    """Whether its questions are still those that were asked: somebody may have changed the path meanwhile."""
    return all(name in known for name in begun.asked) and all(
        one.question in known and known[one.question].hash == one.question_hash for one in kept
    )


def answer(quiz: Quiz, question: Question, response: Response, now: datetime) -> Quiz:
    """Score and keep the one answer to a question, and tell nothing of it; None means "I don't know".

    Raises:
        StorageError: the answer could not be kept.
    """
    from coach.store import attempts, database

    kind = kind_of(question)
    with database.records(quiz.person.id) as connection:
        if not attempts.tries(connection, quiz.attempt, question.id, quiz.path.id):
            given = attempts.NewAnswer(
                attempt=quiz.attempt,
                lesson=quiz.path.id,
                question=question.id,
                question_hash=question.hash,
                competence=question.competence,
                response="null" if response is None else kind.canonical(question.key, response),
                score=0.0 if response is None else kind.score(question.key, response),
                tries=1,
            )
            attempts.keep(connection, given, now)
    return replace(quiz, answered={question.id: response, **quiz.answered})


def conclude(who: Me, quiz: Quiz, now: datetime) -> Result:
    """Close a quiz of which every question is answered. That it was missed is kept here and told to nobody.

    A passed quiz of an assigned path is shared; what fails of that is made up for at the next start. Done twice it
    is as done once.

    Raises:
        StorageError: nothing was closed; the answers are safe.
    """
    from coach.store import attempts, database

    assert not quiz.left
    asked = {question.id: question for question in quiz.questions}
    done = attempts.Attempt(quiz.attempt, quiz.path.id, quiz.path.edition, tuple(asked), len(asked), "quiz")
    with database.records(quiz.person.id) as connection:
        kept = {one.question: one for one in attempts.kept(connection, quiz.attempt)}
        right = sum(one.score >= 1 for one in kept.values())
        good = is_passed(right, len(asked))
        told: dict[str, object] = {
            "edition": quiz.path.edition,
            "asked": len(asked),
            "right": right,
            "threshold": THRESHOLD,
        }
        attempts.conclude(connection, done, good, told, now)
    if good:
        _share(quiz.person)
    cards = who.library.cards
    taught = [cards[lesson] for lesson in quiz.path.lessons]
    missed = (_missed(taught, asked[name], kept[name]) for name in asked if kept[name].score < 1)
    return Result(good, len(asked), right, needed(len(asked)), tuple(missed))


def _share(person: Person) -> None:
    from coach.study import sharing

    try:
        sharing.share(person)
    except StorageError as error:
        log.warning("not shared before the next start: %s", error)


def _missed(cards: Sequence[Card], question: Question, kept: "Kept") -> Missed:
    response = json.loads(kept.response)
    teaching = tuple(card for card in cards if question.competence in card.competences)
    return Missed(question, response, outcome_of(question, response, kept.score, done=True), teaching)
