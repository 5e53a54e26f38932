"""When a desk speaks: spread by chance, so that a town that opens its offices does not call at one moment."""

import os
import random
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

EVERY = timedelta(hours=4)
AT_FIRST = timedelta(minutes=15)
LONGEST = timedelta(minutes=30)
_SYSTEM = "/sys/class/power_supply"


def first(chance: Callable[[], float] = random.random) -> timedelta:
    """How long a window waits after its start: up to a quarter of an hour."""
    return AT_FIRST * chance()


def again(chance: Callable[[], float] = random.random) -> timedelta:
    """How long until the next time when all went well: four hours, a quarter of an hour sooner or later."""
    return EVERY + AT_FIRST * (2 * chance() - 1)


def after(failures: int, wished: float = 0, chance: Callable[[], float] = random.random) -> timedelta:
    """How long to wait after so many failures in a row: from a second, twice as long each time, half an hour at most.

    `wished`: seconds the server asked for; chance comes on top, or all would be back at once.
    """
    longest = min(LONGEST, timedelta(seconds=2 ** min(failures, 12)))
    return timedelta(seconds=wished) + max(timedelta(seconds=1), longest * chance())


def due(last: datetime | None, waits: bool, now: datetime) -> bool:
    """Whether it is time, without anybody asking: something waits, or it is four hours since.

    A last time ahead of now was noted by a clock that was wrong.
    """
    return last is None or waits or not timedelta() <= now - last < EVERY - AT_FIRST


def on_battery(folder: str = _SYSTEM) -> bool:
    """Whether this computer runs on its battery, where the system tells it cheaply; else no."""
    if sys.platform == "win32":
        import ctypes

        power = (ctypes.c_ubyte * 12)()
        return bool(ctypes.windll.kernel32.GetSystemPowerStatus(power)) and power[0] == 0
    online = []
    with suppress(OSError):
        for name in os.listdir(folder):
            with suppress(OSError), open(os.path.join(folder, name, "online"), encoding="ascii") as file:
                online.append(file.read(1) == "1")
    return bool(online) and not any(online)
