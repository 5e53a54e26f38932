"""What the computer itself can tell of a gesture that somebody says was done."""

import dataclasses

import pytest

from coach.content.library import library
from coach.domain.lesson import Question
from coach.study import verifying
from coach.workstation import screen_sleep
from coach.workstation.screen_sleep import ScreenSleep


@pytest.fixture
def asked() -> Question:
    """The question that sends somebody to the power settings."""
    lesson = library("en").lesson("veille-ou-arret")
    return next(question for question in lesson.questions if question.kind == "do")


def seen(monkeypatch: pytest.MonkeyPatch, **values: object) -> None:
    """The computer's answer."""
    base = ScreenSleep(minutes=None, way="xset", settable=True)
    monkeypatch.setattr(screen_sleep, "state", lambda: dataclasses.replace(base, **values))  # type: ignore[arg-type]


def test_what_is_not_done_is_told(asked: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    seen(monkeypatch, minutes=45)
    assert verifying.contradiction(asked, "done") == "Your screen goes to sleep after 45 minutes away."
    seen(monkeypatch, minutes=None)
    assert verifying.contradiction(asked, "done") == "Your screen never goes to sleep by itself."


@pytest.mark.parametrize("values", [{"minutes": 10}, {"minutes": 5}, {"known": False, "minutes": None}])
def test_who_did_it_or_cannot_be_checked_is_believed(
    asked: Question, monkeypatch: pytest.MonkeyPatch, values: dict[str, object]
) -> None:
    seen(monkeypatch, **values)
    assert verifying.contradiction(asked, "done") == ""


def test_the_computer_is_asked_only_where_the_lesson_says_so(
    asked: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never() -> ScreenSleep:
        raise AssertionError

    monkeypatch.setattr(screen_sleep, "state", never)
    assert verifying.contradiction(asked, "managed") == ""
    assert verifying.contradiction(dataclasses.replace(asked, key={"verify": "nothing"}), "done") == ""
