"""What all question types share: ids of a key, and an order fixed by chance."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from coach.questions._kind import ids, shuffled, twice
from tests.unit.questions.keys import seeds, several


@given(several(0), seeds)
def test_a_shuffle_is_a_permutation_fixed_by_its_seed(items: list[str], seed: int) -> None:
    assert sorted(shuffled(items, seed)) == sorted(items)
    assert shuffled(items, seed) == shuffled(items, seed)


@given(several(2), seeds)
def test_the_order_to_avoid_is_avoided(items: list[str], seed: int) -> None:
    assert list(shuffled(items, seed, avoid=items)) != items


def test_one_item_has_one_order() -> None:
    assert shuffled(["a"], 1, avoid=["a"]) == ("a",)


def test_every_place_is_as_likely() -> None:
    places = Counter(shuffled("abcd", seed).index("a") for seed in range(2000))
    assert min(places.values()) > 400


def test_the_right_answer_does_not_keep_its_place_all_through_a_sitting() -> None:
    both = [
        (shuffled(["a", "b", "c", "d"], seed).index("d"), shuffled(["e", "f", "g", "h"], seed).index("h"))
        for seed in range(400)
    ]
    same = sum(one == other for one, other in both)
    assert 60 < same < 140


@given(
    st.none() | st.integers() | st.text() | st.lists(st.integers()) | st.dictionaries(st.text(), st.text())
)
def test_what_is_no_list_of_ids_is_none(value: object) -> None:
    assert ids({"items": value}, "items") == ()


def test_each_list_that_names_an_id_twice_is_told() -> None:
    key = {"items": ["a", "a"], "targets": ["b"], "options": ["c", "d", "c"]}
    assert twice(key, "items", "targets", "options", "none") == [
        "“items” names an id twice",
        "“options” names an id twice",
    ]
