"""Levels in words: enough answers first, other domains count a little, and a right answer never lowers one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.level import ALL, OWN, Estimated, estimated, weighed, word
from coach.domain.progress import Level
from coach.domain.rasch import Item, estimate, summed_up, written

items = st.builds(written, st.integers(1, 5), st.sampled_from([0.01, 0.2, 0.25, 0.5]))
answers = st.dictionaries(
    st.sampled_from("abcd"), st.lists(st.tuples(items, st.booleans()), min_size=1, max_size=6), min_size=1
)
Given = dict[str, list[tuple[Item, bool]]]


def alike(right: bool, own: int = 2, domains: int = 6) -> Given:
    return {str(n): [(written(2 + k % 3, 0.25), right) for k in range(own)] for n in range(domains)}


def test_the_words_are_parted_at_the_cuts() -> None:
    told = [word(ability) for ability in (-5, -0.71, -0.7, -0.01, 0, 0.69, 0.7, 5)]
    assert told == [0, 0, 1, 1, 2, 2, 3, 3]


def test_always_wrong_is_the_lowest_word_everywhere_and_always_right_the_highest() -> None:
    assert {one.level for one in estimated(alike(right=False)).values()} == {Level.DISCOVERY}
    assert {one.level for one in estimated(alike(right=True)).values()} == {Level.SEASONED}


def test_too_few_answers_give_no_level() -> None:
    few = {"a": [(written(3, 0), True)] * (ALL - 1)}
    assert estimated(few) == {}
    assert estimated({}) == {}
    enough = few | {"b": [(written(3, 0), True)] * (OWN - 1)}
    assert set(estimated(enough)) == {"a"}


def test_whether_there_is_a_level_does_not_depend_on_how_good_the_answers_are() -> None:
    for right in (True, False):
        assert len(estimated(alike(right))) == 6


def test_a_domain_alone_is_told_as_the_estimate_tells_it() -> None:
    own = [(written(2, 0.25), True), (written(4, 0.1), False), (written(3, 0.5), True)]
    told = summed_up(weighed({"a": own})["a"])
    assert told.ability == pytest.approx(estimate(own).ability, abs=0.002)
    assert told.error == pytest.approx(estimate(own).error, abs=0.002)


def test_what_was_answered_elsewhere_counts_and_less_than_what_was_answered_here() -> None:
    middle = [(written(3, 0.25), True), (written(3, 0.25), False)]
    right = [(written(3, 0.25), True)] * 4

    def ability(here: list[tuple[Item, bool]], elsewhere: list[tuple[Item, bool]]) -> float:
        return summed_up(weighed({"here": here, "elsewhere": elsewhere})["here"]).ability

    alone = summed_up(weighed({"here": middle})["here"]).ability
    assert alone < ability(middle, right) < ability([*middle, *right], [])


def test_the_range_holds_the_level_and_narrows_with_the_answers() -> None:
    def spread(count: int) -> Estimated:
        return estimated({"a": [(written(3, 0.01), n % 5 < 3) for n in range(count)]})["a"]

    few, many = spread(10), spread(120)
    assert few.low <= few.level <= few.high
    assert many.high - many.low < few.high - few.low


@settings(deadline=None, max_examples=60)
@given(answers, st.data())
def test_turning_one_miss_into_a_right_answer_never_lowers_a_level_in_any_domain(
    before: Given, data: st.DataObject
) -> None:
    missed = [
        (name, n) for name, listed in before.items() for n, (_i, right) in enumerate(listed) if not right
    ]
    if not missed:
        return
    name, place = data.draw(st.sampled_from(missed))
    after = before | {name: [(i, right or n == place) for n, (i, right) in enumerate(before[name])]}
    old, new = weighed(before), weighed(after)
    for domain in before:
        assert summed_up(new[domain]).ability >= summed_up(old[domain]).ability - 1e-9
    levels, now = estimated(before), estimated(after)
    assert levels.keys() == now.keys()
    assert all(now[domain].level >= levels[domain].level for domain in levels)


@settings(deadline=None, max_examples=60)
@given(answers)
def test_the_range_always_holds_the_level(given_ones: Given) -> None:
    for one in estimated(given_ones).values():
        assert one.low <= one.level <= one.high
