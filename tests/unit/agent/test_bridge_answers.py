"""The bridge's answers: what an add-on is told, what is noted, what is refused."""

import contextlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach import handover, places
from coach.agent import programs, scene
from coach.agent.bridge.answers import Answers
from coach.agent.bridge.frames import NonsenseError
from coach.domain.nudge import Refusals
from tests.fakes import Clock, Notifier
from tests.unit.agent.conftest import NOON, rule, write_brief

SOURCE = {"tabs": "addon", "mail": "webmail"}
Told = Callable[[dict[str, Any]], dict[str, Any]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the bridge started."""
    found: list[object] = []
    monkeypatch.setattr(programs, "start", found.append)
    monkeypatch.setattr(programs, "open_lesson", found.append)
    return found


@pytest.fixture
def clock() -> Clock:
    """Noon."""
    return Clock(NOON)


@pytest.fixture
def desktop() -> Notifier:
    """The desktop's own channel."""
    return Notifier()


@pytest.fixture
def tell(monkeypatch: pytest.MonkeyPatch, started: list[object], clock: Clock, desktop: Notifier) -> Told:
    """The bridge, with tabs and mail on, at a desk where nothing fills the screen."""
    monkeypatch.setattr(scene, "full_screen", lambda: False)
    monkeypatch.setattr(scene, "in_call", lambda: False)
    brief()
    return Answers(desktop, clock, SOURCE).answer


def brief(**changes: Any) -> None:
    """Brief it about tabs and mail."""
    mail = rule("mail", threshold=5, many={"people": 5, "threshold": 2})
    write_brief(**({"sensors": {"tabs": rule("tabs"), "mail": mail}} | changes))


def test_the_state_of_a_sensor_that_is_on(tell: Told) -> None:
    brief(
        quiet=[["18:00", "08:00"]], language="fr", page={"page": "Rappel"}, tabs_at_once=True,
        paused_until=(NOON + timedelta(hours=1)).isoformat(), sensors={"tabs": rule("tabs", threshold=40)},
    )  # fmt: skip
    assert tell({"ask": "state"})["tabs"] == {
        "on": True,
        "threshold": 40,
        "many": None,
        "quiet_until": int((NOON + timedelta(hours=1)).timestamp() * 1000),
        "quiet": [["18:00", "08:00"]],
        "at_once": True,
        "lang": "fr",
        "words": {"page": "Rappel"},
    }


def test_mail_never_waits_and_knows_many_people(tell: Told) -> None:
    brief(webmail="https://mail.ville.example")
    told = tell({"ask": "state"})
    mail = told["mail"]
    assert (mail["threshold"], mail["many"], mail["at_once"]) == (5, {"people": 5, "threshold": 2}, True)
    assert told["tabs"]["at_once"] is False
    assert mail["quiet_until"] is None


def test_a_browser_is_told_the_one_site_and_without_one_there_is_no_mail_to_look_at(tell: Told) -> None:
    assert tell({"ask": "state"})["mail"] == {"on": False}
    assert handover.sources_looked_at(NOON) == {NOON.date(): ("tabs.addon",)}
    brief(webmail="https://mail.ville.example")
    told = tell({"ask": "state"})
    assert told["mail"]["webmail"] == "https://mail.ville.example"
    assert "webmail" not in told["tabs"]


def test_each_program_is_told_of_what_its_add_on_can_see_and_of_nothing_else(
    tell: Told, desktop: Notifier, clock: Clock
) -> None:
    assert tell({"ask": "state"}).keys() == {"tabs", "mail"}
    mail_program = Answers(desktop, clock, {"mail": "addon"})
    assert mail_program.answer({"ask": "state"}).keys() == {"mail"}
    with pytest.raises(NonsenseError):
        mail_program.answer({"noticed": "tabs", "value": 90})


def test_a_sensor_that_is_off_or_unknown_here_is_told_nothing_more(tell: Told) -> None:
    brief(sensors={"tabs": rule("tabs", on=False)})
    assert tell({"ask": "state"}) == {"tabs": {"on": False}, "mail": {"on": False}}
    for name in SOURCE:
        assert tell({"noticed": name, "value": 90}) == {"on": False, "nudge": None}
    assert handover.sources_looked_at(NOON) == {}


def test_what_is_looked_at_is_noted_once_asked(tell: Told) -> None:
    tell({"ask": "state"})
    tell({"noticed": "mail", "value": 1})
    assert handover.sources_looked_at(NOON) == {NOON.date(): ("tabs.addon", "mail.webmail")}


def test_a_reading_over_the_threshold_makes_one_nudge_a_day(tell: Told, desktop: Notifier) -> None:
    assert tell({"noticed": "tabs", "value": 29}) == {"nudge": None}
    assert tell({"noticed": "tabs", "value": 34}) == {
        "nudge": {
            "moment": "tabs",
            "title": "34 tabss.",
            "body": "The lesson shows how.",
            "action": "Show me how",
            "refuse": "Not now",
        }
    }
    assert tell({"noticed": "tabs", "value": 40}) == {"nudge": None}
    assert handover.recent(NOON) == [("tabs", NOON.date())]
    assert desktop.shown == []


def test_more_people_lower_the_threshold(tell: Told) -> None:
    assert tell({"noticed": "mail", "value": 3, "people": 5}) == {"nudge": None}
    assert tell({"noticed": "mail", "value": 3, "people": 6})["nudge"]["title"] == "3 mails."


def test_receiving_the_public_it_is_noted_and_the_add_on_shows_nothing(tell: Told) -> None:
    brief(guichet=True)
    assert tell({"noticed": "tabs", "value": 34}) == {"nudge": None}
    assert handover.recent(NOON) == [("tabs", NOON.date())]


def test_a_desktop_set_to_silence_is_respected(tell: Told, desktop: Notifier) -> None:
    desktop.busy = True
    assert tell({"noticed": "tabs", "value": 34}) == {"nudge": None, "later": True}
    assert handover.recent(NOON) == []


@pytest.mark.parametrize("what", ["in_call", "full_screen"])
def test_what_only_the_moment_forbids_may_be_told_again_later(
    tell: Told, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(scene, what, lambda: True)
    assert tell({"noticed": "tabs", "value": 34}) == {"nudge": None, "later": True}
    assert tell({"noticed": "tabs", "value": 29}) == {"nudge": None}
    monkeypatch.setattr(scene, what, lambda: False)
    assert tell({"noticed": "tabs", "value": 34})["nudge"]
    # Today's has been: there is nothing to come back for.
    monkeypatch.setattr(scene, what, lambda: True)
    assert tell({"noticed": "tabs", "value": 34}) == {"nudge": None}


def test_a_pause_made_since_the_add_on_asked_is_of_the_moment_too(tell: Told, clock: Clock) -> None:
    brief(paused_until=(NOON + timedelta(hours=1)).isoformat())
    assert tell({"noticed": "tabs", "value": 34}) == {"nudge": None, "later": True}
    clock.now = NOON + timedelta(hours=2)
    assert tell({"noticed": "tabs", "value": 34})["nudge"]


def test_an_answer_is_noted_and_a_yes_opens_the_lesson(tell: Told, started: list[object]) -> None:
    tell({"noticed": "tabs", "value": 34})
    assert tell({"answer": "tabs", "refused": True}) == {"done": True}
    assert handover.read_journal(NOON).refusals == {"tabs": Refusals(1)}
    assert started == []
    assert tell({"answer": "tabs", "refused": False}) == {"done": True}
    assert handover.read_journal(NOON).refusals == {}
    assert started == ["mes-tabss"]


def test_what_was_never_shown_cannot_be_refused(tell: Told) -> None:
    for _ in range(3):
        tell({"answer": "tabs", "refused": True})
    assert handover.read_journal(NOON).refusals == {}
    assert tell({"noticed": "tabs", "value": 34})["nudge"]


def test_a_gesture_is_noted_by_a_child(tell: Told, started: list[object]) -> None:
    assert tell({"gesture": "tabs"}) == {"done": True}
    assert started == [programs.coach("gesture", "mes-tabss")]


NONSENSE = [
    {},
    {"ask": "everything"},
    {"ask": ["state"]},
    {"ask": "state", "url": "https://example.org/secret"},
    {"noticed": "tabs"},
    {"noticed": "tabs", "value": -1},
    {"noticed": "tabs", "value": 10**30},
    {"noticed": "tabs", "value": True},
    {"noticed": "tabs", "value": 34.0},
    {"noticed": "tabs", "value": "34"},
    {"noticed": "tabs", "value": 34, "people": 3},
    {"noticed": "mail", "value": 34, "people": -3},
    {"noticed": "tabs", "value": 34, "titles": ["secret"]},
    {"noticed": {"tabs": 1}, "value": 34},
    {"answer": "tabs"},
    {"answer": "tabs", "refused": 1},
    {"answer": "elsewhere", "refused": True},
    {"gesture": "../../secret"},
]


@pytest.mark.parametrize("message", NONSENSE)
def test_nonsense_is_refused_without_being_cited(tell: Told, message: dict[str, Any]) -> None:
    with pytest.raises(NonsenseError) as caught:
        tell(message)
    assert "secret" not in str(caught.value)
    assert handover.recent(NOON) == []


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["ask", "noticed", "value", "people", "answer", "refused", "gesture", "x"]),
        st.one_of(
            st.sampled_from(["state", "tabs", "mail", "idle"]),
            st.integers(),
            st.booleans(),
            st.none(),
            st.floats(),
        ),
    )
)
def test_any_table_is_answered_or_refused(tell: Told, message: dict[str, Any]) -> None:
    with contextlib.suppress(NonsenseError):
        assert tell(message).keys() & {"tabs", "on", "nudge", "done"}


def test_never_more_than_two_nudges_a_day(tell: Told, clock: Clock) -> None:
    shown = [tell({"noticed": name, "value": 90})["nudge"] for name in ("tabs", "mail") * 50]
    assert sum(nudge is not None for nudge in shown) == 2
    assert not Path(places.log()).exists()
