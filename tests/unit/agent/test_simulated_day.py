"""A day and a night of the real loop at a fake clock: whatever happens, reminders stay rare and keep quiet hours.

Several sensors read at random, the computer sleeps, its clock is set, summer time begins and ends, the person
travels, pauses, resumes and answers. Each seed is another day.
"""

import gc
import os
import random
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from coach import places
from coach.agent import programs, scene
from coach.agent.loop import Loop
from coach.agent.notify import ACT, LATER, OPEN
from coach.agent.session import Session
from coach.agent.waking import Waking
from coach.domain.nudge import Nudge
from coach.sensors import Sensor, UnavailableError, sensors
from tests.fakes import Clock, Look, Notifier
from tests.unit.agent.conftest import rule, sensor, write_brief

QUIET = (("18:00", "08:00"), ("12:00", "13:00"))
MOMENTS = {"tab": "tab", "tab_session": "tab", "page": "page", "film": "film"}
START = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)


class Channel(Notifier):
    """A notifier that wakes its owner when somebody answered, and remembers what was shown when."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self.seen: list[tuple[str, datetime]] = []
        self._reader, self._writer = os.pipe()
        os.write(self._writer, b"!")

    def fileno(self) -> int | None:
        return self._reader if self.pressed else None

    def show(self, nudge: Nudge) -> None:
        super().show(nudge)
        self.seen.append((nudge.moment, self.clock.now))

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
        self.opened: list[Pipe] = []
        self.channel = Channel(self.clock)
        self.waking = Waking()
        monkeypatch.setattr("coach.agent.loop.time.monotonic", lambda: self.awake)
        monkeypatch.setattr(scene, "full_screen", lambda: self.chance.random() < 0.1)
        monkeypatch.setattr(programs, "start", lambda command: None)
        monkeypatch.delenv("DISPLAY", raising=False)
        monkeypatch.setenv("WAYLAND_DISPLAY", "none")
        for name in MOMENTS:
            monkeypatch.setitem(sensors(), name, self._sensor(name))
        self.loop = Loop(self.channel, self.waking, Session(), self.clock)
        self.brief()
        self.tell_time()

    def brief(self) -> None:
        """What the person wishes now."""
        rules = {name: rule(moment, moment=moment, act="screen set 10") for name, moment in MOMENTS.items()}
        until = self.paused.isoformat() if self.paused else ""
        write_brief(sensors=rules, quiet=[list(hours) for hours in QUIET], paused_until=until)

    def tell_time(self) -> None:
        """The clock on the wall, as the computer shows it."""
        self.clock.now = (self.real + self.ahead).astimezone(timezone(self.zone))

    def pass_by(self) -> None:
        """A minute or so, or a sleep, and one thing that may happen in it."""
        by = timedelta(seconds=self.chance.uniform(5, 115))
        self.real += by
        self.awake += by.total_seconds()
        if self.chance.random() < 0.05:
            self.chance.choice(
                (self.sleep, self.set_clock, self.travel, self.change_to_summer, self.pause, self.resume)
            )()
        self.tell_time()
        self.answer()
        for pipe in list(self.opened):
            if self.chance.random() < 0.3:
                pipe.wake()
        self.waking._writer.send(b"\0")
        self.channel.busy = self.chance.random() < 0.1
        self.loop.turn()

    def sleep(self) -> None:
        """The lid is closed; the monotonic clock stands."""
        self.real += timedelta(minutes=self.chance.uniform(5, 120))

    def set_clock(self) -> None:
        """Somebody sets the clock, forward or back."""
        self.ahead = timedelta(minutes=self.chance.uniform(-300, 300))

    def travel(self) -> None:
        """Another time zone."""
        self.zone = timedelta(minutes=30 * self.chance.randint(-22, 24))

    def change_to_summer(self) -> None:
        """Summer time begins or ends."""
        self.zone += timedelta(hours=self.chance.choice((-1, 1)))
        self.zone = max(timedelta(hours=-12), min(timedelta(hours=13), self.zone))

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


def too_many(seen: list[tuple[str, datetime]]) -> list[str]:
    """What goes over two reminders a day, or one of a moment."""
    on: dict[object, list[str]] = {}
    for moment, at in seen:
        on.setdefault(at.date(), []).append(moment)
    return [f"{day}: {all_}" for day, all_ in on.items() if len(all_) > 2 or len(set(all_)) < len(all_)]


@pytest.mark.parametrize("seed", range(8))
def test_a_day_and_a_night_stay_rare_and_quiet(seed: int, days: Callable[[int], Day]) -> None:
    day = days(seed)
    while day.real < START + timedelta(hours=24):
        before = len(day.channel.seen)
        day.pass_by()
        for moment, at in day.channel.seen[before:]:
            assert not in_quiet_hours(at), (moment, at)
            assert day.paused is None or at >= day.paused, (moment, at)
    assert too_many(day.channel.seen) == []
    assert day.channel.seen, "a day on which nothing was shown shows nothing"
    assert Path(places.log()).stat().st_size < 64 * 1024 if Path(places.log()).exists() else True


def test_from_the_second_hour_to_the_last_it_needs_no_more_memory(days: Callable[[int], Day]) -> None:
    day = days(1)
    sizes = []
    tracemalloc.start()
    try:
        for hours in (2, 24):
            while day.real < START + timedelta(hours=hours):
                day.pass_by()
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert sizes[1] - sizes[0] < 64 * 1024, sizes
