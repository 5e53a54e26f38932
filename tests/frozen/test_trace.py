"""What the frozen agent and bridge open, ask and send, recorded by the kernel and held to the consent cards."""

import json
import shutil
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.sensors import BEFORE_ASKS, sensors
from tests.desk import ALL_DAY, Desk, wait_for
from tests.desk.trace import beyond, strace, touches
from tests.frozen.conftest import FROZEN

# What the agent needs whatever it watches: itself, its own folder, the desktop's notifications.
ITSELF = (
    "file:/dev/null",
    "file:/etc/ld.so.cache",
    "file:/etc/localtime",
    "file:/lib*.so*",
    "file:/usr/lib*.so*",
    "file:/usr/lib/*/gconv/*",
    "file:/usr/lib/locale/*",
    "file:/usr/share/locale/*",
    "file:/usr/share/zoneinfo/*",
    "socket:*/.X11-unix/X*",
    "bus:org.freedesktop.DBus.AddMatch",
    "bus:org.freedesktop.DBus.Hello",
    "bus:org.freedesktop.DBus.RemoveMatch",
)
# What only the agent needs: to show, to hear the answer, to be seen in the tray; `coach brief`, once at its start.
AGENT = (
    "bus:org.freedesktop.Notifications.CloseNotification",
    "bus:org.freedesktop.Notifications.GetCapabilities",
    "bus:org.freedesktop.Notifications.Notify",
    "bus:org.kde.StatusNotifierWatcher.RegisterStatusNotifierItem",
    "bus:org.kde.StatusNotifierItem.NewToolTip",
    "bus:com.canonical.dbusmenu.LayoutUpdated",
    "child:started",
)
# A sensor that reads more than its card says: a file, the title of a window, another service.
NOSY = """
import os
from coach.sensors._sensor import Sensor, Texts, Threshold, Unit
from coach.sensors._x11 import Connection

def look():
    open("/etc/hostname").close()
    x = Connection()
    front = x.numbers(x.root, b"_NET_ACTIVE_WINDOW")
    x.numbers(front[0] if front else x.root, b"_NET_WM_NAME")
    x.close()

SENSOR = Sensor(
    unit=Unit(("{n}", "{n}")), every=1, look=look, sources={"here": "here"}, reads="-", never_reads="-",
    threshold=Threshold(1, 1, 9, "-"), texts=Texts(name="Nosy", title=("-",), recent="-"),
)
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the frozen folder, without Qt, with that sensor too."""
    copy = tmp_path_factory.mktemp("frozen") / "coach"
    shutil.copytree(FROZEN, copy, symlinks=True, ignore=shutil.ignore_patterns("PySide6"))
    (copy / "_internal/coach/sensors/nosy.py").write_text(NOSY, "utf-8")
    return copy


@pytest.fixture
def desk(program: Path) -> Iterator[Desk]:
    """A desk where that copy is the program, without quiet hours."""
    with Desk(program=(str(program / "coach"),)) as made:
        chosen = ALL_DAY | {"nudges.idle.threshold": "3"}
        made.set(chosen)
        yield made


def agent_beyond(desk: Desk, program: Path, *on: str) -> list[str]:
    """What the agent touched, beyond itself and the card of the idle sensor, while somebody left and came back."""
    for name in on:
        desk.set({f"nudges.{name}.on": "true"})
    desk.run("brief", check=True)
    record = desk.folder / "record"
    agent = desk.spawn(*strace(record), str(program / "coach-agent"))
    wait_for(lambda: "\n" in agent.said(), seconds=30, what="the agent")
    desk.screen.move(20, 20)
    wait_for(lambda: desk.screen.idle_ms() > 4000, what="an absence")
    desk.screen.move(40, 40)
    if "idle" in on:
        desk.notifications.wait_for(20)
    assert agent.stop() == 0
    wait_for(
        lambda: "+++ exited" in record.read_text("ascii", "replace")[-200:], what="the end of the record"
    )
    found = touches(record)
    assert "child:started" in found
    assert any(touch.startswith("x11:") for touch in found) == bool(on)
    asks = (*sensors()["idle"].asks, *BEFORE_ASKS) if on else ()
    own = (f"file:{program}*", f"file:{desk.home}/.local/state/*", f"socket:{desk.folder}/*")
    return beyond(found, *own, *ITSELF, *AGENT, *asks)


def bridge_beyond(desk: Desk, program: Path, *messages: dict[str, object]) -> list[str]:
    """What the bridge touched beyond itself while it answered; it asks of the desk what a reminder's card says."""
    record = desk.folder / "record"
    bodies = [json.dumps(message).encode() for message in messages]
    told = subprocess.run(
        [*strace(record), str(program / "coach-bridge")], env=desk.env, capture_output=True, check=True,
        input=b"".join(struct.pack("=I", len(body)) + body for body in bodies), timeout=60,
    )  # fmt: skip
    assert len(told.stdout) > 4 * len(messages)
    wait_for(
        lambda: "+++ exited" in record.read_text("ascii", "replace")[-200:], what="the end of the record"
    )
    own = (f"file:{program}*", f"file:{desk.home}/.local/state/*", f"socket:{desk.folder}/*")
    return beyond(touches(record), *own, *ITSELF, *BEFORE_ASKS)


def test_with_every_sensor_off_it_asks_nothing_of_the_desk(desk: Desk, program: Path) -> None:
    assert agent_beyond(desk, program) == []


def test_the_idle_sensor_asks_for_what_its_card_says_and_nothing_more(desk: Desk, program: Path) -> None:
    assert agent_beyond(desk, program, "idle") == []


def test_a_sensor_that_reads_more_is_found_out(desk: Desk, program: Path) -> None:
    assert agent_beyond(desk, program, "idle", "nosy") == ["file:/etc/hostname", "x11:_NET_WM_NAME"]


def test_the_bridge_opens_nothing_of_the_desk_but_what_a_reminder_asks_before(
    desk: Desk, program: Path
) -> None:
    question: dict[str, object] = {"ask": "state"}
    crossing: dict[str, object] = {"noticed": "tabs", "value": 34}
    assert bridge_beyond(desk, program, question, crossing) == []
    desk.set({"nudges.tabs.on": "true"})
    desk.run("brief", check=True)
    assert bridge_beyond(desk, program, question, crossing) == []
    assert '"tabs"' in (desk.home / ".local/state/coach-numerique-responsable/nudges.jsonl").read_text(
        "utf-8"
    )
