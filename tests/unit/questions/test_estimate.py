"""Estimate an order of magnitude."""

import math

import pytest

from coach.questions.estimate import KIND

KEY = {"right": {"fact": "f", "from": 1, "to": 1000}, "low": 20.0, "high": 40.0, "unit": "kWh"}


@pytest.mark.parametrize(
    ("guess", "score"),
    [(10, 1), (80, 1), (30, 1), (1, 0), (800, 0), (0, 0), (-5, 0), (math.inf, 0), (math.nan, 0)],
)
def test_a_factor_of_two_is_right_and_a_factor_of_twenty_wholly_wrong(guess: float, score: float) -> None:
    assert KIND.score(KEY, guess) == pytest.approx(score)


def test_farther_is_never_better() -> None:
    scores = [KIND.score(KEY, guess) for guess in (80, 81, 120, 300, 500, 700, 900)]
    assert scores == sorted(scores, reverse=True)
    assert 0.5 < KIND.score(KEY, 120) < 1


def test_the_side_of_the_miss() -> None:
    assert KIND.misses(KEY, 9.9) == ("low",)
    assert KIND.misses(KEY, 81) == ("high",)


def test_what_is_taught_on_either_side_must_be_written() -> None:
    assert KIND.words(KEY) == {"low", "high"}


def test_whole_numbers_and_others_are_stored_alike() -> None:
    assert KIND.canonical(KEY, 5) == KIND.canonical(KEY, 5.0) == "5.0"


def test_faults() -> None:
    scale = "“right” needs a fact and a scale “from” a positive number “to” a larger one"
    for right in (
        {"fact": "f", "from": 0, "to": 9},
        {"fact": "f", "from": 9, "to": 9},
        {"fact": "f"},
        "f",
        3,
    ):
        assert KIND.check({**KEY, "right": right}) == [scale]
    assert KIND.check({"right": KEY["right"]}) == ["the fact of an estimate needs a value or a range"]
    assert KIND.check({**KEY, "low": 0.5}) == ["the right value lies outside the scale"]
    assert KIND.check({**KEY, "high": 2000}) == ["the right value lies outside the scale"]
