"""One look: what would be shown and why, with nothing shown or noted."""

from pathlib import Path

import pytest

from coach import handover, places
from coach.agent.once import once
from coach.sensors import UnavailableError, sensors
from tests.fakes import Look
from tests.unit.agent.conftest import NOON, Desk, rule, sensor, write_brief


def said(desk: Desk, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What one look prints."""
    assert once(desk.notifier, NOON) == 0
    return capsys.readouterr().out.splitlines()


def only_tabs(**changes: object) -> None:
    """Brief the agent about the tabs alone."""
    write_brief(sensors={"tab": rule("tab")}, **changes)


@pytest.mark.parametrize(
    ("value", "brief", "line"),
    [
        (34, {}, "Tab: would show “34 tabs.” The lesson shows how."),
        (34, {"guichet": True}, "Tab: would only add “34 tabs.” to “Recent reminders”."),
        (29, {}, "Tab: would show nothing. The threshold is not reached."),
        (None, {}, "Tab: would show nothing. There is nothing to notice."),
        (34, {"quiet": [["11:00", "13:00"]]}, "Tab: would show nothing. These are your quiet hours."),
        (
            34,
            {"paused_until": "2030-01-01T00:00:00+00:00"},
            "Tab: would show nothing. The reminders are paused.",
        ),
        (UnavailableError("There is no display."), {}, "Tab: nothing can be seen here. There is no display."),
    ],
)
def test_each_case_has_its_sentence(
    desk: Desk,
    capsys: pytest.CaptureFixture[str],
    value: int | Exception | None,
    brief: dict[str, object],
    line: str,
) -> None:
    only_tabs(**brief)
    desk.tabs.values = [value]
    assert said(desk, capsys) == [line]
    assert desk.notifier.shown == []
    assert handover.recent(NOON) == []
    assert not (Path(places.local()) / "looked.json").exists()


def test_what_waits_for_a_natural_pause_says_so_and_is_not_looked_at(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    only = {"tab": rule("tab", moment="tabs")}
    write_brief(sensors=only)
    assert said(desk, capsys) == [
        "Tab: would show nothing. It waits for a natural pause: from 13:00 to 14:30, or after 16:30."
    ]
    assert desk.tabs.asked == 0
    write_brief(sensors=only, tabs_at_once=True)
    desk.tabs.values = [34]
    assert said(desk, capsys) == ["Tab: would show “34 tabs.” The lesson shows how."]


def test_a_sensor_that_is_off_is_not_looked_at(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    write_brief(sensors={"tab": rule("tab", on=False), "page": rule("page", on=False, forbidden=True)})
    assert said(desk, capsys) == [
        "Page: would show nothing. Your administrator has switched it off.",
        "Tab: would show nothing. It is off.",
        "Every reminder is off: nothing is looked at.",
    ]
    assert desk.tabs.asked == 0


@pytest.mark.parametrize(
    "brief", [{"quiet": [["11:00", "13:00"]]}, {"paused_until": "2030-01-01T00:00:00+00:00"}]
)
def test_in_silence_nothing_is_looked_at(
    desk: Desk, capsys: pytest.CaptureFixture[str], brief: dict[str, object]
) -> None:
    only_tabs(**brief)
    said(desk, capsys)
    assert desk.tabs.asked == 0


def test_without_a_brief_everything_is_off(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    handover.erase_all()
    assert said(desk, capsys) == ["Every reminder is off: nothing is looked at."]


def test_what_a_sensor_says_is_translated(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sensors(), "tab", sensor(Look(UnavailableError("No."))))
    only_tabs(sentences={"blind": "{sensor} : rien. {reason}"})
    assert once(desk.notifier, NOON, {"No.": "Non."}.__getitem__) == 0
    assert capsys.readouterr().out == "Tab : rien. Non.\n"
