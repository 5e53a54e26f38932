"""The sensor of open tabs: told by an add-on, and short enough in both languages."""

import pytest

from coach import handover, words
from coach.content.library import library
from coach.domain.nudge import Journal, Scene, choose
from coach.policy import Policy
from coach.sensors import sensors
from coach.settings import NudgeSetting, Settings
from coach.study import brief
from tests.unit.agent.conftest import NOON

SENSOR = sensors()["tabs"]


def test_the_agent_never_looks_an_add_on_tells() -> None:
    assert SENSOR.look is None
    assert SENSOR.watch is None
    assert (SENSOR.threshold.least, SENSOR.threshold.default, SENSOR.threshold.most) == (10, 30, 200)


@pytest.mark.parametrize(
    ("language", "title"), [("en", "9999 tabs are open."), ("fr", "9999 onglets sont ouverts.")]
)
def test_the_longest_reminder_is_short_and_names_its_lesson(language: str, title: str) -> None:
    words.use(language)
    own = Settings(
        quiet_end="00:00", quiet_start="00:00", nudges={"tabs": NudgeSetting(True, None, "2026-11-01", 1)}
    )
    shelf = library(language)
    brief.write(own, Policy(), shelf, frozenset())
    nudge = choose({"tabs": 9999}, handover.read_brief(), Journal(), Scene(), NOON)
    assert nudge is not None
    assert nudge.title == title
    assert shelf.cards[nudge.lesson].title in nudge.body
    assert len(f"{nudge.title} {nudge.body}") <= 140
