"""What the running agent has loaded: static rules do not see what a registry imports at run time."""

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import ALL_DAY, Desk, Program, wait_for

NEVER = {
    "PySide6", "shiboken6", "sqlalchemy", "alembic", "babel", "rustpy_xlsxwriter", "xlsxwriter",
    "pydantic", "dataclasses", "inspect", "argparse", "tomllib", "pathlib", "logging", "subprocess", "asyncio",
    "threading", "ssl", "sqlite3", "gettext",
    "coach.settings", "coach.words", "coach.policy", "coach.content", "coach.store", "coach.study", "coach.org",
    "coach.exports", "coach.questions", "coach.app", "coach.commands",
}  # fmt: skip
UNTIL_NEEDED = {"psutil", "pynput", "plyer", "ctypes", "Xlib"}

# Runs the agent's own main, and tells on a signal what is loaded by then.
SPY = """
import os, signal, sys
def tell(*_):
    names = "\\n".join(sorted(sys.modules))
    with open(sys.argv[1] + ".part", "w") as file:
        file.write(names)
    os.replace(sys.argv[1] + ".part", sys.argv[1])
signal.signal(signal.SIGUSR1, tell)
from coach.agent.__main__ import main
sys.exit(main([]))
"""


def loaded(agent: Program, file: Path) -> set[str]:
    """The modules loaded by now, and their packages."""
    file.unlink(missing_ok=True)
    agent.process.send_signal(signal.SIGUSR1)
    wait_for(file.exists, what="the list of modules")
    names = file.read_text().split()
    return {name for full in names for name in (full, full.partition(".")[0])}


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """A desk without quiet hours, whatever the hour of this test."""
    with Desk() as found:
        found.set(ALL_DAY)
        yield found


def test_the_running_agent_has_loaded_nothing_heavy(desk: Desk) -> None:
    file = desk.folder / "modules"
    agent = desk.spawn(sys.executable, "-c", SPY, str(file))
    wait_for(lambda: "\n" in agent.said(), 30, what="the agent")
    assert not (NEVER | UNTIL_NEEDED) & loaded(agent, file)

    desk.set({"nudges.idle.threshold": "2", "nudges.idle.on": "true"})
    wait_for(lambda: "coach.sensors._idle_x11" in loaded(agent, file), what="the idle sensor")
    assert not (NEVER | UNTIL_NEEDED) & loaded(agent, file)

    desk.screen.move(20, 20)
    wait_for(lambda: desk.screen.idle_ms() > 2500, what="an absence")
    desk.screen.move(40, 40)
    desk.notifications.wait_for(20)
    assert not (NEVER | UNTIL_NEEDED) & loaded(agent, file)
    assert agent.stop() == 0
