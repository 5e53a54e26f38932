"""Put items in the right order."""

from hypothesis import given
from hypothesis import strategies as st

from coach.questions import Order
from coach.questions.order import KIND
from tests.unit.questions.keys import seeds, several

KEY = {"items": ["a", "b", "c", "d"]}


@given(several(2), seeds)
def test_the_right_order_is_never_shown(items: list[str], seed: int) -> None:
    form = KIND.form({"items": items}, seed)
    assert isinstance(form, Order)
    assert list(form.items) != items


def test_the_share_of_items_in_their_place() -> None:
    assert KIND.score(KEY, ["a", "c", "b", "d"]) == 0.5
    assert KIND.misses(KEY, ["a", "c", "b", "d"]) == ("b", "c")


@given(st.lists(st.sampled_from("abcdx"), max_size=6))
def test_a_list_that_is_too_short_or_too_long_is_scored_all_the_same(response: list[str]) -> None:
    score = KIND.score(KEY, response)
    assert 0 <= score <= 1
    assert (score == 1) == (KIND.misses(KEY, response) == ())
    assert (score == 1) == (response[:4] == KEY["items"])


def test_faults() -> None:
    assert KIND.check({"items": ["a", "b"]}) == ["“items” needs at least three ids, in the right order"]
    assert KIND.check({"items": ["a", "b", "a"]}) == ["“items” names an id twice"]
