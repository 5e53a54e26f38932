"""The tray's menu: the state in words, what is on offer then, and what each entry starts."""

from datetime import datetime, timedelta

import pytest

from coach import handover
from coach.agent import menu, programs
from coach.domain.nudge import Brief
from tests.unit.agent.conftest import NOON, write_brief


@pytest.fixture
def brief() -> Brief:
    """Two sensors on, no quiet hours."""
    write_brief()
    return handover.read_brief()


def shown(brief: Brief) -> list[str]:
    """The visible labels, separators left out."""
    return [entry.label for entry in menu.entries(brief, NOON) if entry.visible and entry.label]


def test_at_work_it_offers_pauses(brief: Brief) -> None:
    assert shown(brief) == [
        "Reminders on",
        "Pause for 1 hour",
        "Pause for today",
        "Pause for this week",
        "Recent reminders",
        "Open the coach",
        "Quit",
    ]


def test_paused_it_offers_to_resume(brief: Brief) -> None:
    paused = brief._replace(paused_until=NOON + timedelta(hours=1))
    assert shown(paused) == ["Paused until 13:00", "Resume now", "Recent reminders", "Open the coach", "Quit"]


def test_with_everything_off_there_is_nothing_to_pause(brief: Brief) -> None:
    off = brief._replace(paused_until=NOON + timedelta(hours=1), rules={})
    assert shown(off)[0] == "Every reminder is off: nothing is looked at."
    assert shown(off)[1:] == ["Recent reminders", "Open the coach", "Quit"]
    assert shown(Brief()) == shown(off)


@pytest.mark.parametrize(
    ("until", "told"),
    [
        # NOON is a Tuesday.
        ("2026-11-24T12:30:00+00:00", "Paused until 13:30"),
        ("2026-11-25T00:00:00+01:00", "Paused until tomorrow"),
        ("2026-11-30T00:00:00+01:00", "Paused until Monday"),
        ("2026-11-29T23:00:00+00:00", "Paused until Monday"),
        ("2026-12-01T00:00:00+01:00", "Paused until 2026-12-01"),
    ],
)
def test_the_end_of_a_pause_is_told_as_one_says_it(brief: Brief, until: str, told: str) -> None:
    assert menu.state(brief._replace(paused_until=datetime.fromisoformat(until)), NOON) == told


def test_a_pause_of_an_hour_in_the_late_evening_ends_at_an_hour(brief: Brief) -> None:
    late = NOON.replace(hour=23, minute=21)
    paused = brief._replace(paused_until=late + timedelta(hours=1))
    assert "Paused until 00:21" in [entry.label for entry in menu.entries(paused, late)]


def test_quiet_hours_are_a_state_too_and_a_pause_that_is_over_is_none(brief: Brief) -> None:
    assert menu.state(brief._replace(quiet=(("11:00", "13:00"),)), NOON) == "These are your quiet hours."
    assert menu.state(brief._replace(paused_until=NOON), NOON) == "Reminders on"


def test_an_entry_keeps_its_place_whatever_is_visible(brief: Brief) -> None:
    paused = brief._replace(paused_until=NOON + timedelta(hours=1))
    deeds = [[entry.deed for entry in menu.entries(one, NOON)] for one in (brief, paused, Brief())]
    assert deeds[0] == deeds[1] == deeds[2]


@pytest.mark.parametrize(
    ("deed", "command"),
    [
        ("hour", programs.coach("settings", "set", "paused_until", "2026-11-24T13:00+01:00")),
        ("day", programs.coach("settings", "set", "paused_until", "2026-11-25T00:00+01:00")),
        ("week", programs.coach("settings", "set", "paused_until", "2026-11-30T00:00+01:00")),
        ("resume", programs.coach("settings", "set", "paused_until", "")),
        ("recent", programs.window("coach://recent")),
        ("open", programs.window()),
    ],
)
def test_each_entry_starts_its_program(deed: str, command: list[str]) -> None:
    assert menu.command(deed, NOON) == command
