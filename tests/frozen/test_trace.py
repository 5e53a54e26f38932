"""What the frozen programs open, ask and send, recorded by the kernel and held to the consent cards."""

import json
import shutil
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.sensors import BEFORE_ASKS, _firefox_count, _microphone, sensors
from tests.desk import ALL_DAY, Desk, wait_for
from tests.desk.trace import beyond, children, strace, touches, whole
from tests.frozen.conftest import FROZEN
from tests.unit.sensors.firefox_files import Profiles, packed, windows

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
# To find a server by its name, and to know whom to trust: every program with TLS reads these.
TLS = ("file:/etc/gai.conf", "file:/etc/host.conf", "file:/etc/hosts", "file:/etc/nsswitch.conf",
       "file:/etc/resolv.conf", "file:/etc/ssl/*", "file:/usr/lib/ssl/*")  # fmt: skip
# keyring asks the bus whether a service keeps secrets; the signing library beside it reads how many cores it may use.
KEYRING = ("bus:org.freedesktop.DBus.ListActivatableNames", "bus:org.freedesktop.DBus.NameHasOwner",
           "file:/proc/self/cgroup", "file:/sys/fs/cgroup/*", "file:/usr/lib/ssl/openssl.cnf")  # fmt: skip
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
# The same for what is asked before each reminder, by the agent and the bridge alike.
NOSY_BEFORE = (
    Path(_microphone.__file__)
    .read_text("utf-8")
    .replace("def in_use() -> bool:", "def in_use() -> bool:\n    open('/etc/hostname').close()", 1)
)
# Firefox's tabs are counted every 15 minutes, for which a test cannot wait.
SOON = Path(_firefox_count.__file__).read_text("utf-8").replace("EVERY = 900", "EVERY = 2", 1)
STATE = ".local/state/coach-numerique-responsable"


def copied(to: Path, **changed: str) -> Path:
    """A copy of the frozen folder, without Qt, with sensors' modules changed or added."""
    copy = to / "coach"
    shutil.copytree(FROZEN, copy, symlinks=True, ignore=shutil.ignore_patterns("PySide6"))
    for name, source in changed.items():
        (copy / f"_internal/coach/sensors/{name}.pyc").unlink(missing_ok=True)
        (copy / f"_internal/coach/sensors/{name}.py").write_text(source, "utf-8")
    return copy


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with the nosy sensor too, which is off until it is switched on."""
    return copied(tmp_path_factory.mktemp("frozen"), nosy=NOSY, _firefox_count=SOON)


@pytest.fixture(scope="module")
def nosy_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy in which whatever is asked before a reminder asks too much."""
    return copied(tmp_path_factory.mktemp("frozen"), _microphone=NOSY_BEFORE)


@pytest.fixture
def desk(program: Path) -> Iterator[Desk]:
    """A desk where that copy is the program, without quiet hours."""
    with Desk(program=(str(program / "coach"),)) as made:
        chosen = ALL_DAY | {"nudges.idle.threshold": "3"}
        made.set(chosen)
        yield made


def agent(desk: Desk, program: Path, *on: str, until: str = "") -> Path:
    """The record of the agent, while somebody left and came back, and until its `looked.json` holds `until`."""
    # Tabs are else looked at in the natural pauses of a day only, and a test runs at any hour.
    desk.set({"tabs_at_once": "true"})
    for name in on:
        desk.set({f"nudges.{name}.on": "true"})
    desk.run("brief", check=True)
    record = desk.folder / "record"
    started = desk.spawn(*strace(record), str(program / "coach-agent"))
    wait_for(lambda: "\n" in started.said(), seconds=30, what="the agent")
    desk.screen.move(20, 20)
    wait_for(lambda: desk.screen.idle_ms() > 4000, what="an absence")
    desk.screen.move(40, 40)
    if "idle" in on:
        desk.notifications.wait_for(20)
    looked = desk.home / STATE / "looked.json"
    wait_for(lambda: not until or until in looked.read_text("utf-8"), 60, what=until)
    assert started.stop() == 0
    whole(record)
    return record


def agent_beyond(desk: Desk, program: Path, *on: str) -> list[str]:
    """What the agent touched, beyond itself and the card of the idle sensor."""
    found = touches(agent(desk, program, *on))
    assert "child:started" in found
    assert any(touch.startswith("x11:") for touch in found) == bool(on)
    asks = (*sensors()["idle"].asks, *BEFORE_ASKS) if on else ()
    return beyond(found, *own(desk, program), *ITSELF, *AGENT, *asks)


def own(desk: Desk, program: Path) -> tuple[str, ...]:
    """The programs' own files, and the desk's buses."""
    return f"file:{program}*", f"file:{desk.home}/.local/state/*", f"socket:{desk.folder}/*"


def asked(desk: Desk) -> dict[str, tuple[str, ...]]:
    """What each program that the agent starts may touch besides: the person's own settings, or what a card says."""
    account = ("file:/etc/nsswitch.conf", "file:/etc/passwd")
    settings = (*account, f"file:{desk.coach_home}/*", f"file:{desk.folder}/policy.toml")
    return {
        "coach brief": (*settings, "child:started"),
        # After how long the screen sleeps: where that is soon enough, no reminder comes.
        "xset q": ("x11:*",),
        "coach-mailbox": ("child:started", *TLS),
        "coach mailbox secret": (*settings, *KEYRING),
        "coach-agent --firefox-tabs": tuple(sensors()["tabs_session"].asks),
    }


def bridge_beyond(desk: Desk, program: Path, *messages: dict[str, object]) -> list[str]:
    """What the bridge touched beyond itself while it answered; it asks of the desk what a reminder's card says."""
    record = desk.folder / "record"
    bodies = [json.dumps(message).encode() for message in messages]
    told = subprocess.run(
        [*strace(record), str(program / "coach-bridge")], env=desk.env, capture_output=True, check=True,
        input=b"".join(struct.pack("=I", len(body)) + body for body in bodies), timeout=60,
    )  # fmt: skip
    assert len(told.stdout) > 4 * len(messages)
    whole(record)
    assert children(record) == {}
    return beyond(touches(record), *own(desk, program), *ITSELF, *BEFORE_ASKS)


QUESTION: dict[str, object] = {"ask": "state"}
CROSSING: dict[str, object] = {"noticed": "tabs", "value": 34}


def test_with_every_sensor_off_it_asks_nothing_of_the_desk(desk: Desk, program: Path) -> None:
    assert agent_beyond(desk, program) == []


def test_the_idle_sensor_asks_for_what_its_card_says_and_nothing_more(desk: Desk, program: Path) -> None:
    assert agent_beyond(desk, program, "idle") == []


def test_a_sensor_that_reads_more_is_found_out(desk: Desk, program: Path) -> None:
    assert agent_beyond(desk, program, "idle", "nosy") == ["file:/etc/hostname", "x11:_NET_WM_NAME"]


def test_with_all_that_it_can_watch_on_each_program_does_what_its_own_card_says(
    desk: Desk, program: Path
) -> None:
    desk.env["COACH_POLICY"] = str(desk.folder / "policy.toml")
    Path(desk.env["COACH_POLICY"]).write_text('[mail_imap]\nserver = "localhost"\n', "utf-8")
    Profiles(desk.home).put(packed(windows(12)))
    record = agent(desk, program, "idle", "tabs_session", "mail_imap", until="tabs_session.session")
    mine = own(desk, program)
    assert beyond(touches(record), *mine, *ITSELF, *AGENT, *sensors()["idle"].asks, *BEFORE_ASKS) == []
    allowed = asked(desk)
    found = {
        name: beyond(touched, *mine, *ITSELF, *allowed.get(name, ()))
        for name, touched in children(record).items()
    }
    assert found == {name: [] for name in allowed}


def test_the_bridge_opens_nothing_of_the_desk_but_what_a_reminder_asks_before(
    desk: Desk, program: Path
) -> None:
    assert bridge_beyond(desk, program, QUESTION, CROSSING) == []
    desk.set({"nudges.tabs.on": "true"})
    desk.run("brief", check=True)
    assert bridge_beyond(desk, program, QUESTION, CROSSING) == []
    assert '"tabs"' in (desk.home / STATE / "nudges.jsonl").read_text("utf-8")


def test_a_bridge_that_reads_more_is_found_out(desk: Desk, nosy_before: Path) -> None:
    desk.set({"nudges.tabs.on": "true"})
    desk.run("brief", check=True)
    assert bridge_beyond(desk, nosy_before, QUESTION, CROSSING) == ["file:/etc/hostname"]
