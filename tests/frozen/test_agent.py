"""The frozen agent while it runs: what it has loaded, what it weighs, and its last resort where no counter is."""

import json
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.agent_footprint import Forks, read
from tests.desk import ALL_DAY, Desk, Program, wait_for
from tests.desk.tray import Tray
from tests.frozen.conftest import FROZEN
from tests.house.test_agent_light import NEVER, UNTIL_NEEDED

MOST = 16.0
# One file more in the frozen folder, found as any other sensor: it tells what this process has loaded.
SPY = """
import json, os, sys
from coach.sensors._sensor import Sensor, Texts, Threshold, Unit

def look():
    if os.environ.get("SPY_MOUSE"):
        from coach.sensors import _idle_polled
        _idle_polled.mouse(60).close()
    with open(os.environ["SPY"] + ".part", "w") as file:
        json.dump(sorted(sys.modules), file)
    os.replace(os.environ["SPY"] + ".part", os.environ["SPY"])

SENSOR = Sensor(
    unit=Unit(("{n}", "{n}")), every=1, look=look, sources={"here": "here"}, reads="-", never_reads="-",
    threshold=Threshold(1, 1, 9, "-"), texts=Texts(name="Spy", title=("-",), recent="-"),
)
"""


@pytest.fixture(scope="module")
def spied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the frozen folder, without Qt, with a sensor more."""
    copy = tmp_path_factory.mktemp("frozen") / "coach"
    shutil.copytree(FROZEN, copy, symlinks=True, ignore=shutil.ignore_patterns("PySide6"))
    (copy / "_internal/coach/sensors/spy.py").write_text(SPY, "utf-8")
    return copy


@pytest.fixture
def spied_desk(spied: Path) -> Iterator[Desk]:
    """A desk where that copy is the program."""
    with Desk(program=(str(spied / "coach"),)) as made:
        brief(made, "idle", "spy")
        yield made


def brief(desk: Desk, *names: str) -> None:
    """Switch sensors on, without quiet hours."""
    desk.set(ALL_DAY | {"nudges.idle.threshold": "3"} | {f"nudges.{name}.on": "true" for name in names})
    desk.run("brief", check=True)


def loaded(desk: Desk, spied: Path, **more: str) -> set[str]:
    """The modules of the running agent, and their packages."""
    file = desk.folder / "loaded.json"
    agent = desk.spawn(str(spied / "coach-agent"), SPY=str(file), **more)
    wait_for(file.exists, seconds=20, what=f"the list of modules; {agent.said()}")
    assert agent.stop() == 0
    return {name for full in json.loads(file.read_text()) for name in (full, full.partition(".")[0])}


def test_it_has_loaded_nothing_heavy(spied_desk: Desk, spied: Path) -> None:
    found = loaded(spied_desk, spied)
    assert "coach.sensors._idle_x11" in found
    assert not (NEVER | UNTIL_NEEDED) & found


def test_its_last_resort_listens_to_the_mouse_and_never_to_the_keyboard(
    spied_desk: Desk, spied: Path
) -> None:
    found = loaded(spied_desk, spied, SPY_MOUSE="1")
    assert {"pynput.mouse._xorg", "pynput.keyboard._dummy"} <= found
    assert "pynput.keyboard._xorg" not in found


def test_its_memory(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    brief(desk, "idle")
    agent = desk.start("agent")
    wait_for(lambda: "coach-agent" in _command(agent) and agent.said(), seconds=20, what="the agent")
    wait_for(lambda: not _children(agent), seconds=20, what="the end of the brief's child")
    at_rest = _pss(agent)
    # An absence begins with a presence.
    desk.screen.move(20, 20)
    wait_for(lambda: desk.screen.idle_ms() > 4000, what="an absence")
    desk.screen.move(40, 40)
    desk.notifications.wait_for(10)
    after = _pss(agent)
    with capsys.disabled():
        sys.stdout.write(
            f"\nagent: {at_rest:.1f} MiB PSS at rest, {after:.1f} after a reminder (most {MOST:g})\n"
        )
    assert max(at_rest, after) <= MOST


def test_at_rest_it_neither_wakes_nor_starts_anything(desk: Desk) -> None:
    """Counted over a minute, with the tray and all that add-ons tell: 0.05 wake-ups a second are three."""
    brief(desk, "idle", "tabs", "mail")
    with Tray(desk.env["DBUS_SESSION_BUS_ADDRESS"]) as tray:
        agent = desk.start("agent")
        wait_for(lambda: "coach-agent" in _command(agent) and tray.joined, seconds=20, what="the agent")
        wait_for(lambda: not _children(agent), seconds=20, what="the end of the brief's child")
        forks = Forks()
        forks.parents.add(agent.pid)
        forks.start()
        # Its new brief, and the beginning of an absence.
        time.sleep(10)
        before = read([agent.pid]).wakes
        time.sleep(60)
        assert read([agent.pid]).wakes - before <= 3
        # Not known where the kernel tells its events to nobody.
        assert not forks.count
        assert agent.stop() == 0


def _command(program: Program) -> str:
    return Path(f"/proc/{program.pid}/cmdline").read_text()


def _children(program: Program) -> str:
    return Path(f"/proc/{program.pid}/task/{program.pid}/children").read_text().strip()


def _pss(program: Program) -> float:
    rows = Path(f"/proc/{program.pid}/smaps_rollup").read_text().splitlines()
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024
