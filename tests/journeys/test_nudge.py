"""A screen left on: the person goes, comes back, and finds a reminder; or none, when there was nothing to say."""

import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.desk import ALL_DAY, Desk, Notification, Program, virtual_screen, wait_for

THRESHOLD = 3
FILLED = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.showFullScreen()
app.exec()
"""


class Agent:
    """The agent at a desk, and the person who leaves it and comes back."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.program: Program = desk.start("agent")
        wait_for(lambda: "\n" in self.program.said(), 30, what="the agent")
        wait_for((self.folder / "brief.json").exists, 30, what="the brief")

    @property
    def folder(self) -> Path:
        """What the agent keeps."""
        return self.desk.home / ".local/state/coach-numerique-responsable"

    def kept(self, name: str) -> str:
        """One of its files; empty without it."""
        file = self.folder / name
        return file.read_text("utf-8") if file.exists() else ""

    def switch_on(self) -> None:
        """Consent to the idle sensor; the running agent follows."""
        self.desk.set({"nudges.idle.threshold": str(THRESHOLD), "nudges.idle.on": "true"})
        wait_for(lambda: "idle.x11" in self.kept("looked.json"), 30, what="the first look")

    def leave(self) -> None:
        """Touch nothing for longer than the threshold."""
        self.desk.screen.move(30, 30)
        wait_for(lambda: self.desk.screen.idle_ms() > 1000 * THRESHOLD + 500, 30, what="an absence")

    def come_back(self) -> datetime:
        """Move the mouse; the moment at which that was done."""
        now = datetime.now(UTC)
        self.desk.screen.move(300, 300)
        return now


@pytest.fixture
def agent() -> Iterator[Agent]:
    """The agent on a desk without quiet hours, whatever the hour of this test."""
    with Desk() as desk:
        desk.set(ALL_DAY)
        yield Agent(desk)


def the_only_one(agent: Agent, after: datetime) -> Notification:
    """The reminder that comes after a return, and no other before it."""
    assert agent.desk.notifications.all == [] or agent.desk.notifications.all[0].at > after
    shown = agent.desk.notifications.wait_for(20)
    assert shown.at > after
    assert agent.desk.notifications.all == [shown]
    return shown


def test_the_person_comes_back_to_a_reminder_with_buttons(agent: Agent) -> None:
    # Everything is off at first, so this absence leaves no trace.
    agent.leave()
    agent.come_back()
    agent.switch_on()
    agent.leave()
    assert agent.desk.notifications.all == []
    shown = the_only_one(agent, agent.come_back())

    words = json.loads(agent.kept("brief.json"))["sensors"]["idle"]["words"]
    assert (shown.summary, shown.body) == (words["title"][0], words["body"])
    assert list(shown.actions) == ["default", "act", "open", "later"]
    assert [*shown.actions.values()][1:] == [words["act"], words["action"], words["refuse"]]

    agent.desk.notifications.invoke(shown, "later")
    wait_for(lambda: '"in_a_row": 1' in agent.kept("quiet.json"), what="the refusal")
    day = datetime.now().astimezone().date().isoformat()
    assert agent.kept("nudges.jsonl") == json.dumps({"type": "idle", "day": day}) + "\n"
    for file in agent.folder.iterdir():
        if file.name != "brief.json":
            assert not re.search(r"\d\d:\d\d", file.read_text("utf-8"))
    assert agent.program.stop() == 0


def test_a_screen_that_was_asleep_is_nothing_to_remind_of(agent: Agent) -> None:
    agent.switch_on()
    agent.leave()
    agent.desk.screen.blank()
    wait_for(agent.desk.screen.blanked, what="the screen asleep")
    agent.come_back()
    agent.desk.screen.unblank()
    # That nothing came for the first return shows when the second one brings the first reminder.
    agent.leave()
    the_only_one(agent, agent.come_back())


def test_a_film_is_not_interrupted(agent: Agent) -> None:
    agent.switch_on()
    film = agent.desk.spawn(sys.executable, "-c", FILLED)
    film.window()
    agent.leave()
    agent.come_back()
    agent.leave()
    film.stop()
    # Nor is the one who stops it right after coming back.
    agent.come_back()
    agent.leave()
    the_only_one(agent, agent.come_back())


def test_switched_off_nothing_is_noticed_any_more(agent: Agent) -> None:
    agent.switch_on()
    agent.desk.set({"nudges.idle.on": "false"})
    agent.leave()
    agent.come_back()
    done = agent.desk.run("agent", "--once")
    assert done.returncode == 0
    assert agent.desk.notifications.all == []
    assert agent.program.stop() == 0
    assert agent.desk.notifications.all == []
    assert agent.kept("nudges.jsonl") == ""


def test_one_look_tells_what_would_be_shown(agent: Agent) -> None:
    agent.switch_on()
    agent.leave()
    done = agent.desk.run("agent", "--once", check=True)
    words = json.loads(agent.kept("brief.json"))["sensors"]["idle"]["words"]
    assert words["title"][0] in done.stdout
    assert words["body"] in done.stdout
    assert agent.desk.notifications.all == []


def test_the_agent_ends_with_its_session(agent: Agent, tmp_path: Path) -> None:
    agent.program.stop()
    with virtual_screen(agent.desk.env, tmp_path) as screen:
        other = agent.desk.start("agent", DISPLAY=screen.name)
        wait_for(lambda: "\n" in other.said(), 30, what="the agent")
        second = agent.desk.start("agent", DISPLAY=screen.name)
        assert second.wait(30) == 0
    assert other.wait(30) == 0
    assert "Traceback" not in other.said()
