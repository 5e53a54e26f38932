"""How Camille takes the final quiz of her small path."""

from datetime import datetime

from coach.domain.final_quiz import Standing
from coach.study import final_quiz, today
from coach.study.final_quiz import Quiz, Result
from tests.unit.study.shelf import NOW, who


def begin(now: datetime = NOW) -> Quiz:
    return final_quiz.open_quiz(who(), "bienvenue", now)


def take(now: datetime = NOW, wrong: int = 0, unsure: int = 0) -> Result:
    """Answer the whole quiz, the first ones wrongly, the next ones with "I don't know"."""
    sat = begin(now)
    for n, question in enumerate(sat.left):
        given = "non" if n < wrong else None if n < wrong + unsure else "oui"
        sat = final_quiz.answer(sat, question, given, now)
    return final_quiz.conclude(who(), sat, now)


def standing(now: datetime) -> Standing:
    return today.path(who(), "bienvenue").quiz_on(now.astimezone().date())
