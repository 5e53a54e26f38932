"""KDE's own compositor wakes the agent: who leaves and comes back under Wayland finds a reminder."""

import os
import shutil
import struct
from collections.abc import Iterator

import pytest

from coach.sensors._wayland import Connection
from tests.desk import ALL_DAY, Desk, MissingPart, wait_for

THRESHOLD = 2
WAYLAND = {"WAYLAND_DISPLAY": "wayland-real", "XDG_SESSION_TYPE": "wayland", "DISPLAY": ""}
# Its fake input is open to KDE's own programs alone, unless its checks are off; Q: drawn without a graphics card.
ALONE = {"KWIN_WAYLAND_NO_PERMISSION_CHECKS": "1", "KWIN_COMPOSE": "Q", "QT_QPA_PLATFORM": "", "DISPLAY": ""}
OPTIONS = ("--virtual", "--no-lockscreen", "--no-global-shortcuts", "--width", "800", "--height", "600")


class Hand:
    """A hand on the compositor's mouse."""

    def __init__(self) -> None:
        """Take the mouse (org_kde_kwin_fake_input: 0 authenticate, 1 pointer_motion, in 256ths of a pixel)."""
        self.wayland = Connection()
        known = {one.interface: one for one in self.wayland.globals()}
        self._mouse = self.wayland.bind(known["org_kde_kwin_fake_input"])
        text = struct.pack("=I", 5) + b"test\0\0\0\0"
        self.wayland.tell(self._mouse, 0, text + text)

    def move(self) -> None:
        """Move the mouse a little."""
        self.wayland.tell(self._mouse, 1, struct.pack("=ii", 10 << 8, 10 << 8))
        self.wayland.catch_up()


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk without quiet hours, with consent to the idle sensor, under KWin."""
    kwin = shutil.which("kwin_wayland")
    if kwin is None:
        raise MissingPart("KDE's compositor is needed: kwin-wayland")
    with Desk() as found:
        found.set(ALL_DAY | {"nudges.idle.threshold": str(THRESHOLD), "nudges.idle.on": "true"})
        # A copy, which does not bear the file's capability: where that may not be given, the system starts nothing.
        copied = str(shutil.copy(kwin, found.folder / "kwin_wayland"))
        compositor = found.spawn(copied, *OPTIONS, "--socket", WAYLAND["WAYLAND_DISPLAY"], **ALONE)
        place = os.path.join(found.env["XDG_RUNTIME_DIR"], WAYLAND["WAYLAND_DISPLAY"])
        wait_for(lambda: os.path.exists(place) or not compositor.running, 60, what="the compositor")
        assert compositor.running, compositor.said()
        yield found


@pytest.fixture
def hand(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hand]:
    """The mouse of that desk."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", desk.env["XDG_RUNTIME_DIR"])
    monkeypatch.setenv("WAYLAND_DISPLAY", WAYLAND["WAYLAND_DISPLAY"])
    found = Hand()
    yield found
    found.wayland.close()


def test_the_return_under_kwin_brings_a_reminder(desk: Desk, hand: Hand) -> None:
    agent = desk.start("agent", **WAYLAND)
    looked = desk.home / ".local/state/coach-numerique-responsable/looked.json"
    wait_for(
        lambda: looked.exists() and '"idle.wayland"' in looked.read_text("utf-8"),
        30,
        what="a look at the compositor",
    )
    own = Connection()
    known = own.globals()
    notifier = own.bind(next(one for one in known if one.interface == "ext_idle_notifier_v1"))
    seat = own.bind(next(one for one in known if one.interface == "wl_seat"))
    # A second watch, a little longer than the agent's, tells when that one has fired.
    noticed = own.new_id()
    own.tell(notifier, 1, struct.pack("=III", noticed, THRESHOLD * 1000 + 500, seat))
    hand.move()
    wait_for(lambda: any(sender == noticed for sender, _, _ in own.events()), 30, what="an absence")
    own.close()
    assert desk.notifications.all == []
    hand.move()
    shown = desk.notifications.wait_for(20)
    assert "later" in shown.actions
    assert desk.notifications.all == [shown]
    assert agent.stop() == 0
    assert "Traceback" not in agent.said()
