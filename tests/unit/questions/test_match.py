"""Give each item its target."""

from coach.questions.match import KIND

KEY = {"items": ["a", "b"], "targets": ["x", "y"], "right": {"a": "x", "b": "x"}}


def test_a_target_may_serve_several_items() -> None:
    assert KIND.check(KEY) == []
    assert KIND.score(KEY, {"a": "x", "b": "x"}) == 1
    assert KIND.score(KEY, {"a": "y", "b": "x"}) == 0.5
    assert KIND.misses(KEY, {"b": "x"}) == ("a",)


def test_an_item_may_be_called_like_a_field_of_an_estimate() -> None:
    key = {"items": ["fact", "b"], "targets": ["x", "y"], "right": {"fact": "x", "b": "y"}}
    assert KIND.check(key) == []


def test_faults() -> None:
    assert KIND.check({**KEY, "right": {"a": "x"}}) == ["the item “b” has no right target"]
    assert KIND.check({**KEY, "right": {"a": "x", "b": "z"}}) == ["the pair b = z names an unknown id"]
    assert KIND.check({**KEY, "right": {"a": "x", "b": "x", "c": "y"}}) == [
        "the pair c = y names an unknown id"
    ]
    assert KIND.check({"items": ["a"], "targets": ["x", "y"], "right": {"a": "x"}}) == [
        "“items” and “targets” need at least two ids each"
    ]
    assert KIND.check({**KEY, "targets": ["x", "a"]}) == ["an id stands in both “items” and “targets”"]
    assert KIND.check({**KEY, "items": ["a", "b", "a"]}) == ["“items” names an id twice"]
    assert KIND.check({**KEY, "targets": ["x", "y", "x"]}) == ["“targets” names an id twice"]
