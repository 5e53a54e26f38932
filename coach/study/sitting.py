"""A sitting at a lesson: steps, then questions; every answer is kept before its feedback is shown."""

import json
import logging
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from coach.domain.errors import StorageError
from coach.domain.lesson import Lesson, Question
from coach.domain.people import Person
from coach.questions import QuestionKind, kinds
from coach.questions._kind import Response
from coach.words import _

if TYPE_CHECKING:
    from coach.store.attempts import Kept

log = logging.getLogger("coach")


@dataclass(frozen=True)
class Sitting:
    """An open lesson. Screens are its steps followed by the questions asked; `screen` of them are done.

    `given` has the last answer to each question that was answered before the sitting was opened.
    """

    person: Person
    lesson: Lesson
    attempt: str
    questions: tuple[Question, ...]
    screen: int
    given: "Mapping[str, Given]" = field(default_factory=dict)

    @property
    def screens(self) -> int:
        """Number of screens."""
        return len(self.lesson.steps) + len(self.questions)

    @property
    def seed(self) -> int:
        """Fixes the order of options for this sitting."""
        return int(self.attempt[-8:], 16)


@dataclass(frozen=True)
class Outcome:
    """What follows an answer.

    Attributes:
        right: the answer is right.
        done: nothing more is to answer: it was right, or the reason is shown.
        score: 0..1.
        feedback: what the chosen answers teach.
        hint: shown at the first miss.
        reason: shown once the question is done.
        misses: ids of the choices that are not right.
        solution: the right response, once the question is done.
    """

    right: bool
    done: bool
    score: float
    feedback: tuple[str, ...]
    hint: str
    reason: str
    misses: tuple[str, ...]
    solution: Response


@dataclass(frozen=True)
class Given:
    """An answer that is kept, and what followed it."""

    response: Response
    outcome: Outcome


def open_lesson(person: Person, lesson: Lesson, now: datetime) -> Sitting:
    """Go on with the unfinished attempt at this edition, or begin one.

    Raises:
        StorageError: the records cannot be written.
    """
    from coach.store import attempts, database

    known = {q.id: q for q in lesson.questions}
    with database.records(person.id) as connection:
        found = attempts.resume(connection, lesson.id, lesson.edition)
        if found is None or any(q not in known for q in found.asked):
            asked = _choose(lesson, attempts.times_asked(connection, lesson.id), now)
            found = attempts.begin(connection, lesson.id, lesson.edition, asked, now)
        given = _given(known, attempts.kept(connection, found.id))
    return Sitting(person, lesson, found.id, tuple(known[q] for q in found.asked), found.screen, given)


def reopen(person: Person, lesson: Lesson, attempt: str, now: datetime) -> Sitting:
    """The sitting of an attempt, finished or not, as it stands; without such an attempt, as `open_lesson`."""
    from coach.store import attempts, database

    known = {q.id: q for q in lesson.questions}
    with database.records(person.id) as connection:
        found = attempts.find(connection, attempt)
        if found is not None and found.lesson == lesson.id and all(q in known for q in found.asked):
            asked = tuple(known[q] for q in found.asked)
            given = _given(known, attempts.kept(connection, found.id))
            return Sitting(person, lesson, found.id, asked, found.screen, given)
    return open_lesson(person, lesson, now)


def _given(known: Mapping[str, Question], kept: "Iterable[Kept]") -> dict[str, Given]:
    """What was answered, where the question is still the one that was asked."""
    pairs = ((known[one.question], one) for one in kept if one.question in known)
    return {question.id: told for question, one in pairs if (told := given(question, one))}


def given(question: Question, kept: "Kept") -> Given | None:
    """An answer that is kept and what followed it; None where the question is another one now."""
    if question.hash != kept.question_hash:
        return None
    response = json.loads(kept.response)
    return Given(response, _outcome(question, kind_of(question), response, kept.score, kept.tries))


def _choose(lesson: Lesson, asked: dict[str, int], now: datetime) -> tuple[str, ...]:
    """The questions asked least often, chance deciding between equals, in the lesson's order."""
    chance = random.Random(now.timestamp())
    pool = sorted(lesson.questions, key=lambda q: (asked.get(q.id, 0), chance.random()))
    chosen = {q.id for q in pool[: lesson.ask]}
    return tuple(q.id for q in lesson.questions if q.id in chosen)


def reach(sitting: Sitting, screen: int) -> None:
    """Keep how far the learner has come."""
    from coach.store import attempts, database

    with database.records(sitting.person.id) as connection:
        attempts.reach(connection, sitting.attempt, screen)


def kind_of(question: Question) -> QuestionKind:
    """The question's type."""
    return kinds()[question.kind]


def answer(sitting: Sitting, question: Question, response: Response, now: datetime) -> Outcome:
    """Score and keep an answer; `None` means "I don't know", which is never punished.

    Raises:
        StorageError: the answer could not be kept; nothing is shown for it.
    """
    from coach.store import attempts, database
    from coach.study import verifying

    kind = kind_of(question)
    seen = verifying.contradiction(question, response) if question.kind == "do" else ""
    score = 0.0 if response is None or seen else kind.score(question.key, response)
    with database.records(sitting.person.id) as connection:
        tries = attempts.tries(connection, sitting.attempt, question.id, sitting.lesson.id) + 1
        given = attempts.NewAnswer(
            attempt=sitting.attempt,
            lesson=sitting.lesson.id,
            question=question.id,
            question_hash=question.hash,
            competence=question.competence,
            response="null" if response is None else kind.canonical(question.key, response),
            score=score,
            tries=tries,
        )
        attempts.keep(connection, given, now)
    outcome = _outcome(question, kind, response, score, tries)
    return replace(outcome, feedback=(seen, *outcome.feedback)) if seen else outcome


def outcome_of(question: Question, response: Response, score: float, tries: int) -> Outcome:
    """What follows an answer that is kept with this score, as the try of this number."""
    return _outcome(question, kind_of(question), response, score, tries)


def _outcome(question: Question, kind: QuestionKind, response: Response, score: float, tries: int) -> Outcome:
    right = score >= 1
    done = right or tries >= 2 or response is None
    misses = () if response is None else kind.misses(question.key, response)
    told = misses if not right else (str(response),) if isinstance(response, str) else ()
    feedback = tuple(dict.fromkeys(text for text in (_told(question, name) for name in told) if text))
    return Outcome(
        right=right,
        done=done,
        score=score,
        feedback=feedback,
        hint="" if done else question.hint,
        reason=question.reason if done else "",
        misses=misses,
        solution=kind.right(question.key) if done else None,
    )


def _told(question: Question, name: str) -> str:
    """What a choice teaches; where several items were placed, which one it is about."""
    text = question.feedback(name)
    if not text or "items" not in question.key:
        return text
    return _("{item}: {feedback}").format(item=question.choices[name].text.rstrip("."), feedback=text)


def finish(sitting: Sitting, now: datetime) -> None:
    """Close the attempt; if the lesson belongs to an assigned path, its completion is shared.

    Sharing that fails is made up for at the next start: a learner is not kept at the end of a lesson by it.

    Raises:
        StorageError: nothing was closed; the answers are safe.
    """
    from coach.store import attempts, database
    from coach.study import sharing

    done = attempts.Attempt(sitting.attempt, sitting.lesson.id, sitting.lesson.edition, (), sitting.screen)
    with database.records(sitting.person.id) as connection:
        attempts.reach(connection, sitting.attempt, sitting.screens)
        attempts.finish(connection, done, now)
    try:
        sharing.share(sitting.person)
    except StorageError as error:
        log.warning("not shared before the next start: %s", error)
