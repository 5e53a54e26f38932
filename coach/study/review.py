"""Révision: once a day a few questions of finished lessons come back, those most at risk of being forgotten first."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from coach import places
from coach.content.library import Library
from coach.domain.errors import ContentError, UnknownLink
from coach.domain.lesson import Lesson, Question
from coach.questions import Form, Gaps, Match, Number, Order, Pick, Tick, Write
from coach.store import glance
from coach.study import memory, sitting
from coach.study.me import Me
from coach.study.memory import Key, Memory

MOST = 5
LONGEST = 120
"""Seconds: at most this many questions, and about this long, on one day."""
OF_A_LESSON = 2
"""Questions of one lesson at most, while those of others wait."""
SECONDS: Mapping[type[Form], int] = {
    Write: 20,
    Pick: 25,
    Number: 25,
    Tick: 30,
    Order: 30,
    Gaps: 30,
    Match: 35,
}
"""What a question takes with its reason, by the form that it is answered in; how found: ARCHITECTURE.md. A form that
is not here is not asked again: something done at one's desk is no matter of memory."""


@dataclass(frozen=True)
class Item:
    """A question to ask again, with the lesson that it stands in; `seconds` is about what it takes."""

    lesson: Lesson
    question: Question
    seconds: int

    @property
    def key(self) -> Key:
        """Lesson and question."""
        return self.lesson.id, self.question.id


@dataclass(frozen=True)
class Waiting:
    """What the first page says of today's review: how many questions, about how many minutes, begun or not."""

    questions: int
    minutes: int
    begun: bool


def waiting(who: Me, now: datetime) -> Waiting | None:
    """The review that waits today; None when there is none, it is done, or the person wants none.

    Raises:
        StorageError: the records cannot be read.
    """
    if not who.settings.review:
        return None
    begun = begun_today(who, now)
    if begun is not None and begun.finished:
        return None
    items = items_of(who.library, begun.asked) if begun is not None else None
    left = choose(who, now) if begun is None or items is None else items[begun.screen :]
    if not left:
        return None
    minutes = math.ceil(sum(item.seconds for item in left) / 60)
    return Waiting(len(left), minutes, items is not None)


def begun_today(who: Me, now: datetime) -> glance.LastReview | None:
    """The review begun today, finished or not."""
    last = glance.last_review(places.records(who.person.id))
    today = now.astimezone().date()
    return last if last is not None and last.started.astimezone().date() == today else None


def choose(who: Me, now: datetime) -> tuple[Item, ...]:
    """The questions to ask today; days that were missed add none."""
    file = places.records(who.person.id)
    finished = glance.learning(file).finished
    known = memory.replay(glance.answers(file), now)
    today = now.astimezone().date()
    due = {key: one for key, one in known.items() if key[0] in finished and one.due <= today}
    shelf = who.library
    return tuple(fitting(item for key in by_risk(due, today) if (item := _item(shelf, *key))))


def items_of(shelf: Library, asked: Iterable[str]) -> tuple[Item, ...] | None:
    """The questions of an attempt; None where one of them is gone, or there are none."""
    items = [_item(shelf, *name.split("/", 1)) if "/" in name else None for name in asked]
    whole = tuple(item for item in items if item)
    return whole if whole and len(whole) == len(items) else None


def by_risk(due: Mapping[Key, Memory], today: date) -> Iterator[Key]:
    """What is due, the question most at risk first; the third of a lesson comes after those of all others."""
    taken, later = Counter[str](), []
    # The key decides between equals, so that a look and the review that follows it agree.
    for key in sorted(due, key=lambda key: (due[key].recall(today), key)):
        if taken[key[0]] == OF_A_LESSON:
            later.append(key)
        else:
            taken[key[0]] += 1
            yield key
    yield from later


def fitting(items: Iterable[Item]) -> Iterator[Item]:
    """The first of them, as many as there is time for on one day."""
    spent = 0
    for item in islice(items, MOST):
        spent += item.seconds
        if spent > LONGEST:
            return
        yield item


def item_of(lesson: Lesson, question: Question) -> Item | None:
    """The question with what it takes; None if it is not asked again."""
    taken = SECONDS.get(type(sitting.kind_of(question).form(question.key, 0)))
    return Item(lesson, question, taken) if taken else None


def _item(shelf: Library, lesson_id: str, question_id: str) -> Item | None:
    """The question as it is now; None where its lesson or itself is gone, or it cannot be asked again."""
    try:
        lesson = shelf.lesson(lesson_id)
    except (ContentError, UnknownLink):
        return None
    question = next((one for one in lesson.questions if one.id == question_id), None)
    return item_of(lesson, question) if question else None
