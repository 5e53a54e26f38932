"""Pauses end by themselves: with the hour, the day, the week."""

from datetime import datetime, timedelta, timezone

import pytest

from coach.domain.pause import pauses

PARIS = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("now", "day", "week"),
    [
        ((2026, 11, 27, 16, 5), (2026, 11, 28), (2026, 11, 30)),
        ((2026, 11, 30, 0, 0), (2026, 12, 1), (2026, 12, 7)),
        ((2026, 12, 31, 23, 59), (2027, 1, 1), (2027, 1, 4)),
    ],
)
def test_they_end_with_the_hour_the_day_and_the_week(
    now: tuple[int, ...], day: tuple[int, ...], week: tuple[int, ...]
) -> None:
    at = datetime(*now, tzinfo=PARIS)  # type: ignore[misc, arg-type]  # parts of a date, whatever their number
    assert pauses(at) == {
        "hour": at + timedelta(hours=1),
        "day": datetime(*day, tzinfo=PARIS),  # type: ignore[misc, arg-type]  # as above
        "week": datetime(*week, tzinfo=PARIS),  # type: ignore[misc, arg-type]  # as above
    }
