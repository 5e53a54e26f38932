"""A desk of a simulated day: the real loop at a fake clock, and all that may happen around it."""

import os
import random
import select
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import NamedTuple

import pytest

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
