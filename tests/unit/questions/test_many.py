"""Several right answers among several."""

import pytest

from coach.questions import Tick
from coach.questions.many import KIND

KEY = {"options": ["a", "b", "c", "d"], "right": ["d", "b"]}


@pytest.mark.parametrize(
    ("ticked", "score"), [(["b"], 0.5), (["b", "d", "a"], 0.5), ([], 0), (["a", "b"], 0), (["d", "b"], 1)]
)
def test_a_wrong_tick_takes_away_what_a_right_one_gives(ticked: list[str], score: float) -> None:
    assert KIND.score(KEY, ticked) == score


def test_what_was_ticked_wrongly_and_what_was_forgotten_are_missed() -> None:
    assert KIND.misses(KEY, ["a", "b"]) == ("a", "d")


def test_the_form_tells_how_many() -> None:
    form = KIND.form(KEY, 1)
    assert isinstance(form, Tick)
    assert form.count == 2


def test_the_order_of_ticks_is_not_stored() -> None:
    assert KIND.canonical(KEY, ["d", "b"]) == KIND.canonical(KEY, ["b", "d"]) == '["b", "d"]'


def test_faults() -> None:
    assert KIND.check({"options": ["a", "b"], "right": ["a"]}) == ["“options” needs at least three ids"]
    assert KIND.check({**KEY, "right": []}) == ["“right” needs a list with at least one id"]
    assert KIND.check({**KEY, "right": "b"}) == ["“right” needs a list with at least one id"]
    assert KIND.check({**KEY, "right": ["a", "b", "c", "d"]}) == ["every option is right: nothing is asked"]
    assert KIND.check({**KEY, "right": ["b", "x"]}) == ["the right answer “x” is not among the options"]
    assert KIND.check({**KEY, "right": ["b", "b"]}) == ["“right” names an id twice"]
