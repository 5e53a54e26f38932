"""Identifiers are UUIDs of version 7 that sort by time."""

import uuid
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coach.store.identifiers import tells_no_hour, uuid7, uuid7_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
moments = st.integers(0, 4 * 10**15).map(lambda microseconds: EPOCH + timedelta(microseconds=microseconds))


@given(moments)
def test_version_variant_and_time(now: datetime) -> None:
    made = uuid.UUID(uuid7(now))
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    told = EPOCH + timedelta(milliseconds=made.int >> 80)
    assert abs(told - now) <= timedelta(milliseconds=1)


@given(moments, st.integers(2, 10**9))
def test_later_ones_sort_later(now: datetime, milliseconds: int) -> None:
    assert uuid7(now) < uuid7(now + timedelta(milliseconds=milliseconds))


def test_a_thousand_of_one_moment_all_differ() -> None:
    assert len({uuid7(EPOCH) for _ in range(1000)}) == 1000


@given(st.dates(date(1970, 1, 1), date(2100, 1, 1)))
def test_one_of_a_day_tells_no_hour(day: date) -> None:
    made = uuid7_of(day)
    assert tells_no_hour(made, day)
    assert not tells_no_hour(made, day + timedelta(days=1))
    assert uuid7_of(day + timedelta(days=1)) > made
    assert uuid7_of(day) != made
