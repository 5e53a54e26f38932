"""Identifiers are UUIDs of version 7 that sort by time."""

import uuid
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coach.store.identifiers import uuid7

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
