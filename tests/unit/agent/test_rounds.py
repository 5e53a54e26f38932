"""One round: judged, noted before it is shown, answered."""

from datetime import timedelta
from pathlib import Path

import pytest

from coach import handover, places
from coach.agent import programs, scene
from coach.agent.notify import ACT, LATER, OPEN
from coach.domain.nudge import Refusals
from tests.unit import refusing
from tests.unit.agent.conftest import NOON, Desk, rule, words, write_brief


def log() -> str:
    """The log so far."""
    return Path(places.log()).read_text("utf-8") if Path(places.log()).exists() else ""


def test_a_reading_over_the_threshold_is_noted_and_shown_once_a_day(desk: Desk) -> None:
    desk.rounds.decide({"tab": 34}, NOON)
    desk.rounds.decide({"tab": 40}, NOON + timedelta(hours=1))
    assert desk.titles == ["34 tabs."]
    assert handover.recent(NOON) == [("tab", NOON.date())]
    desk.rounds.decide({"tab": 41}, NOON + timedelta(days=1))
    assert desk.titles == ["34 tabs.", "41 tabs."]


def test_a_reading_below_it_leaves_no_trace(desk: Desk) -> None:
    desk.rounds.decide({"tab": 29}, NOON)
    assert desk.titles == []
    assert not (Path(places.local()) / "nudges.jsonl").exists()


def test_a_brief_replaced_meanwhile_holds_at_once(desk: Desk) -> None:
    desk.rounds.refresh(NOON)
    write_brief(sensors={"tab": rule("tab", on=False)})
    desk.rounds.decide({"tab": 34}, NOON)
    assert desk.titles == []


@pytest.mark.parametrize("change", [{"guichet": True}])
def test_receiving_the_public_it_is_noted_and_not_shown(desk: Desk, change: dict[str, bool]) -> None:
    write_brief(**change)
    desk.rounds.decide({"tab": 34}, NOON)
    assert desk.titles == []
    assert handover.recent(NOON) == [("tab", NOON.date())]


def test_over_a_full_screen_window_nothing_is_shown_or_noted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scene, "full_screen", lambda: True)
    desk.rounds.decide({"tab": 34}, NOON)
    assert desk.titles == []
    assert handover.recent(NOON) == []


def test_a_desktop_set_to_silence_is_respected(desk: Desk) -> None:
    desk.notifier.busy = True
    desk.rounds.decide({"tab": 34}, NOON)
    assert desk.titles == []
    desk.notifier.busy = False
    desk.rounds.decide({"tab": 35}, NOON)
    assert desk.titles == ["35 tabs."]


def test_the_scene_is_looked_at_only_when_something_would_be_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(scene, "full_screen", lambda: asked.append(True))
    desk.rounds.decide({"tab": 29}, NOON)
    assert asked == []
    desk.rounds.decide({"tab": 34}, NOON)
    assert asked == [True]


def test_without_a_channel_it_waits_in_the_recent_ones_and_the_log_does_not_tell_the_day(desk: Desk) -> None:
    desk.notifier.works = False
    desk.rounds.decide({"tab": 34}, NOON)
    assert handover.recent(NOON) == [("tab", NOON.date())]
    assert log() == ""


def test_what_cannot_be_noted_is_not_shown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with refusing.folder() as folder:
        monkeypatch.setenv("XDG_STATE_HOME", str(folder))
        write_brief()
        with refusing.refusing(folder):
            desk.rounds.decide({"tab": 34}, NOON)
    assert desk.titles == []


def test_the_main_button_opens_the_lesson_and_forgets_refusals(desk: Desk) -> None:
    with handover.journal(NOON) as ledger:
        ledger.answer("tab", refused=True)
    nudge = desk.rounds.decide({"tab": 34}, NOON)
    assert nudge is not None
    desk.notifier.pressed.append((nudge, OPEN))
    desk.rounds.hear(NOON)
    assert desk.opened == ["mes-tabs"]
    assert handover.read_journal(NOON).refusals == {}


def test_the_first_button_does_the_thing_itself_and_counts_as_accepted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(programs, "start", started.append)
    does = rule("tab", act="screen set 10", words=words("tab") | {"act": "Yes, set it up"})
    write_brief(sensors={"tab": does})
    with handover.journal(NOON) as ledger:
        ledger.answer("tab", refused=True)
    nudge = desk.rounds.decide({"tab": 34}, NOON)
    assert nudge is not None
    desk.notifier.pressed.append((nudge, ACT))
    desk.rounds.hear(NOON)
    assert started == [programs.coach("screen", "set", "10")]
    assert desk.opened == []
    assert handover.read_journal(NOON).refusals == {}


def test_not_now_opens_nothing_and_counts(desk: Desk) -> None:
    nudge = desk.rounds.decide({"tab": 34}, NOON)
    assert nudge is not None
    desk.notifier.pressed.append((nudge, LATER))
    desk.rounds.hear(NOON)
    assert desk.opened == []
    assert handover.read_journal(NOON).refusals == {"tab": Refusals(1)}


def test_two_refusals_in_a_row_give_two_weeks_of_peace(desk: Desk) -> None:
    shown = []
    for day in range(20):
        now = NOON + timedelta(days=day)
        if nudge := desk.rounds.decide({"tab": 34}, now):
            shown.append(day)
            desk.notifier.pressed.append((nudge, LATER))
            desk.rounds.hear(now)
    assert shown == [0, 1, 15, 16]


def test_a_window_that_cannot_be_opened_is_told_to_the_log(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(lesson: str) -> None:
        raise FileNotFoundError(2, "No such file", "coach")

    nudge = desk.rounds.decide({"tab": 34}, NOON)
    assert nudge is not None
    monkeypatch.setattr("coach.agent.programs.open_lesson", fail)
    desk.notifier.pressed.append((nudge, OPEN))
    desk.rounds.hear(NOON)
    assert "could not be opened" in log()


def test_a_half_written_brief_switches_everything_off_and_is_told_once(desk: Desk) -> None:
    (Path(places.local()) / "brief.json").write_text('{"sensors": ')
    desk.rounds.decide({"tab": 34}, NOON)
    desk.rounds.decide({"tab": 34}, NOON)
    assert desk.titles == []
    assert log().count("brief.json") == 1
