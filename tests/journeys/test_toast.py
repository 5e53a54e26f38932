"""Where notifications bear no buttons the coach's own toast comes, while the person types on elsewhere."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import ALL_DAY, Desk, wait_for
from tests.desk.node import Node
from tests.desk.notifications import NAME

THRESHOLD = 3
WORK = """
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication([])
field = QLineEdit()
field.setWindowTitle("Work")
field.textChanged.connect(lambda words: print(words, flush=True))
field.show()
field.activateWindow()
app.exec()
"""


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk whose notifications bear no buttons, with the idle reminder on at any hour."""
    with Desk() as found:
        found.notifications.answers[NAME, "GetCapabilities"] = ("as", lambda: (["body"],))
        found.set(ALL_DAY | {"nudges.idle.threshold": str(THRESHOLD), "nudges.idle.on": "true"})
        yield found


def kept(desk: Desk, name: str) -> str:
    """One of the agent's files; empty without it."""
    file = Path(desk.home, ".local/state/coach-numerique-responsable", name)
    return file.read_text("utf-8") if file.exists() else ""


def come_back(desk: Desk) -> None:
    """Touch nothing for longer than the threshold, then move the mouse."""
    desk.screen.move(30, 30)
    wait_for(lambda: desk.screen.idle_ms() > 1000 * THRESHOLD + 500, 30, what="an absence")
    desk.screen.move(300, 300)


def test_the_toast_takes_no_focus_and_its_answer_is_a_notifications(desk: Desk) -> None:
    work = desk.spawn(sys.executable, "-c", WORK)
    work.window()
    desk.screen.type("a")
    wait_for(lambda: work.said().endswith("a\n"), 10, what="the typed letter")
    agent = desk.start("agent")
    wait_for(lambda: "idle.x11" in kept(desk, "looked.json"), 30, what="the first look")
    come_back(desk)

    words = json.loads(kept(desk, "brief.json"))["sensors"]["idle"]["words"]
    toast = toast_of(desk, agent.pid)
    toast.find("heading", words["title"][0])
    assert toast.find("push button", words["act"]).interfaces >= {"Action"}
    desk.screen.type("b")
    wait_for(lambda: work.said().endswith("ab\n"), 10, what="the letter typed beside the toast")
    assert desk.notifications.all == []

    toast.find("push button", words["refuse"]).do("Press")
    wait_for(lambda: '"in_a_row": 1' in kept(desk, "quiet.json"), 20, what="the refusal")
    assert agent.stop() == 0
    assert "Traceback" not in agent.said()


def test_the_toast_goes_with_the_agent(desk: Desk) -> None:
    agent = desk.start("agent")
    wait_for(lambda: "idle.x11" in kept(desk, "looked.json"), 30, what="the first look")
    come_back(desk)
    toast_of(desk, agent.pid)
    assert agent.stop() == 0
    wait_for(lambda: not desk.accessibility.applications, 20, what="the end of the toast")
    assert kept(desk, "quiet.json") == ""


def toast_of(desk: Desk, pid: int) -> Node:
    """The agent's own window."""
    return desk.accessibility.find(pid, seconds=30)
