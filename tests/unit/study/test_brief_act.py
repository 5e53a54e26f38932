"""The reminder offers to set the screen only where that can be done and would change something."""

import pytest

from coach import handover, words
from coach.content.library import library
from coach.domain.nudge import Rule, title
from coach.policy import Policy
from coach.sensors import sensors
from coach.settings import NudgeSetting, Settings
from coach.study import brief as writing
from coach.workstation import screen_sleep
from coach.workstation.screen_sleep import ScreenSleep

SLEEPS_LATE = ScreenSleep(21, "xset", settable=True)


def rule(
    monkeypatch: pytest.MonkeyPatch, found: ScreenSleep, *, on: bool = True, finished: bool = False
) -> Rule:
    """What the agent reads about the idle sensor at a desk whose screen is so."""
    monkeypatch.setattr(screen_sleep, "state", lambda: found)
    shelf = library(words.language())
    choice = NudgeSetting(on=on, chosen_on="2026-11-24", text=sensors()["idle"].text_version)
    done = frozenset(shelf.cards) if finished else frozenset[str]()
    writing.write(Settings(nudges={"idle": choice}), Policy(), shelf, done)
    return handover.read_brief().rules["idle"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_offer_asks_names_its_lesson_and_stays_short(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words.use(language)
    for found in (SLEEPS_LATE, ScreenSleep(None, "xset", settable=True)):
        offered = rule(monkeypatch, found)
        assert offered.act == "screen sleep 10 --tell"
        assert offered.words.act == {"fr": "Oui, le régler", "en": "Yes, set it up"}[language]
        assert "10 minutes" in offered.words.body
        assert "10 minutes" not in offered.words.plain
        assert library(language).cards[offered.lesson].title in offered.words.plain
        assert library(language).cards[offered.lesson].title in offered.words.body
        assert len(title(offered.words, 0)) + len(offered.words.body) <= 140


@pytest.mark.parametrize(
    "found",
    [
        ScreenSleep(30, "gsettings", settable=False, why="It is set by your IT department."),
        ScreenSleep(None, "", settable=False, why="No way.", known=False),
    ],
)
def test_what_would_change_nothing_is_not_offered(
    found: ScreenSleep, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = rule(monkeypatch, found)
    assert plain.act == ""
    assert "10 minutes" not in plain.words.body
    assert library("en").cards[plain.lesson].title in plain.words.body
    assert not plain.learnt


@pytest.mark.parametrize("settable", [True, False])
def test_a_screen_that_sleeps_soon_enough_is_nothing_to_speak_of(
    settable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for minutes, learnt in ((1, True), (10, True), (11, False), (None, False)):
        found = ScreenSleep(minutes, "gsettings", settable=settable)
        assert rule(monkeypatch, found).learnt is learnt


def test_where_somebody_else_decides_the_lesson_is_all_there_is_to_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = ScreenSleep(30, "gsettings", settable=False, why="It is set by your IT department.")
    assert not rule(monkeypatch, held).learnt
    assert rule(monkeypatch, held, finished=True).learnt
    unknown = ScreenSleep(None, "", settable=False, why="No way.", known=False)
    assert not rule(monkeypatch, unknown, finished=True).learnt


def test_once_the_lesson_is_finished_the_gesture_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    offered = rule(monkeypatch, SLEEPS_LATE, finished=True)
    shelf = library("en")
    assert offered.words.body == shelf.gestures[shelf.cards[offered.lesson].gesture].text
    assert offered.act


def test_a_sensor_that_is_off_does_not_look_at_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    def look() -> ScreenSleep:
        raise AssertionError

    writing.write(Settings(), Policy(), library("en"), frozenset())
    monkeypatch.setattr(screen_sleep, "state", look)
    writing.write(Settings(), Policy(), library("en"), frozenset())
