"""The loop on a bus that tray and notifications share: what one of them reads for the other is not left lying."""

import select
import threading
from collections.abc import Iterator

import pytest

from coach.agent.bus import Bus
from coach.agent.loop import Loop
from coach.agent.notify import Notifications
from coach.agent.session import Session
from coach.agent.tray import Tray
from coach.agent.waking import Waking
from coach.domain.nudge import Nudge
from tests.desk import Notifications as Server
from tests.desk.tray import Tray as Panel
from tests.unit.agent.conftest import Desk, write_brief

NUDGE = Nudge("tab", "A title", "A body", "Show me how", "Not now", "mes-tabs", popup=True)


class Interrupted(Tray):
    """A tray during whose turn something else arrives on the shared connection."""

    def __init__(self, bus: Bus, server: Server) -> None:
        super().__init__(bus)
        self._server = server
        self.presses = 1

    def deeds(self) -> Iterator[str]:
        if self.presses:
            self.presses -= 1
            self._server.invoke(self._server.wait_for(), "open")
            bus = self.fileno()
            assert bus is not None
            assert select.select([bus], [], [], 5)[0]
        return super().deeds()


@pytest.fixture
def server(address: str) -> Iterator[Server]:
    """A desktop with a tray, and with notifications."""
    with Panel(address), Server(address) as found:
        yield found


def test_a_press_that_comes_while_the_tray_is_served_is_answered_at_once(
    desk: Desk, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("WAYLAND_DISPLAY", "none")
    write_brief(sensors={})
    bus, waking = Bus(), Waking()
    tray, channel = Interrupted(bus, server), Notifications(bus)
    loop = Loop(channel, waking, Session(), desk.clock, tray)
    tray.show()
    channel.show(NUDGE)
    waking._writer.send(b"\0")
    while tray.presses:
        loop.turn()
    # Nothing wakes it any more; it must not sleep on what it holds already.
    alarm = threading.Timer(10, lambda: waking._writer.send(b"\0"))
    alarm.start()
    loop.turn()
    assert alarm.is_alive()
    alarm.cancel()
    assert desk.opened == ["mes-tabs"]
    tray.hide()
    waking.close()
