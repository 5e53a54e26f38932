"""A sitting at today's review: begun or gone on with, each answer kept, and when its questions come back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from coach import places
from coach.domain.people import Person
from coach.store import glance
from coach.study import memory, sitting
from coach.study.me import Me
from coach.study.review import Item, begun_today, choose, items_of
from coach.study.sitting import Given, Sitting

if TYPE_CHECKING:
    from coach.store.attempts import Kept


@dataclass(frozen=True)
class Review:
    """Today's review: `screen` of its questions are done; `given` has the last answers, by place from 0."""

    person: Person
    attempt: str
    items: tuple[Item, ...]
    screen: int
    given: Mapping[int, Given] = field(default_factory=dict)

    def at(self, place: int) -> Sitting:
        """The sitting in which the question at a place is answered."""
        questions = tuple(item.question for item in self.items)
        return Sitting(self.person, self.items[place].lesson, self.attempt, questions, place)


@dataclass(frozen=True)
class Return:
    """The local day on which a question that was asked comes back."""

    item: Item
    day: date


def begin(who: Me, now: datetime, attempt: str = "") -> Review | None:
    """Go on with an attempt, else with today's, or begin it; None when there is nothing to ask.

    Raises:
        StorageError: the records cannot be read or written.
    """
    from coach.store import attempts, database

    begun = begun_today(who, now)
    wanted = attempt or (begun.attempt if begun is not None else "")
    with database.records(who.person.id) as connection:
        found = attempts.find(connection, wanted)
        items = items_of(who.library, found.asked) if found is not None else None
        if found is None or items is None:
            items = choose(who, now)
            if not items:
                return None
            asked = tuple("/".join(item.key) for item in items)
            found = attempts.begin(connection, "", 0, asked, now, "review")
        kept = attempts.kept(connection, found.id)
    return Review(who.person, found.id, items, found.screen, dict(_given(items, kept)))


def _given(items: Iterable[Item], kept: "Iterable[Kept]") -> Iterator[tuple[int, Given]]:
    last = {(one.lesson, one.question): one for one in kept}
    for place, item in enumerate(items):
        if item.key in last and (told := sitting.given(item.question, last[item.key])):
            yield place, told


def finish(review: Review, now: datetime) -> tuple[Return, ...]:
    """Close the review; gives when each of its questions comes back, the first one first.

    Raises:
        StorageError: it was not closed; the answers are safe.
    """
    from coach.store import attempts, database

    done = attempts.Attempt(review.attempt, "", 0, (), len(review.items), "review")
    with database.records(review.person.id) as connection:
        attempts.reach(connection, done.id, done.screen)
        attempts.finish(connection, done, now)
    return returns(review, now)


def returns(review: Review, now: datetime) -> tuple[Return, ...]:
    """When each question that was answered comes back, the first one first.

    Raises:
        StorageError: the records cannot be read.
    """
    known = memory.replay(glance.answers(places.records(review.person.id)), now)
    found = (Return(item, known[item.key].due) for item in review.items if item.key in known)
    return tuple(sorted(found, key=lambda one: one.day))
