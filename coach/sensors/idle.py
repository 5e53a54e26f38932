"""The screen left on while nobody is there, told when the person is back."""

import sys

from coach.domain.text import N_, counted
from coach.sensors._sensor import Sensor, Texts, Threshold, Unit, Watch


def _watch(threshold: int) -> Watch:
    from coach.sensors import _idle_polled, _idle_remote

    _idle_remote.refuse()
    if sys.platform == "win32":
        return _idle_polled.windows(threshold)
    if sys.platform != "darwin":
        from coach.sensors._idle_x11 import Absence, MissingCounterError

        try:
            return Absence(threshold)
        except MissingCounterError:
            pass
    return _idle_polled.mouse(threshold)


def _look() -> int | None:
    """Seconds without keyboard or mouse at this moment."""
    from coach.sensors import _idle_remote

    _idle_remote.refuse()
    if sys.platform == "win32":
        from coach.sensors._idle_polled import windows_seconds

        return int(windows_seconds())
    from coach.sensors._idle_x11 import MissingCounterError, idle_seconds

    try:
        return idle_seconds()
    except MissingCounterError:
        return None


SENSOR = Sensor(
    unit=Unit(counted("{n} minute", "{n} minutes"), per=60),
    every=20,
    look=_look,
    watch=_watch,
    sources={
        "x11": N_("idle time and sleep of the screen, told by the X server"),
        "windows": N_("idle time, told by Windows"),
        "mouse": N_("moves of the mouse, never the keyboard"),
    },
    reads=N_(
        "Looks at how long there has been no keyboard or mouse, and whether the screen is asleep,"
        " full-screen or in a call."
    ),
    never_reads=N_("Reads neither what you type, nor the title or content of your windows."),
    threshold=Threshold(300, 1, 7200, N_("Time away from which a screen left on is worth a reminder.")),
    texts=Texts(
        name=N_("Screen left on"),
        title=(N_("Your screen can go to sleep by itself."),),
        recent=N_("Your screen can go to sleep by itself."),
    ),
)
