"""Windows' power plan, by a program that answers as `powercfg` does in French."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.workstation import screen_sleep
from coach.workstation._ask import UnansweredError
from coach.workstation._powercfg import Powercfg
from tests.unit.workstation.programs import POWERCFG, stand_in

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer whose display sleeps after 15 minutes, and after 200 seconds on battery."""
    monkeypatch.setattr(screen_sleep, "_way", Powercfg)
    return stand_in(tmp_path / "bin", "powercfg", POWERCFG, monkeypatch, '{"ac": 900, "dc": 200}')


def values(plan: Path) -> dict[str, int]:
    """What the plan holds."""
    found: dict[str, int] = json.loads(plan.read_text())
    return found


def test_it_is_set_for_everybody_and_comes_back_to_the_second(plan: Path) -> None:
    found = screen_sleep.state()
    assert (found.minutes, found.settable, found.everybody, found.fleeting) == (15, True, True, False)
    screen_sleep.set_minutes(10, NOW)
    # A shorter time on battery stays.
    assert values(plan) == {"ac": 600, "dc": 200}
    screen_sleep.set_minutes(2, NOW)
    assert values(plan) == {"ac": 120, "dc": 120}
    screen_sleep.set_minutes(30, NOW)
    assert values(plan) == {"ac": 1800, "dc": 200}
    screen_sleep.undo()
    assert values(plan) == {"ac": 900, "dc": 200}


def test_never_on_battery_becomes_what_was_asked_for(plan: Path) -> None:
    plan.write_text('{"ac": 0, "dc": 0}')
    assert screen_sleep.state().minutes is None
    screen_sleep.set_minutes(10, NOW)
    assert values(plan) == {"ac": 600, "dc": 600}
    screen_sleep.undo()
    assert values(plan) == {"ac": 0, "dc": 0}


def test_a_group_policy_holds_it(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Powercfg, "held", lambda self: True)
    assert not screen_sleep.state().settable
    with pytest.raises(screen_sleep.ScreenSleepError, match="IT department"):
        screen_sleep.set_minutes(10, NOW)
    assert values(plan) == {"ac": 900, "dc": 200}


def test_an_answer_without_numbers_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path / "bin", "powercfg", "print('Accès refusé')", monkeypatch)
    with pytest.raises(UnansweredError):
        Powercfg().read()
