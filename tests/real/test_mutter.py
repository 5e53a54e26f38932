"""GNOME's own compositor wakes the agent: who leaves and comes back under Wayland finds a reminder."""

import shutil
from collections.abc import Iterator

import pytest

from tests.desk import ALL_DAY, Desk, MissingPart, Refused, wait_for
from tests.desk.wire import DAEMON, Wire

THRESHOLD = 2
WAYLAND = {"WAYLAND_DISPLAY": "", "XDG_SESSION_TYPE": "wayland", "DISPLAY": ""}
OPTIONS = ("--headless", "--wayland", "--no-x11", "--virtual-monitor", "800x600")
REMOTE, MONITOR = "org.gnome.Mutter.RemoteDesktop", "org.gnome.Mutter.IdleMonitor"


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk without quiet hours, with consent to the idle sensor."""
    with Desk() as found:
        found.set(ALL_DAY | {"nudges.idle.threshold": str(THRESHOLD), "nudges.idle.on": "true"})
        yield found


class Mutter:
    """GNOME's compositor on a desk, and a hand on its mouse."""

    def __init__(self, desk: Desk) -> None:
        """Start it and wait for it."""
        program = shutil.which("mutter")
        if program is None:
            raise MissingPart("GNOME's compositor is needed: mutter")
        self.compositor = desk.spawn(program, *OPTIONS, DISPLAY="", GSETTINGS_BACKEND="memory")
        self.wire = Wire(desk.env["DBUS_SESSION_BUS_ADDRESS"])
        wait_for(self._is_there, 60, what="the compositor")
        assert self.compositor.running, self.compositor.said()
        session = self.wire.call((REMOTE, "/org/gnome/Mutter/RemoteDesktop", REMOTE), "CreateSession")
        self._hand = (REMOTE, session, REMOTE + ".Session")
        self.wire.call(self._hand, "Start")

    @property
    def idle_ms(self) -> int:
        """Milliseconds without input, by its own word."""
        return int(self.wire.call((MONITOR, "/org/gnome/Mutter/IdleMonitor/Core", MONITOR), "GetIdletime"))

    def move(self) -> None:
        """Move the mouse a little."""
        self.wire.call(self._hand, "NotifyPointerMotionRelative", "dd", 10.0, 10.0)

    def _is_there(self) -> bool:
        owned = [self.wire.call(DAEMON, "NameHasOwner", "s", name) for name in (REMOTE, MONITOR)]
        return all(owned) or not self.compositor.running


@pytest.fixture
def mutter(desk: Desk) -> Iterator[Mutter]:
    """The compositor of that desk."""
    found = Mutter(desk)
    yield found
    found.wire.close()


def test_the_return_under_mutter_brings_a_reminder(desk: Desk, mutter: Mutter) -> None:
    agent = desk.start("agent", **WAYLAND)
    looked = desk.home / ".local/state/coach-numerique-responsable/looked.json"

    def looks() -> bool:
        # Somebody is there until then, else the first move would be a return already.
        mutter.move()
        return looked.exists() and '"idle.gnome"' in looked.read_text("utf-8")

    wait_for(looks, 30, what="a look at the compositor")
    wait_for(lambda: mutter.idle_ms > 1000 * THRESHOLD + 500, 30, what="an absence")
    assert desk.notifications.all == []
    mutter.move()
    shown = desk.notifications.wait_for(20)
    assert "later" in shown.actions
    assert desk.notifications.all == [shown]
    # The session ends, and the agent with it.
    mutter.compositor.stop()
    assert agent.wait(30) == 0
    assert "Traceback" not in agent.said()
    with pytest.raises(Refused):
        mutter.move()
