"""Sort items into categories."""

import pytest

from coach.questions.sort import KIND

KEY = {
    "items": ["a", "b", "c"],
    "categories": ["x", "y"],
    "right": {"a": "x", "b": "y", "c": "x"},
}


def test_what_lies_in_the_wrong_category_is_a_miss() -> None:
    assert KIND.check(KEY) == []
    assert KIND.misses(KEY, {"a": "x", "b": "x", "c": "x"}) == ("b",)
    assert KIND.score(KEY, {"a": "x", "b": "x", "c": "x"}) == pytest.approx(2 / 3)


def test_faults() -> None:
    assert KIND.check({**KEY, "right": dict.fromkeys("abc", "x")}) == [
        "nothing belongs to the category “y”",
    ]
    assert KIND.check({**KEY, "right": {"a": "x", "b": "y"}}) == ["the item “c” has no right target"]
    assert KIND.check({**KEY, "items": ["a", "b"]}) == [
        "a sorting needs at least three “items” and two “categories”"
    ]
    assert KIND.check({**KEY, "categories": ["x", "y", "y"]}) == ["“categories” names an id twice"]
