"""The icon on a bus of its own: it joins the tray, answers what a panel asks, and does without either."""

import os
import select
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from coach import handover
from coach.agent.bus import Bus
from coach.agent.notify import LATER, Notifications
from coach.agent.tray import Tray
from coach.domain.nudge import Brief, Nudge
from tests.desk import Notifications as Server
from tests.desk import wait_for
from tests.desk.bus import session_bus
from tests.desk.tray import Tray as Panel
from tests.desk.wire import Refused
from tests.unit.agent.conftest import NOON, write_brief


class Pumped:
    """A tray whose owner sleeps and answers, as the agent does."""

    def __init__(self, tray: Tray) -> None:
        self.tray = tray
        self.pressed: list[str] = []
        self._ended, self._end = os.pipe()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Answer no more."""
        os.close(self._end)
        self._thread.join(5)
        os.close(self._ended)
        self.tray.hide()

    def _run(self) -> None:
        while (bus := self.tray.fileno()) is not None:
            if self._ended in select.select([bus, self._ended], [], [])[0]:
                return
            self.pressed += self.tray.deeds()


@pytest.fixture
def panel(address: str) -> Iterator[Panel]:
    """The bus with a tray."""
    with Panel(address) as found:
        yield found


@pytest.fixture
def brief() -> Brief:
    """Two sensors on."""
    write_brief()
    return handover.read_brief()


@pytest.fixture
def pumped(address: str, brief: Brief) -> Iterator[Pumped]:
    """An icon that answers."""
    tray = Tray(Bus())
    tray.show()
    tray.follow(brief, NOON)
    found = Pumped(tray)
    yield found
    found.stop()


def test_it_joins_the_tray_and_says_who_it_is(panel: Panel, pumped: Pumped) -> None:
    told = panel.icon().properties
    assert (told["Id"], told["Title"]) == (
        "coach-numerique-responsable",
        "Responsible digital coach: reminders",
    )
    assert told["ToolTip"][3] == "Reminders on"
    assert [(w, h, len(picture)) for w, h, picture in told["IconPixmap"]] == [(24, 24, 2304), (48, 48, 9216)]


def test_it_joins_a_tray_that_comes_later_and_one_that_comes_again(address: str, pumped: Pumped) -> None:
    for _ in range(2):
        with Panel(address) as panel:
            assert panel.icon().labels[0] == "Reminders on"


def test_what_is_pressed_is_told_once(panel: Panel, pumped: Pumped) -> None:
    icon = panel.icon()
    icon.press("Pause for today")
    icon.activate()
    wait_for(lambda: pumped.pressed == ["day", "open"], what="the two presses")


def test_the_line_of_state_and_other_events_do_nothing(panel: Panel, pumped: Pumped) -> None:
    icon = panel.icon()
    for number, event in ((1, "clicked"), (3, "hovered"), (0, "opened")):
        icon.ask("Event", "isvu", number, event, ("i", 0), 0)
    icon.ask("EventGroup", "a(isvu)", [(11, "clicked", ("i", 0), 0)])
    wait_for(lambda: pumped.pressed == ["quit"], what="the press")


@pytest.mark.parametrize(
    ("member", "signature", "values"),
    [
        ("GetLayout", "s", ["nonsense"]),
        ("GetLayout", "iias", [99, -1, []]),
        ("Event", "", []),
        ("Event", "isvu", [99, "clicked", ("i", 0), 0]),
        ("Nothing", "", []),
    ],
)
def test_nonsense_is_refused_and_the_icon_lives(
    panel: Panel, pumped: Pumped, member: str, signature: str, values: list[object]
) -> None:
    icon = panel.icon()
    with pytest.raises(Refused):
        icon.ask(member, signature, *values)
    assert icon.labels[0] == "Reminders on"
    assert pumped.pressed == []


def test_a_panel_hears_of_a_change_and_of_nothing_else(address: str, panel: Panel, brief: Brief) -> None:
    tray = Tray(Bus())
    tray.show()
    found = Pumped(tray)
    icon = panel.icon()
    wait_for(lambda: icon.labels, what="the menu")
    icon.changed()
    tray.follow(brief._replace(paused_until=NOON + timedelta(hours=2)), NOON)
    wait_for(icon.changed, what="the change")
    assert icon.labels[0] == "Paused until 14:00"
    tray.follow(brief._replace(paused_until=NOON + timedelta(hours=2)), NOON + timedelta(minutes=1))
    assert icon.labels[0] == "Paused until 14:00"
    assert not icon.changed()
    found.stop()


def test_icon_and_notifications_share_one_connection(address: str, panel: Panel, brief: Brief) -> None:
    server = Server(address)
    bus = Bus()
    tray, channel = Tray(bus), Notifications(bus)
    tray.show()
    before = bus.fileno()
    nudge = Nudge("tab", "A title", "A body", "Show me how", "Not now", "mes-onglets", popup=True)
    for _ in range(2):
        channel.show(nudge)
        assert channel.fileno() == tray.fileno() == before
        server.invoke(server.wait_for(), "later")
        heard: list[tuple[Nudge, str]] = []
        while channel.fileno() is not None and before is not None and select.select([before], [], [], 5)[0]:
            heard += channel.answers()
        assert heard == [(nudge, LATER)]
    assert bus.fileno() == before
    assert before is not None
    # The end of what was answered may still come.
    while select.select([before], [], [], 0.3)[0]:
        bus.receive()
    # Other programs' notifications come and go; nothing of ours is open, so they wake nobody.
    server.close(server.all[0])
    assert select.select([before], [], [], 0.3)[0] == []
    tray.hide()
    assert bus.fileno() is None
    server.stop()


def test_a_bus_that_goes_away_leaves_an_agent_without_icon(tmp_path: Path, brief: Brief) -> None:
    with pytest.MonkeyPatch.context() as patch:
        with session_bus(dict(os.environ), tmp_path) as env:
            patch.setenv("DBUS_SESSION_BUS_ADDRESS", env["DBUS_SESSION_BUS_ADDRESS"])
            tray = Tray(Bus())
            tray.show()
            assert tray.fileno() is not None
        assert list(tray.deeds()) == []
        assert tray.fileno() is None
        tray.follow(brief, NOON)


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere", "nonsense"])
def test_without_a_bus_there_is_no_icon(address: str, brief: Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    tray = Tray(Bus())
    tray.show()
    tray.follow(brief, NOON)
    assert tray.fileno() is None
    assert list(tray.deeds()) == []
