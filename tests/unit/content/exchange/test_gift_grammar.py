"""Our parser reads the 51 public examples of the GIFT grammar as that grammar does."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from coach.content.exchange.foreign import Refused, Said
from coach.content.exchange.gift import blocks
from coach.content.exchange.gift_block import Block, Choice, Number

PAIRS = sorted((Path(__file__).parents[3] / "gift").glob("*.gift"))
TYPES = {
    "category": "Category",
    "description": "Description",
    "essay": "Essay",
    "true-false": "TF",
    "choice": "MC",
    "short": "Short",
    "number": "Numerical",
    "match": "Matching",
}


def said(value: Said | None) -> dict[str, str] | None:
    return {"format": value.format, "text": value.text} if value else None


def number(value: Number, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """A number in the grammar's own words; how it was written is known from its bounds."""
    assert value.low is not None
    assert value.high is not None
    if value.value is None:
        return {"type": "high-low", "numberLow": value.low, "numberHigh": value.high}
    if wanted["type"] == "simple":
        assert value.low == value.high
        return {"type": "simple", "number": value.value}
    return {"type": "range", "number": value.value, "range": pytest.approx(value.high - value.value)}


def choice(one: Choice, wanted: Mapping[str, Any]) -> dict[str, Any]:
    text: Any = said(one.said)
    if one.number and one.number.low is not None:
        text = number(one.number, wanted["text"])
    return {"isCorrect": one.right, "weight": one.weight, "text": text, "feedback": said(one.feedback)}


def told(block: Block, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The block as the grammar tells it."""
    kind = TYPES[block.kind]
    if block.kind == "category":
        return {"type": kind, "title": block.title}
    found: dict[str, Any] = {
        "type": kind,
        "title": block.title or None,
        "id": block.id or None,
        "tags": list(block.tags) or None,
        "stem": said(block.stem),
        "hasEmbeddedAnswers": block.tail is not None,
    }
    if block.kind == "description":
        return found
    found["globalFeedback"] = said(block.general)
    if block.kind == "true-false":
        first, second = block.feedbacks
        found |= {"isTrue": block.truth, "trueFeedback": said(first), "falseFeedback": said(second)}
    elif block.kind == "match":
        found["matchPairs"] = [{"subquestion": said(left), "subanswer": right} for left, right in block.pairs]
    elif block.kind == "number" and isinstance(wanted["choices"], dict):
        (only,) = block.choices
        assert only.number
        found["choices"] = number(only.number, wanted["choices"])
    elif block.choices:
        rows = zip(block.choices, wanted["choices"], strict=True)
        found["choices"] = [choice(one, row) for one, row in rows]
    return found


def test_there_are_51_pairs() -> None:
    assert len(PAIRS) == 51


@pytest.mark.parametrize("file", PAIRS, ids=lambda file: file.stem)
def test_questions_answers_feedback_and_weights_are_the_same(file: Path) -> None:
    found = list(blocks(file.read_text("utf-8")))
    wanted = json.loads(file.with_suffix(".json").read_text("utf-8"))
    assert not [one for one in found if isinstance(one, Refused)]
    assert len(found) == len(wanted)
    for block, row in zip(found, wanted, strict=True):
        assert isinstance(block, Block)
        assert told(block, row) == row
