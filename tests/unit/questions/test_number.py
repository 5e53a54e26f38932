"""A number to write."""

from typing import Any

import pytest

from coach.questions import Write
from coach.questions.number import KIND, parse

KEY = {"right": {"value": 20, "tolerance": 0.1, "unit": "minute"}, "unit": "minutes"}


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("2,5", 2.5),
        ("2.5", 2.5),
        (" 1 200 ", 1200),
        ("1\u202f200,50", 1200.5),
        ("1\u00a0200", 1200),
        ("-3", -3),
        ("−3", -3),
        ("+4", 4),
        ("0", 0),
    ],
)
def test_a_comma_and_spaces_are_as_good(written: str, number: float) -> None:
    assert parse(written) == number


@pytest.mark.parametrize(
    "written", ["", "douze", "1,2,3", "1e9", "nan", "inf", "0x10", "²", "12 kg", "9" * 40, "1.", ".5", "٣x"]
)
def test_what_is_no_number_is_none(written: str) -> None:
    assert parse(written) is None


def test_a_tolerance_is_a_share_of_the_value() -> None:
    assert KIND.form(KEY, 0) == Write("minutes", numeric=True)
    assert [KIND.misses(KEY, number) for number in (17.9, 18, 22, 22.1)] == [("low",), (), (), ("high",)]
    assert KIND.right(KEY) == 20


def test_a_fact_gives_the_range_and_the_unit() -> None:
    key = {"right": {"fact": "f", "tolerance": 0.1}, "low": 10, "high": 20, "unit": "kWh"}
    assert KIND.check(key) == []
    assert KIND.form(key, 0) == Write("kWh", numeric=True)
    assert [KIND.score(key, number) for number in (8, 9, 22, 23)] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    "right",
    [
        {},
        {"value": "20"},
        {"value": True},
        {"value": float("inf")},
        {"value": 20, "tolerance": 0.6},
        {"value": 20, "tolerance": -0.1},
        {"value": 1e20},
        {"fact": "f"},
    ],
)
def test_faults(right: dict[str, Any]) -> None:
    assert KIND.check({"right": right})
