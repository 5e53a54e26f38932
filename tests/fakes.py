"""All the fakes there are: the clock, the notifier, and what a sensor sees."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from coach.agent.notify import ChannelError
from coach.domain.nudge import Nudge


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime) -> None:
        """`now`: aware."""
        self.now = now

    def __call__(self) -> datetime:
        """What it shows."""
        return self.now

    def move(self, **by: float) -> None:
        """Move it on, as `timedelta` is told: hours=2."""
        self.now += timedelta(**by)


class Notifier:
    """A channel that keeps what it is given, and answers as it is told."""

    def __init__(self, *, works: bool = True, busy: bool = False) -> None:
        """`works`: there is something that shows notifications; `busy`: it is set to silence."""
        self.works = works
        self.busy = busy
        self.shown: list[Nudge] = []
        self.pressed: list[tuple[Nudge, str]] = []

    def fileno(self) -> int | None:
        """It never wakes anybody; it is asked for answers when there is one."""
        return -1 if self.pressed else None

    def due(self) -> float | None:
        """At once when there is an answer."""
        return 0.0 if self.pressed else None

    def do_not_disturb(self) -> bool:
        """As it was made."""
        return self.busy

    def show(self, nudge: Nudge) -> None:
        """Keep the nudge."""
        if not self.works:
            raise ChannelError("nobody listens")
        self.shown.append(nudge)

    def answers(self) -> Iterator[tuple[Nudge, str]]:
        """The answers put into `pressed`."""
        while self.pressed:
            yield self.pressed.pop(0)


class Look:
    """What a sensor sees: the values in turn, then nothing; an exception among them is raised."""

    def __init__(self, *values: int | Exception | None) -> None:
        """`values`: readings."""
        self.values = list(values)
        self.asked = 0

    def __call__(self) -> int | None:
        """The next value."""
        self.asked += 1
        value = self.values.pop(0) if self.values else None
        if isinstance(value, Exception):
            raise value
        return value
