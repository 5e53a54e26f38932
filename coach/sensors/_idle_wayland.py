"""Absence and return under Wayland where the compositor tells (KDE, sway, labwc): nothing is polled.

ext-idle-notify-v1 wakes us for absences and returns, and keeps silent while a film or a presentation inhibits.
Whether the displays sleep is told by KDE's DPMS protocol or by wlr-output-power-management-v1. GNOME has neither.
"""

import struct

from coach.domain.text import N_
from coach.sensors._idle_absence import Away
from coach.sensors._idle_around import excused_here
from coach.sensors._sensor import UnavailableError
from coach.sensors._wayland import Connection, Global

_GET_NOTIFICATION, _IDLED, _RESUMED = 1, 0, 1
# Of both protocols: opcode 0 of the manager gives an output's object.
_GET_POWER = 0
_KDE, _WLR = "org_kde_kwin_dpms_manager", "zwlr_output_power_manager_v1"
# Interface of an output's object, opcode of its event "mode", and the value that means "lit".
_POWER = {_KDE: ("org_kde_kwin_dpms", 1, 0), _WLR: ("zwlr_output_power_v1", 0, 1)}


class Absence:
    """A watch of the idle sensor: `look` gives the seconds of an absence once the person is back."""

    source = "wayland"
    every = None

    def __init__(self, threshold: int) -> None:
        """Wait for absences of at least `threshold` seconds.

        Raises:
            UnavailableError: there is no compositor to ask, or it does not tell.
        """
        self._wayland = Connection()
        try:
            known = self._wayland.globals()
            self._notification = self._wait(known, threshold)
            self._outputs: set[int] = set()
            self._manager, self._mode, self._lit = 0, 0, 0
            self._follow_outputs(known)
            self._dark = False
            self._away = Away(threshold, dark=False)
            self._wayland.catch_up()
            self.look()
        except BaseException:
            self._wayland.close()
            raise

    def fileno(self) -> int:
        """The connection's descriptor."""
        return self._wayland.fileno()

    def close(self) -> None:
        """Stop looking."""
        self._wayland.close()

    def look(self) -> int | None:
        """Seconds of an absence that has just ended in front of a lit screen, or None.

        Raises:
            SessionOverError: the compositor, and with it the session, is gone.
        """
        found = None
        for event in self._wayland.events():
            sender, opcode, body = event
            offered = self._wayland.offer(event)
            if offered is not None:
                self._follow_output(offered)
            elif sender in self._outputs and opcode == self._mode:
                self._light(struct.unpack_from("=I", body)[0] == self._lit)
            elif sender == self._notification and opcode == _IDLED:
                self._away.leaves(counts=not excused_here())
            elif sender == self._notification and opcode == _RESUMED:
                found = self._come_back() or found
        return found

    def _wait(self, known: list[Global], threshold: int) -> int:
        notifiers = [one for one in known if one.interface == "ext_idle_notifier_v1"]
        seats = [one for one in known if one.interface == "wl_seat"]
        if not notifiers or not seats:
            raise UnavailableError(N_("This desktop does not tell when somebody is there."))
        seat, notifier = self._wayland.bind(seats[0]), self._wayland.bind(notifiers[0])
        made = self._wayland.new_id()
        self._wayland.tell(notifier, _GET_NOTIFICATION, struct.pack("=III", made, threshold * 1000, seat))
        return made

    def _follow_outputs(self, known: list[Global]) -> None:
        managers = [one for one in known if one.interface in _POWER]
        if not managers:
            return
        _, self._mode, self._lit = _POWER[managers[0].interface]
        self._manager = self._wayland.bind(managers[0])
        for one in known:
            self._follow_output(one)

    def _follow_output(self, one: Global) -> None:
        """Be told when this display sleeps, if it is one; they come and go as they are plugged in and wake."""
        if self._manager and one.interface == "wl_output":
            made_for = self._wayland.bind(one)
            made = self._wayland.new_id()
            self._wayland.tell(self._manager, _GET_POWER, struct.pack("=II", made, made_for))
            self._outputs.add(made)

    def _light(self, lit: bool) -> None:
        # One dark display of several is enough: the desktop has put them to sleep together.
        if self._dark == lit:
            self._dark = not lit
            self._away.screen(dark=not lit)

    def _come_back(self) -> int | None:
        seconds = self._away.returns()
        return None if seconds is None or excused_here() else seconds
