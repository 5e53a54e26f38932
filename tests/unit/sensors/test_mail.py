"""The attachment: from which weight on there is a reminder, and what it says."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from coach import handover, words
from coach.content.library import library
from coach.domain.nudge import Journal, Nudge, Scene, choose
from coach.policy import Policy
from coach.sensors import UnavailableError, sensors
from coach.settings import NudgeSetting, Settings
from coach.study.brief import brief

SENSOR = sensors()["mail"]
ON = Settings(
    quiet_start="00:00",
    quiet_end="00:00",
    nudges={"mail": NudgeSetting(on=True, chosen_on="2026-11-24", text=SENSOR.text_version)},
)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    words.use("en")
    yield
    words.use("en")


def nudge(megabytes: int, people: int, language: str = "en", decided: Policy | None = None) -> Nudge | None:
    """What comes of a message, by the brief that the agent would read."""
    words.use(language)
    handover.write_brief(brief(ON, decided or Policy(), library(language), frozenset()))
    now = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    return choose({"mail": megabytes}, handover.read_brief(), Journal(), Scene(), now, people)


@pytest.mark.parametrize(
    ("megabytes", "people", "comes"),
    [(4, 0, False), (5, 0, True), (2, 5, False), (2, 6, True), (1, 40, False)],
)
def test_many_recipients_lower_the_threshold(megabytes: int, people: int, comes: bool) -> None:
    assert (nudge(megabytes, people) is not None) is comes


def test_an_administrator_may_ask_for_more_megabytes_only() -> None:
    assert nudge(7, 1, decided=Policy(thresholds={"mail": 8})) is None
    assert nudge(2, 6, decided=Policy(thresholds={"mail_many": 3})) is None
    assert nudge(2, 6, decided=Policy(thresholds={"mail_many": 1}))


@pytest.mark.parametrize(
    ("people", "title"),
    [
        (0, "Cette pièce jointe pèse 18\u00a0Mo."),
        (1, "Cette pièce jointe pèse 18\u00a0Mo."),
        (12, "Cette pièce jointe pèse 18\u00a0Mo, pour 12 personnes."),
    ],
)
def test_it_says_the_weight_and_how_many_receive_it(people: int, title: str) -> None:
    found = nudge(18, people, "fr")
    assert found is not None
    assert (found.title, found.refuse) == (title, "Envoyer tel quel")
    assert found.lesson == "piece-jointe-ou-lien"
    assert "Pièce jointe ou lien" in found.body


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_longest_reminder_fits_into_a_notification(language: str) -> None:
    found = nudge(999, 999, language)
    assert found is not None
    assert len(f"{found.title}{found.body}") <= 140


def test_the_background_program_never_looks_by_itself() -> None:
    with pytest.raises(UnavailableError):
        SENSOR.open(5)
