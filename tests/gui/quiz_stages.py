"""A path's final quiz as the pictures show it, without an attempt of its own."""

from collections.abc import Callable
from functools import partial
from unittest import mock

from coach import study
from coach.app.pages.quiz import QuizPage
from coach.app.window import Window
from coach.study import final_quiz
from coach.study import sitting as sittings
from coach.study.final_quiz import Missed, Result

Settle = Callable[[Window], None]


def stages(settle: Settle) -> dict[str, Callable[[Window], None]]:
    """What shows each stage, by the name of its picture."""
    names = ("before", "question", "passed", "missed")
    return {f"quiz-{name}": partial(at_stage, name, settle) for name in names}


def at_stage(stage: str, settle: Settle, window: Window) -> None:
    """Show the quiz `before` it, at a `question`, `passed` with one to look at again, or `missed`."""
    me = study.me()
    pool, path = me.library.pool("bienvenue"), me.library.paths["bienvenue"]
    sat = final_quiz.Quiz(me.person, path, pool.language, "0" * 32, pool.questions[1::2])
    with mock.patch.object(final_quiz, "open_quiz", return_value=sat):
        window.go("quiz", "bienvenue")
        settle(window)
    front = window.page
    assert isinstance(front, QuizPage)
    if stage == "question":
        front._next()
    elif stage != "before":
        again = pool.questions[1:2] if stage == "passed" else pool.questions[3:12:2]
        cards = tuple(me.library.cards[lesson] for lesson in path.lessons)
        missed = [Missed(q, None, sittings.outcome_of(q, None, 0, done=True), cards) for q in again]
        front._told(Result(stage == "passed", 10, 10 - len(missed), 8, tuple(missed)))
