"""Simulated learners and the daily review: how much they still know when a question comes back, how often it does.

A learner of the model knows a question with the chance that FSRS gives it. Two lessons of three questions a week
bring 100 questions; then the review goes on to the end of the second year. The seed is fixed.
"""

import itertools
import random
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from fsrs import Rating

from coach.content.library import library
from coach.study import review
from coach.study.memory import Asking, Key, Memory, learn
from coach.study.review import Item
from tests.bench.goals import verdict

SEED, LEARNERS, DAYS, QUESTIONS = 20261126, 20, 730, 100
FIRST = date(2026, 1, 5)  # a Monday
OF_A_LESSON, LESSONS_ON = 3, (0, 3)
RIGHT_IN_LESSON = 0.7
# At the third of a year the questions are all there, and the first habits are over.
SETTLED = 240


@dataclass(frozen=True)
class Habit:
    """What a learner is like.

    Attributes:
        weekdays: of the review, from Monday on.
        away: days without any.
        hints: share of the misses that a hint rescues.
        lasting: how long a memory really lasts beside what the model takes it to; 1 is as long.
    """

    weekdays: int = 7
    away: range = range(0)
    hints: float = 0.0
    lasting: float = 1.0

    def sits(self, day: int) -> bool:
        """Whether the learner does the review on that day, counted from a Monday."""
        return day % 7 < self.weekdays and day not in self.away


HABITS = {
    "follows the schedule": Habit(),
    "hints rescue half of the misses": Habit(hints=0.5),
    "Monday to Friday": Habit(weekdays=5),
    "five weeks away": Habit(away=range(400, 435)),
    "forgets twice as fast": Habit(lasting=0.5),
    "remembers twice as long": Habit(lasting=2.0),
}


def questions() -> Iterator[Item]:
    """A hundred questions, in lessons of three, with the forms of the shipped ones."""
    shelf = library("fr")
    lessons = [shelf.lesson(name) for name in shelf.cards]
    shipped = [item for one in lessons for q in one.questions if (item := review.item_of(one, q))]
    for place, item in zip(range(QUESTIONS), itertools.cycle(shipped), strict=False):
        lesson = replace(item.lesson, id=f"l{place // OF_A_LESSON:03}")
        yield Item(lesson, replace(item.question, id=f"q{place:03}"), item.seconds)


@dataclass
class Learner:
    """One learner: what is remembered, and what was seen."""

    habit: Habit
    chance: random.Random
    known: dict[Key, Memory] = field(default_factory=dict)
    right: list[bool] = field(default_factory=list)
    loads: list[int] = field(default_factory=list)

    def lives(self) -> None:
        """Two years, day by day."""
        bank = {item.key: item for item in questions()}
        waiting = list(bank)
        for day in range(DAYS):
            today = FIRST + timedelta(days=day)
            if self.habit.sits(day):
                self._reviews(bank, today)
            if day % 7 in LESSONS_ON:
                for key in waiting[:OF_A_LESSON]:
                    self._learns(key, self.chance.random() < RIGHT_IN_LESSON, today)
                del waiting[:OF_A_LESSON]

    def _reviews(self, bank: dict[Key, Item], today: date) -> None:
        due = {key: one for key, one in self.known.items() if one.due <= today}
        asked = list(review.fitting(bank[key] for key in review.by_risk(due, today)))
        settled = (today - FIRST).days >= SETTLED
        for item in asked:
            right = self.chance.random() < self._knows(self.known[item.key], today)
            if settled:
                self.right.append(right)
            self._learns(item.key, right, today)
        if settled:
            self.loads.append(len(asked))

    def _knows(self, one: Memory, today: date) -> float:
        return replace(one, stability=one.stability * self.habit.lasting).recall(today)

    def _learns(self, key: Key, right: bool, today: date) -> None:
        rescued = not right and self.chance.random() < self.habit.hints
        rating = Rating.Good if right else Rating.Hard if rescued else Rating.Again
        self.known[key] = learn(self.known.get(key), Asking(key, "", rating, today))


def main() -> int:
    """Let them live and print; 1 if who follows the schedule knows too little or too much, or is asked more."""
    rows = {}
    print(f"{'':<34}{'recall':>8}{'a day':>8}{'at most':>9}{'reviews':>9}")
    for place, (name, habit) in enumerate(HABITS.items()):
        learners = [Learner(habit, random.Random(f"{SEED} {place} {n}")) for n in range(LEARNERS)]
        for learner in learners:
            learner.lives()
        right = [one for learner in learners for one in learner.right]
        loads = [one for learner in learners for one in learner.loads]
        recall, most = statistics.fmean(right), max(loads)
        print(f"{name:<34}{recall:8.3f}{statistics.fmean(loads):8.2f}{most:9}{len(right):9}")
        rows[name] = {"recall away from 0.90": abs(recall - 0.90), "questions a day": most}
    goals = {"recall away from 0.90": 0.02, "questions a day": 5}
    return verdict({"follows the schedule": rows["follows the schedule"]}, goals)


if __name__ == "__main__":
    sys.exit(main())
