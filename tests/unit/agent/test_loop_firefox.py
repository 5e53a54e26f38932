"""The loop with the real sensor of Firefox's session file: it looks when due, and rests when the file is torn."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coach import places
from coach.agent.loop import Loop
from coach.agent.session import Session
from coach.agent.waking import Waking
from tests.desk import wait_for
from tests.unit.agent.conftest import Desk, rule, write_brief
from tests.unit.sensors.firefox_files import SECRET, Profiles, packed, windows


class Agent:
    """An agent whose person wants to hear of Firefox's tabs, at once."""

    def __init__(self, desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("DISPLAY", raising=False)
        monkeypatch.setenv("WAYLAND_DISPLAY", "none")
        monkeypatch.setenv("HOME", str(home))
        self.profiles = Profiles(home)
        self.waking = Waking()
        self.loop = Loop(desk.notifier, self.waking, Session(), desk.clock)
        self.loop.rounds = desk.rounds
        write_brief(sensors={"tabs_session": rule("tabs_session", moment="tabs")}, tabs_at_once=True)

    @property
    def log(self) -> str:
        """The log so far."""
        file = Path(places.log())
        return file.read_text("utf-8") if file.exists() else ""

    def turn(self) -> None:
        """One turn, without sleep."""
        self.waking._writer.send(b"\0")
        self.loop.turn()

    def come_due(self) -> None:
        """A quarter of an hour has gone by."""
        self.loop._due["tabs_session"] = 0.0
        self.turn()

    def turned_until(self, done: Callable[[], object], what: str) -> None:
        """Turn until `done` holds."""

        def tried() -> bool:
            self.turn()
            return bool(done())

        wait_for(tried, 20, what=what)


@pytest.fixture
def agent(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Agent:
    """That agent, after its first turn."""
    made = Agent(desk, tmp_path, monkeypatch)
    made.turn()
    return made


def test_what_is_counted_becomes_one_nudge(agent: Agent, desk: Desk) -> None:
    agent.profiles.put(packed(windows(40)))
    agent.turn()
    watch = agent.loop._watches["tabs_session"][0]
    assert watch.fileno() is None, "it counted before it was due"
    assert agent.loop._due["tabs_session"] % 900 == 0
    agent.come_due()
    agent.turned_until(lambda: desk.titles, "the reminder")
    assert desk.titles == ["40 tabs_sessions."]
    assert watch.fileno() is None
    assert agent.log == ""
    agent.waking.close()


def test_a_torn_file_makes_it_rest_with_one_line_and_nothing_of_the_file(agent: Agent, desk: Desk) -> None:
    agent.profiles.put(packed(windows(40))[:-3])
    agent.come_due()
    agent.turned_until(lambda: agent.log, "the line in the log")
    assert agent.log == (
        "2026-11-24 tabs_session: nothing can be seen here."
        " Firefox’s session file is not as Firefox writes it.\n"
    )
    assert SECRET not in agent.log
    agent.turn()
    assert agent.loop._watches == {}
    assert desk.titles == []
    agent.waking.close()
