"""The agent has a sentence for whatever it may decide."""

from coach.domain.nudge import Why
from coach.domain.said import SENTENCES


def test_every_reason_not_to_show_anything_has_its_sentence() -> None:
    assert {why.value for why in Why} - {Why.SHOW.value, Why.NOTE.value} <= SENTENCES.keys()
    assert all(text.strip() == text and text for text in SENTENCES.values())
