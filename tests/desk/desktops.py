"""The parts of GNOME and KDE that the idle sensor asks, as small services that do what a test says."""

from __future__ import annotations

from itertools import count

from tests.desk.answering import Answering
from tests.desk.processes import wait_for

_MONITOR, _SAVER = "org.gnome.Mutter.IdleMonitor", "org.gnome.ScreenSaver"
_MONITOR_PATH, _SAVER_PATH = "/org/gnome/Mutter/IdleMonitor/Core", "/org/gnome/ScreenSaver"
_KDE_SAVER, _KDE_POLICY = "org.freedesktop.ScreenSaver", "org.kde.Solid.PowerManagement.PolicyAgent"


class Gnome:
    """GNOME's compositor, lock screen and session; a person who leaves and comes back."""

    def __init__(self, address: str) -> None:
        """Take GNOME's names on the bus at this address."""
        self.idle_ms = 0
        self.dark = False
        self.inhibited = False
        self.watches: dict[int, int] = {}
        self.awaited: list[int] = []
        self._numbers = count(1)
        self.service = Answering(
            address, _MONITOR, "org.gnome.Shell.ScreenShield", "org.gnome.SessionManager"
        )
        self.service.answers.update(
            {
                (_MONITOR, "GetIdletime"): ("t", lambda: (self.idle_ms,)),
                (_MONITOR, "AddIdleWatch"): ("u", self._watch_leaving),
                (_MONITOR, "AddUserActiveWatch"): ("u", self._watch_return),
                (_SAVER, "GetActive"): ("b", lambda: (self.dark,)),
                ("org.gnome.SessionManager", "IsInhibited"): (
                    "b",
                    lambda what: (self.inhibited and what == 8,),
                ),
            }
        )

    def leave(self) -> None:
        """Nobody touches anything for as long as the watch waits for."""
        wait_for(lambda: self.watches, what="a watch for an absence")
        for number in self.watches:
            self._fire(number)
        wait_for(lambda: self.awaited, what="a watch for the return")

    def come_back(self) -> None:
        """Somebody touches the keyboard; a watch for that is spent."""
        wait_for(lambda: self.awaited, what="a watch for the return")
        while self.awaited:
            self._fire(self.awaited.pop())

    def darken(self, *, on: bool) -> None:
        """The screen is locked or blanked, or lights up."""
        self.dark = on
        self.service.signal(_SAVER_PATH, _SAVER, "ActiveChanged", "b", on)

    def stop(self) -> None:
        """The session ends."""
        self.service.stop()

    def _watch_leaving(self, milliseconds: int) -> tuple[int]:
        number = next(self._numbers)
        self.watches[number] = milliseconds
        return (number,)

    def _watch_return(self) -> tuple[int]:
        self.awaited.append(next(self._numbers))
        return (self.awaited[-1],)

    def _fire(self, number: int) -> None:
        self.service.signal(_MONITOR_PATH, _MONITOR, "WatchFired", "u", number)


class Kde:
    """KDE's screen saver and power management."""

    def __init__(self, address: str) -> None:
        """Take KDE's names on the bus at this address."""
        self.idle_ms = 0
        self.dark = False
        self.inhibited = False
        self.service = Answering(address, _KDE_SAVER, "org.kde.Solid.PowerManagement")
        self.service.answers.update(
            {
                (_KDE_SAVER, "GetSessionIdleTime"): ("u", lambda: (self.idle_ms,)),
                (_KDE_SAVER, "GetActive"): ("b", lambda: (self.dark,)),
                (_KDE_POLICY, "HasInhibition"): ("b", lambda what: (self.inhibited and what == 4,)),
            }
        )

    def stop(self) -> None:
        """The session ends."""
        self.service.stop()
