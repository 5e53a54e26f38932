"""The estimate: its edges, that more right answers never lower it, and what girth says of the same data."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain import rasch
from coach.domain.rasch import GRID, Item, chance, estimate, information, written

items = st.builds(Item, st.floats(-3, 3), st.floats(0, 0.5))
answers = st.lists(st.tuples(items, st.booleans()), max_size=30)
GIRTH = Path(__file__).with_name("girth.json")


def test_without_an_answer_somebody_is_in_the_middle_and_nothing_is_known() -> None:
    found = estimate([])
    assert found.ability == pytest.approx(0, abs=1e-9)
    assert found.error == pytest.approx(1, abs=0.001)
    assert (found.low, found.high) == pytest.approx((-1.96, 1.96), abs=0.002)


def test_the_grid_has_81_abilities_evenly_apart() -> None:
    assert (len(GRID), GRID[0], GRID[40], GRID[80]) == (81, -5, 0, 5)


def test_the_five_steps_of_an_author_are_one_logit_apart() -> None:
    assert [written(step, 0.25) for step in range(1, 6)] == [Item(b, 0.25) for b in (-2, -1, 0, 1, 2)]
    told = [round(chance(written(step, 0), 0), 2) for step in range(1, 6)]
    assert told == [0.88, 0.73, 0.5, 0.27, 0.12]


def test_at_equal_height_half_of_what_is_not_luck_is_right() -> None:
    assert chance(Item(1.3, 0), 1.3) == 0.5
    assert chance(Item(1.3, 0.2), 1.3) == pytest.approx(0.6)
    assert chance(Item(0, 0.2), -40) == pytest.approx(0.2)


def test_luck_takes_information_away_and_most_from_those_who_know_little() -> None:
    assert information(Item(0, 0), 0) == pytest.approx(0.25)
    left = [information(Item(0, 0.25), ability) / information(Item(0, 0), ability) for ability in (-2, 0, 2)]
    assert left == sorted(left)
    assert left[0] < 0.3
    assert 0.5 < left[2] < 1


def test_luck_lightens_a_right_answer_and_no_miss() -> None:
    def told(guess: float, right: bool) -> float:
        return estimate([(Item(0, guess), right)]).ability

    assert told(0, True) > told(0.25, True) > told(0.5, True) > 0
    assert told(0, False) < 0
    assert told(0, False) == pytest.approx(told(0.25, False))


@given(answers)
def test_any_answers_give_an_ability_on_the_grid_and_no_more_doubt_than_before_them(
    given_ones: list[tuple[Item, bool]],
) -> None:
    found = estimate(given_ones)
    assert -5 < found.ability < 5
    assert 0 < found.error < 1.2
    assert not math.isnan(found.error)


@given(answers.filter(lambda listed: any(not right for _item, right in listed)), st.data())
def test_turning_one_miss_into_a_right_answer_never_lowers_the_estimate(
    before: list[tuple[Item, bool]], data: st.DataObject
) -> None:
    place = data.draw(st.sampled_from([n for n, (_item, right) in enumerate(before) if not right]))
    after = [(item, right or n == place) for n, (item, right) in enumerate(before)]
    assert estimate(after).ability >= estimate(before).ability - 1e-9


@given(answers)
def test_the_order_of_the_answers_changes_nothing(given_ones: list[tuple[Item, bool]]) -> None:
    assert estimate(given_ones).ability == pytest.approx(estimate(given_ones[::-1]).ability)


def test_girth_estimates_the_same_from_the_same_answers() -> None:
    told = json.loads(GIRTH.read_text("utf-8"))
    known = [Item(b, c) for b, c in zip(told["difficulty"], told["guess"], strict=True)]
    assert len(told["people"]) >= 50
    for person in told["people"]:
        pairs = [(known[n], right == "1") for n, right in enumerate(person["answers"])]
        assert estimate(pairs).ability == pytest.approx(person["ability"], abs=0.02)


def test_nothing_but_the_standard_library_is_needed() -> None:
    imported = {
        line.split()[1]
        for line in Path(rasch.__file__).read_text("utf-8").splitlines()
        if line[:5] == "from "
    }
    assert imported == {"collections.abc", "dataclasses", "functools", "operator"}
