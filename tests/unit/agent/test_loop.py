"""The loop: what is open, what closes it, and that no sensor can end it."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from coach import handover, places
from coach.agent.loop import Loop
from coach.agent.notify import OPEN
from coach.agent.session import Session
from coach.agent.waking import Waking
from coach.sensors import SessionOverError, UnavailableError, sensors
from tests.fakes import Look
from tests.unit.agent.conftest import NOON, Desk, rule, sensor, write_brief


class Pipe:
    """A watch woken by a pipe, as a sensor's own source would."""

    source = "addon"
    every = None

    def __init__(self, look: Look) -> None:
        self.look = look
        self.closed = False
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._reader, False)

    def fileno(self) -> int:
        return self._reader

    def wake(self) -> None:
        """Something happens."""
        os.write(self._writer, b"!")

    def close(self) -> None:
        if not self.closed:
            os.close(self._reader)
            os.close(self._writer)
        self.closed = True


class Watched:
    """The sensor `tab` as a watch that can be woken, and the loop around it."""

    def __init__(self, desk: Desk, waking: Waking, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened: list[Pipe] = []
        self.thresholds: list[int] = []
        monkeypatch.setitem(sensors(), "tab", sensor(desk.tabs, self._open))
        monkeypatch.delenv("DISPLAY", raising=False)
        monkeypatch.setenv("WAYLAND_DISPLAY", "none")
        self.desk = desk
        self.waking = waking
        self.loop = Loop(desk.notifier, waking, Session(), desk.clock)
        self.loop.rounds = desk.rounds

    def _open(self, threshold: int) -> Pipe:
        self.thresholds.append(threshold)
        self.opened.append(Pipe(self.desk.tabs))
        return self.opened[-1]

    def turn(self, *values: int | Exception | None) -> None:
        """The open watches wake with these values; one turn of the loop."""
        self.desk.tabs.values = list(values)
        for pipe in self.opened:
            if not pipe.closed and values:
                pipe.wake()
        self.nudge_awake()
        self.loop.turn()

    def nudge_awake(self) -> None:
        """Keep the loop from sleeping: a byte as a signal would leave it."""
        self.waking._writer.send(b"\0")


@pytest.fixture
def watched(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    """A loop that has had its first turn."""
    waking = Waking()
    found = Watched(desk, waking, monkeypatch)
    found.turn()
    yield found
    for pipe in found.opened:
        pipe.close()
    waking.close()


def log() -> str:
    """The log so far."""
    return Path(places.log()).read_text("utf-8") if Path(places.log()).exists() else ""


def test_a_sensor_that_is_on_is_opened_with_its_threshold(watched: Watched) -> None:
    assert watched.thresholds == [30]
    assert sorted(handover.sources_looked_at(NOON)[NOON.date()]) == ["page.addon", "tab.addon"]


def test_what_it_notices_becomes_a_nudge(watched: Watched) -> None:
    watched.turn(34)
    assert watched.desk.titles == ["34 tabs."]


def test_switched_off_it_is_closed_at_once_and_on_again_opened(watched: Watched) -> None:
    write_brief(sensors={"tab": rule("tab", on=False)})
    watched.turn()
    assert watched.opened[0].closed
    write_brief()
    watched.turn()
    assert len(watched.opened) == 2
    assert not watched.opened[1].closed


def test_what_is_learnt_is_not_looked_at(watched: Watched) -> None:
    write_brief(sensors={"tab": rule("tab", learnt=True)})
    watched.turn()
    assert watched.opened[0].closed
    assert watched.desk.rounds.decide({"tab": 34}, NOON) is None


def test_another_threshold_opens_it_anew(watched: Watched) -> None:
    write_brief(sensors={"tab": rule("tab", threshold=50)})
    watched.turn()
    assert watched.thresholds == [30, 50]
    assert watched.opened[0].closed


def test_another_threshold_that_arrives_with_a_reading_already_holds(watched: Watched) -> None:
    write_brief(sensors={"tab": rule("tab", threshold=50)})
    watched.desk.rounds.decide({"tab": 34}, NOON)
    assert watched.desk.titles == []


@pytest.mark.parametrize(
    "change", [{"paused_until": (NOON + timedelta(hours=1)).isoformat()}, {"quiet": [["11:00", "13:00"]]}]
)
def test_during_a_pause_and_quiet_hours_nothing_is_looked_at(
    watched: Watched, change: dict[str, object]
) -> None:
    write_brief(**change)
    watched.turn()
    assert watched.opened[0].closed
    watched.desk.clock.move(hours=1)
    watched.turn()
    assert len(watched.opened) == 2


def test_quiet_hours_that_begin_close_it_and_what_it_still_tells_is_not_shown(watched: Watched) -> None:
    write_brief(quiet=[["13:00", "14:00"]])
    watched.turn()
    watched.desk.clock.move(hours=1)
    watched.turn(34)
    assert watched.desk.titles == []
    assert watched.opened[0].closed


@pytest.mark.parametrize(
    "error", [RuntimeError("secret title"), OSError(5, "secret title"), ValueError("secret title")]
)
def test_a_sensor_that_fails_rests_until_tomorrow_and_the_log_tells_without_what_it_read(
    watched: Watched, error: Exception
) -> None:
    watched.turn(error)
    assert watched.opened[0].closed
    watched.turn()
    assert len(watched.opened) == 1
    assert f"tab: looking failed ({type(error).__name__})" in log()
    assert "secret" not in log()
    watched.desk.clock.move(days=1)
    watched.turn()
    assert len(watched.opened) == 2


def test_one_that_fails_does_not_take_the_other_with_it(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = Look(77)
    monkeypatch.setitem(sensors(), "page", sensor(pages, lambda threshold: second))
    second = Pipe(pages)
    write_brief(sensors={"tab": rule("tab"), "page": rule("page", threshold=40)})
    watched.turn()
    second.wake()
    watched.turn(RuntimeError())
    assert watched.desk.titles == ["77 pages."]
    second.close()


@pytest.mark.parametrize("error", [UnavailableError("There is no display."), RuntimeError("x")])
def test_one_that_cannot_be_opened_rests_until_tomorrow(
    watched: Watched, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def fail(threshold: int) -> Pipe:
        asked.append(threshold)
        raise error

    monkeypatch.setitem(sensors(), "tab", sensor(Look(), fail))
    write_brief(sensors={"tab": rule("tab", threshold=31)})
    watched.turn()
    watched.turn()
    assert asked == [31]
    assert log().count("tab: ") == 1


def test_the_end_of_the_session_ends_the_loop_and_closes_everything(watched: Watched) -> None:
    watched.desk.tabs.values = [SessionOverError()]
    watched.opened[0].wake()
    watched.loop.run()
    assert watched.opened[0].closed


def test_a_signal_ends_the_loop_and_closes_everything(watched: Watched) -> None:
    watched.waking.ended = True
    watched.loop.run()
    assert watched.opened[0].closed


def test_answers_are_heard(watched: Watched) -> None:
    watched.turn(34)
    watched.desk.notifier.pressed.append((watched.desk.notifier.shown[0], OPEN))
    # A fake answer wakes nobody; it must not be asked for by its descriptor.
    watched.desk.rounds.hear(NOON)
    assert watched.desk.opened == ["mes-tabs"]


def test_at_rest_it_sleeps_an_hour_and_five_minutes_at_most_when_silence_may_end(watched: Watched) -> None:
    watched.waking.notices_briefs = True
    write_brief(sensors={})
    watched.turn()
    assert watched.loop._longest() == 3600
    write_brief(quiet=[["11:00", "13:00"]])
    watched.turn()
    assert watched.loop._longest() == 300
    write_brief(paused_until=(NOON + timedelta(seconds=90)).isoformat())
    watched.turn()
    assert watched.loop._longest() == 90
    watched.waking.notices_briefs = False
    assert watched.loop._longest() == 60


def test_a_sensor_that_can_only_be_asked_is_asked_when_it_is_due(
    desk: Desk, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = Look(5, 55)
    monkeypatch.setitem(sensors(), "page", sensor(pages))
    write_brief(sensors={"page": rule("page", threshold=41)})
    watched.turn()
    assert pages.asked == 0
    for _ in range(2):
        watched.loop._due["page"] = 0.0
        watched.turn()
    assert pages.asked == 2
    assert desk.titles == ["55 pages."]
    assert watched.loop._due["page"] % 3600 == 0


def test_what_waits_for_a_natural_pause_is_not_looked_at_before(watched: Watched) -> None:
    watched.waking.notices_briefs = True
    write_brief(sensors={"tab": rule("tab", moment="tabs")})
    watched.turn()
    assert watched.opened[0].closed
    watched.desk.clock.now = NOON + timedelta(minutes=50)
    assert watched.loop._longest() == 600
    watched.desk.clock.now = NOON + timedelta(hours=1)
    watched.turn()
    assert [pipe.closed for pipe in watched.opened] == [True, False]
    watched.turn(34)
    assert watched.desk.titles == ["34 tabs."]
    watched.desk.clock.now = NOON + timedelta(hours=2.5)
    watched.turn()
    assert [pipe.closed for pipe in watched.opened] == [True, True]
    write_brief(sensors={"tab": rule("tab", moment="tabs")}, tabs_at_once=True)
    watched.turn()
    assert len(watched.opened) == 3


def test_a_new_day_is_told_once_so_that_its_cost_can_be(watched: Watched) -> None:
    told: list[date] = []
    watched.loop._new_day = told.append
    watched.turn()
    for hours in (13, 1, 1, 24):
        watched.desk.clock.move(hours=hours)
        watched.turn()
    assert told == [date(2026, 11, 25), date(2026, 11, 26)]


def test_one_that_can_see_no_more_rests_until_tomorrow_with_one_line(watched: Watched) -> None:
    watched.turn(UnavailableError("The file is torn."))
    assert watched.opened[0].closed
    watched.turn()
    watched.turn()
    assert len(watched.opened) == 1
    assert log() == "2026-11-24 tab: nothing can be seen here. The file is torn.\n"
    watched.desk.clock.now += timedelta(days=1)
    watched.turn()
    assert len(watched.opened) == 2
