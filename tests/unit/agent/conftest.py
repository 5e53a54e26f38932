"""A desk for the agent's tests: a brief, a clock, a notifier, and no screen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from coach import handover
from coach.agent import programs, scene
from coach.agent.rounds import Rounds
from coach.sensors import Sensor, Texts, Threshold, Unit, Watch, sensors
from tests.fakes import Clock, Look, Notifier

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=timezone(timedelta(hours=1)))


def words(name: str) -> dict[str, Any]:
    """The words of a sensor's nudge."""
    return {
        "name": name.capitalize(),
        "title": [f"{{n}} {name}.", f"{{n}} {name}s."],
        "plural": "01" + "1" * 198,
        "body": "The lesson shows how.",
        "action": "Show me how",
        "refuse": "Not now",
        "recent": name,
        "title_many": "",
        "act": "",
    }


def rule(name: str, **changes: Any) -> dict[str, Any]:
    """A sensor that is on, from a reading of 30."""
    row = {
        "on": True,
        "forbidden": False,
        "threshold": 30,
        "per": 1,
        "lesson": f"mes-{name}s",
        "moment": name,
        "many": None,
        "act": "",
        "words": words(name),
    }
    return row | changes


def write_brief(**changes: Any) -> None:
    """Brief the agent about the sensors `tab` and `page`, both on."""
    sensors_on = {"tab": rule("tab"), "page": rule("page")}
    whole = {
        "sensors": sensors_on,
        "quiet": [],
        "paused_until": "",
        "guichet": False,
        "language": "en",
        "sentences": {},
    }
    handover.write_brief(whole | changes)


def sensor(look: Look, watch: Callable[[int], Watch] | None = None) -> Sensor:
    """A sensor that sees what the test says."""
    return Sensor(
        unit=Unit(("{n} tab", "{n} tabs")),
        every=3600,
        look=look,
        sources={"addon": "the add-on"},
        reads="Counts.",
        never_reads="No titles.",
        threshold=Threshold(30, 1, 999, "Tabs"),
        texts=Texts(name="Tabs", title=("{n} tab.", "{n} tabs."), recent="Tabs"),
        watch=watch,
    )


@dataclass
class Desk:
    """What a test of the agent has at hand."""

    clock: Clock
    notifier: Notifier
    rounds: Rounds
    tabs: Look
    opened: list[str] = field(default_factory=list)

    @property
    def titles(self) -> list[str]:
        """What was shown."""
        return [nudge.title for nudge in self.notifier.shown]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Two sensors, `tab` and `page`, both on; nothing fills the screen, nobody is in a call."""
    notifier = Notifier()
    found = Desk(Clock(NOON), notifier, Rounds(notifier), Look())
    monkeypatch.setitem(sensors(), "tab", sensor(found.tabs))
    monkeypatch.setitem(sensors(), "page", sensor(Look()))
    monkeypatch.setattr(scene, "full_screen", lambda: False)
    monkeypatch.setattr(scene, "in_call", lambda: False)
    monkeypatch.setattr(programs, "open_lesson", found.opened.append)
    write_brief()
    return found
