"""A day and a night of the real loop at a fake clock: whatever happens, reminders stay rare and keep quiet hours.

Several sensors read at random, an add-on asks its bridge beside them, calls come and go, the computer sleeps, its
clock is set, summer time begins and ends, the person travels, pauses, resumes and answers. The loop sleeps as long as
it wants to: time passes in its own `select`, which returns when a descriptor really is ready or that time is over.
Each seed is another day.
"""

import gc
import os
import random
import select
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from coach import places
from coach.agent import programs, scene
from coach.agent.bridge.answers import Answers
from coach.agent.loop import Loop
from coach.agent.notify import ACT, LATER, OPEN
from coach.agent.session import Session
from coach.agent.waking import Waking
from coach.domain.nudge import Nudge
from coach.sensors import Sensor, UnavailableError, sensors
from tests.fakes import Clock, Look, Notifier
from tests.unit.agent.conftest import rule, sensor, write_brief

QUIET = (("18:00", "08:00"), ("12:00", "13:00"))
PAUSES = ((13 * 60, 14 * 60 + 30), (16 * 60 + 30, 24 * 60))
# `tabs` is what the agent counts itself and the add-on tells its bridge; it waits for a natural pause.
MOMENTS = {"tabs": "tabs", "tabs_session": "tabs", "page": "page", "film": "film"}
START = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)


class Shown(NamedTuple):
    """A reminder as it was seen: what it is about, by whom, when, and what held then."""

    moment: str
    by: str
    at: datetime
    paused_until: datetime | None
    in_call: bool
    clock_moved: bool


class Channel(Notifier):
    """A notifier that wakes its owner when somebody answered, and tells its day what was shown."""

    def __init__(self, saw: Callable[[str, str], None]) -> None:
        super().__init__()
        self._saw = saw
        self._reader, self._writer = os.pipe()
        os.write(self._writer, b"!")

    def fileno(self) -> int | None:
        return self._reader if self.pressed else None

    def show(self, nudge: Nudge) -> None:
        super().show(nudge)
        self._saw(nudge.moment, "agent")

    def close(self) -> None:
        os.close(self._reader)
        os.close(self._writer)


class Pipe:
    """A watch that its day wakes."""

    source, every = "addon", None

    def __init__(self, look: Callable[[], int | None], opened: list["Pipe"]) -> None:
        self.look = look
        self._opened = opened
        self._reader, self._writer = os.pipe()
        opened.append(self)

    def fileno(self) -> int:
        return self._reader

    def wake(self) -> None:
        os.write(self._writer, b"!")

    def close(self) -> None:
        self._opened.remove(self)
        os.close(self._reader)
        os.close(self._writer)


class Day:
    """The loop, and what happens around it."""

    def __init__(self, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.chance = random.Random(seed)
        self.clock = Clock(START)
        self.real = START
        self.ahead = timedelta()
        self.zone = timedelta(hours=2)
        self.awake = 1000.0
        self.paused: datetime | None = None
        self.in_call = False
        self.clock_moved = False
        self.seen: list[Shown] = []
        self.opened: list[Pipe] = []
        self.channel = Channel(self.saw)
        self.waking = Waking()
        monkeypatch.setattr("coach.agent.loop.time.monotonic", lambda: self.awake)
        monkeypatch.setattr("coach.agent.loop.select", SimpleNamespace(select=self.pass_by))
        monkeypatch.setattr(scene, "full_screen", lambda: self.chance.random() < 0.1)
        monkeypatch.setattr(scene, "in_call", lambda: self.in_call)
        monkeypatch.setattr(programs, "start", lambda command: None)
        monkeypatch.delenv("DISPLAY", raising=False)
        monkeypatch.setenv("WAYLAND_DISPLAY", "none")
        for name in MOMENTS:
            monkeypatch.setitem(sensors(), name, self._sensor(name))
        self.loop = Loop(self.channel, self.waking, Session(), self.clock)
        self.bridge = Answers(Notifier(), self.clock, {"tabs": "addon"})
        self.brief()
        self.tell_time()

    def saw(self, moment: str, by: str) -> None:
        """A reminder came onto the screen."""
        self.seen.append(Shown(moment, by, self.clock.now, self.paused, self.in_call, self.clock_moved))

    def brief(self) -> None:
        """What the person wishes now."""
        rules = {name: rule(moment, moment=moment, act="screen set 10") for name, moment in MOMENTS.items()}
        until = self.paused.isoformat() if self.paused else ""
        write_brief(sensors=rules, quiet=[list(hours) for hours in QUIET], paused_until=until)

    def tell_time(self) -> None:
        """The clock on the wall, as the computer shows it."""
        self.clock.now = (self.real + self.ahead).astimezone(timezone(self.zone))

    def pass_by(
        self, readable: list[int], _writable: object, _wrong: object, patience: float
    ) -> tuple[list[int], list[int], list[int]]:
        """The loop's sleep: things happen until one of them wakes it, or its patience is over."""
        self.clock_moved = False
        while patience > 0:
            gap = self.chance.uniform(5, 115)
            self.go_on(min(gap, patience))
            patience -= gap
            if patience > 0:
                self.happen()
            ready, _, _ = select.select(readable, [], [], 0)
            if ready:
                return ready, [], []
        return [], [], []

    def go_on(self, seconds: float) -> None:
        """So much time passes."""
        self.real += timedelta(seconds=seconds)
        self.awake += seconds
        self.tell_time()

    def happen(self) -> None:
        """One thing that may happen at a desk."""
        if self.chance.random() < 0.05:
            self.chance.choice(
                (self.sleep, self.set_clock, self.travel, self.change_to_summer, self.pause, self.resume)
            )()
            self.tell_time()
        if self.chance.random() < 0.05:
            self.in_call = not self.in_call
        self.channel.busy = self.chance.random() < 0.1
        self.answer()
        for pipe in list(self.opened):
            if self.chance.random() < 0.3:
                pipe.wake()
        if self.chance.random() < 0.1:
            self.ask_bridge()

    def ask_bridge(self) -> None:
        """An add-on tells how many tabs are open; what its bridge answers is seen in the browser."""
        told = self.bridge.answer({"noticed": "tabs", "value": self.chance.randint(0, 60)})
        if told["nudge"]:
            self.saw(told["nudge"]["moment"], "bridge")
            if self.chance.random() < 0.8:
                self.bridge.answer({"answer": "tabs", "refused": self.chance.random() < 0.5})

    def sleep(self) -> None:
        """The lid is closed; the monotonic clock stands."""
        self.real += timedelta(minutes=self.chance.uniform(5, 120))
        self.clock_moved = True

    def set_clock(self) -> None:
        """Somebody sets the clock, forward or back."""
        self.ahead = timedelta(minutes=self.chance.uniform(-300, 300))
        self.clock_moved = True

    def travel(self) -> None:
        """Another time zone."""
        self.zone = timedelta(minutes=30 * self.chance.randint(-22, 24))
        self.clock_moved = True

    def change_to_summer(self) -> None:
        """Summer time begins or ends."""
        self.zone += timedelta(hours=self.chance.choice((-1, 1)))
        self.zone = max(timedelta(hours=-12), min(timedelta(hours=13), self.zone))
        self.clock_moved = True

    def pause(self) -> None:
        self.tell_time()
        self.paused = self.clock.now + timedelta(minutes=self.chance.uniform(1, 90))
        self.brief()

    def resume(self) -> None:
        self.paused = None
        self.brief()

    def answer(self) -> None:
        """Somebody presses a button, or nobody does."""
        while self.channel.shown:
            nudge = self.channel.shown.pop()
            if self.chance.random() < 0.8:
                self.channel.pressed.append((nudge, self.chance.choice((ACT, OPEN, LATER))))

    def end(self) -> None:
        self.waking.ended = True
        self.loop.run()
        self.waking.close()
        self.channel.close()

    def _sensor(self, name: str) -> Sensor:
        if name == "page":
            return sensor(self._look)  # type: ignore[arg-type]  # a look of our own instead of the fake one
        return sensor(Look(), lambda threshold: Pipe(self._looked, self.opened))

    def _looked(self) -> int | None:
        for pipe in self.opened:
            os.set_blocking(pipe.fileno(), False)
            try:
                os.read(pipe.fileno(), 4096)
            except BlockingIOError:
                continue
        return self._look()

    def _look(self) -> int | None:
        if self.chance.random() < 0.0005:
            raise self.chance.choice((RuntimeError(), OSError(5, "x"), UnavailableError("x")))
        return self.chance.choice((None, self.chance.randint(0, 60)))


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], Day]]:
    """Makes days, and ends them."""
    made: list[Day] = []

    def make(seed: int) -> Day:
        made.append(Day(seed, monkeypatch))
        return made[-1]

    yield make
    for day in made:
        day.end()


def in_quiet_hours(now: datetime) -> bool:
    """By minutes of the day, unlike the rule under test."""
    minute = now.hour * 60 + now.minute
    return minute < 8 * 60 or minute >= 18 * 60 or 12 * 60 <= minute < 13 * 60


def in_a_natural_pause(now: datetime) -> bool:
    """The same for the pauses that tabs wait for."""
    minute = now.hour * 60 + now.minute
    return any(start <= minute < end for start, end in PAUSES)


def too_many(seen: list[Shown]) -> list[str]:
    """What goes over two reminders a day, or one of a moment, whoever shows it."""
    on: dict[object, list[str]] = {}
    for shown in seen:
        on.setdefault(shown.at.date(), []).append(shown.moment)
    return [f"{day}: {all_}" for day, all_ in on.items() if len(all_) > 2 or len(set(all_)) < len(all_)]


@pytest.mark.parametrize("seed", range(8))
def test_a_day_and_a_night_stay_rare_and_quiet(seed: int, days: Callable[[int], Day]) -> None:
    day = days(seed)
    while day.real < START + timedelta(hours=24):
        day.loop.turn()
    for shown in day.seen:
        assert not in_quiet_hours(shown.at), shown
        assert shown.paused_until is None or shown.at >= shown.paused_until, shown
        assert not shown.in_call, shown
        # The add-on keeps the pauses by itself. A clock that has just moved is noticed at the next turn.
        if (shown.moment, shown.by, shown.clock_moved) == ("tabs", "agent", False):
            assert in_a_natural_pause(shown.at), shown
    assert too_many(day.seen) == []
    assert day.seen, "a day on which nothing was shown shows nothing"
    assert Path(places.log()).stat().st_size < 64 * 1024 if Path(places.log()).exists() else True


def test_a_week_of_such_days_has_shown_what_they_prove_something_about(days: Callable[[int], Day]) -> None:
    day = days(0)
    while day.real < START + timedelta(days=7):
        day.loop.turn()
    assert too_many(day.seen) == []
    seen = {(shown.moment, shown.by) for shown in day.seen}
    assert {("tabs", "bridge"), ("tabs", "agent"), ("page", "agent"), ("film", "agent")} <= seen, seen


def test_from_the_second_hour_to_the_last_it_needs_no_more_memory(days: Callable[[int], Day]) -> None:
    day = days(1)
    sizes = []
    tracemalloc.start()
    try:
        for hours in (2, 24):
            while day.real < START + timedelta(hours=hours):
                day.loop.turn()
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert sizes[1] - sizes[0] < 64 * 1024, sizes
