"""Lessons that a person has taken before a test begins."""

from datetime import datetime

from coach import study
from coach.study import sitting


def take(lesson_id: str, now: datetime, *, right: bool = True) -> None:
    """Take a lesson to its end, every question right, or every one without knowing."""
    who = study.me()
    lesson = who.library.lesson(lesson_id)
    begun = sitting.open_lesson(who.person, lesson, now)
    for question in begun.questions:
        known = sitting.kind_of(question).right(question.key) if right else None
        sitting.answer(begun, question, known, now)
    sitting.finish(begun, now)


def begin(lesson_id: str, screen: int, now: datetime) -> None:
    """Leave a lesson on its way, after some screens."""
    who = study.me()
    begun = sitting.open_lesson(who.person, who.library.lesson(lesson_id), now)
    sitting.reach(begun, screen)
