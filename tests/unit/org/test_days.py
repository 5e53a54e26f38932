"""Days as people type them."""

from datetime import date

import pytest

from coach.org.days import day
from coach.org.errors import BadDay


@pytest.mark.parametrize("text", ["2026-12-31", "31/12/2026", " 31.12.2026 "])
def test_one_day_many_ways(text: str) -> None:
    assert day(text) == date(2026, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "demain",
        "31/02/2026",
        "2026-13-01",
        "12/31/2026",
        "31/12/26",
        "20261231",
        "٣١/١٢/٢٠٢٦",
        "0000-01-01",
    ],
)
def test_no_day(text: str) -> None:
    with pytest.raises(BadDay, match="is not a day"):
        day(text)
