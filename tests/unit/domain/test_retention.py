"""The one table of what is kept how long, and the day that many months back."""

from datetime import date

import pytest

from coach.domain.retention import TABLE, earlier, months


@pytest.mark.parametrize(
    ("today", "months", "before"),
    [
        (date(2026, 11, 23), 72, date(2020, 11, 23)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2024, 1, 15), 1, date(2023, 12, 15)),
        (date(2024, 12, 31), 12, date(2023, 12, 31)),
    ],
)
def test_months_back(today: date, months: int, before: date) -> None:
    assert earlier(today, months) == before


def test_the_town_may_say_otherwise_of_what_is_purged_only() -> None:
    said = {f"retention_{one.key}": "7" for one in TABLE}
    assert {one.key: months(one, said) for one in TABLE} == {
        **dict.fromkeys(("completions", "assignments", "exports", "people"), 7),
        **dict.fromkeys(("codes", "answers", "noticed")),
    }


def test_each_line_has_a_key_of_its_own_and_an_end() -> None:
    assert len({one.key for one in TABLE}) == len(TABLE)
    assert all(one.since and one.why and (one.months or not one.ours) for one in TABLE)
