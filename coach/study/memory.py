"""How well a person still knows each question: FSRS, replayed from the answers; nothing of it is written down."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from fsrs import Card, Rating, Scheduler, State

from coach.store.glance import AnswerRow

RETENTION = 0.90
"""A question comes back when the chance to know it has fallen to this."""
LONGEST = 365
"""Days after which it comes back in any case: what a lesson says is read again once a year."""
SCHEDULER = Scheduler(
    desired_retention=RETENTION,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=LONGEST,
    # Chance would make a replay differ from what the person was told.
    enable_fuzzing=False,
)
# Every time zone can tell a moment after it; no answer of this program is older.
_FIRST = datetime(2000, 1, 1, tzinfo=UTC)

Key = tuple[str, str]
"""Lesson and question."""


class Asking(NamedTuple):
    """One time that a question was asked, as FSRS sees it; `day` is local."""

    key: Key
    hash: str
    rating: Rating
    day: date


@dataclass(frozen=True)
class Memory:
    """What is remembered of one question.

    Attributes:
        hash: of the question that was answered; a question that has changed since begins anew.
        asked: the last day on which it was asked, local.
        due: the day on which it comes back.
        stability: days after which the chance to know it has fallen to 0.90.
        difficulty: 1..10.
    """

    hash: str
    asked: date
    due: date
    stability: float
    difficulty: float

    def recall(self, day: date) -> float:
        """The chance to know it on a day, 0..1."""
        return SCHEDULER.get_card_retrievability(_card(self), _noon(day))


def replay(answers: Iterable[AnswerRow], now: datetime) -> dict[Key, Memory]:
    """What is remembered of every question that was ever answered.

    Args:
        answers: in the order in which they were given.
        now: what was answered later than that, by a clock that was wrong, counts as answered today.
    """
    known: dict[Key, Memory] = {}
    for asking in askings(answers, now):
        known[asking.key] = learn(known.get(asking.key), asking)
    return known


def askings(answers: Iterable[AnswerRow], now: datetime) -> Iterator[Asking]:
    """Each question of each attempt once, in the order of its last answer.

    Wrong or “I don't know” is Again, right with the hint is Hard, right at once is Good: the person sees right or
    wrong only. A third try came after the reason was read, so it tells nothing.
    """
    last: dict[tuple[str, Key, str], AnswerRow] = {}
    for row in answers:
        if row.tries <= 2:
            asked = (row.attempt, (row.lesson, row.question), row.question_hash)
            last.pop(asked, None)
            last[asked] = row
    for (_attempt, key, _hash), row in last.items():
        yield Asking(key, row.question_hash, _rating(row), _day(row.at, now))


def learn(before: Memory | None, asking: Asking) -> Memory:
    """What is remembered after a question was asked once more."""
    noon = _noon(asking.day)
    known = before is not None and before.hash == asking.hash
    card = _card(before) if before is not None and known else Card(card_id=0, due=noon)
    after, _log = SCHEDULER.review_card(card, asking.rating, noon)
    assert after.stability is not None
    assert after.difficulty is not None
    return Memory(asking.hash, asking.day, after.due.date(), after.stability, after.difficulty)


def _rating(row: AnswerRow) -> Rating:
    if row.score < 1:
        return Rating.Again
    return Rating.Good if row.tries == 1 else Rating.Hard


def _day(at: datetime, now: datetime) -> date:
    return min(max(at, _FIRST), now).astimezone().date()


def _card(memory: Memory) -> Card:
    # FSRS counts whole days of 24 hours: at noon of each day, an earlier hour than last time makes no day less.
    return Card(
        card_id=0,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_noon(memory.due),
        last_review=_noon(memory.asked),
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
