"""Absence and return by org.freedesktop.ScreenSaver, which KDE and a few others answer; it can only be asked.

The specification speaks of seconds, KDE gives milliseconds (kscreenlocker), and no other desktop is known to
answer at all. Under Wayland KDE gave 0 for years and now refuses: there `_idle_wayland` is asked before.
"""

from coach.domain.text import N_
from coach.sensors._idle_around import excused
from coach.sensors._idle_bus import Bus
from coach.sensors._idle_polled import PolledAbsence
from coach.sensors._sensor import UnavailableError
from coach.session_bus import Place

_SAVER = Place("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver")


def watch(threshold: int) -> PolledAbsence:
    """Absences of at least `threshold` seconds.

    Raises:
        UnavailableError: there is no bus, or nothing on it that tells.
    """
    bus = Bus()
    try:
        _seconds(bus)
    except BaseException:
        bus.close()
        raise
    return PolledAbsence("saver", lambda: _seconds(bus), bus.close, threshold, lambda: excused(bus))


def idle_seconds() -> int | None:
    """Seconds without keyboard or mouse; None while something excuses it.

    Raises:
        UnavailableError: there is no bus, or nothing on it that tells.
    """
    bus = Bus()
    try:
        seconds = int(_seconds(bus))
        return None if excused(bus) else seconds
    finally:
        bus.close()


def _seconds(bus: Bus) -> float:
    told = bus.ask(_SAVER, "GetSessionIdleTime")
    if told is None:
        raise UnavailableError(N_("This desktop does not tell when somebody is there."))
    return int(told) / 1000
