"""Absence and return on GNOME, above all under Wayland: its compositor wakes us, nothing is polled.

org.gnome.Mutter.IdleMonitor: a watch for an absence stays and fires at each; one for the return fires once,
so it is asked for anew at each absence. The compositor forgets both when this connection ends.
"""

from coach.domain.text import N_
from coach.sensors._idle_absence import Away
from coach.sensors._idle_around import excused, locked
from coach.sensors._idle_bus import Bus
from coach.sensors._sensor import UnavailableError
from coach.session_bus import Place

_MONITOR = Place(
    "org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor"
)
_SAVER = Place("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver")


class Absence:
    """A watch of the idle sensor: `look` gives the seconds of an absence once the person is back."""

    source = "gnome"
    every = None

    def __init__(self, threshold: int) -> None:
        """Wait for absences of at least `threshold` seconds.

        Raises:
            UnavailableError: there is no bus, or no GNOME on it.
        """
        self._bus = Bus()
        try:
            self._bus.hear(_MONITOR, "WatchFired")
            self._bus.hear(_SAVER, "ActiveChanged")
            self._bus.end_with(_MONITOR.name)
            self._leaving = self._bus.ask(_MONITOR, "AddIdleWatch", "t", threshold * 1000)
            if self._leaving is None:
                raise UnavailableError(N_("This desktop does not tell when somebody is there."))
            self._return: int | None = None
            self._away = Away(threshold, dark=locked(self._bus))
            # What was heard while we asked does not wake anybody any more.
            self.look()
        except BaseException:
            self._bus.close()
            raise

    def fileno(self) -> int:
        """The connection's descriptor."""
        return self._bus.fileno()

    def close(self) -> None:
        """Stop looking."""
        self._bus.close()

    def look(self) -> int | None:
        """Seconds of an absence that has just ended in front of a lit screen, or None.

        Raises:
            SessionOverError: the compositor, and with it the session, is gone.
        """
        found = None
        for member, values in self._bus.signals():
            if member == "ActiveChanged":
                self._away.screen(dark=bool(values[0]))
            elif values[0] == self._leaving:
                self._leave()
            elif values[0] == self._return:
                found = self._come_back() or found
        return found

    def _leave(self) -> None:
        if self._return is None:
            self._return = self._bus.ask(_MONITOR, "AddUserActiveWatch")
        self._away.leaves(counts=not excused(self._bus))

    def _come_back(self) -> int | None:
        self._return = None
        seconds = self._away.returns()
        return None if seconds is None or excused(self._bus) else seconds


def idle_seconds() -> int | None:
    """Seconds without keyboard or mouse, by the compositor; None while something excuses it.

    Raises:
        UnavailableError: there is no bus, or no GNOME on it.
    """
    bus = Bus()
    try:
        told = bus.ask(_MONITOR, "GetIdletime")
        if told is None:
            raise UnavailableError(N_("This desktop does not tell when somebody is there."))
        return None if excused(bus) else int(told) // 1000
    finally:
        bus.close()
