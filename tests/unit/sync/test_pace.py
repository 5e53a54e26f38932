"""When a desk speaks: spread by chance, patient after failures, and quiet on its battery."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.sync import pace
from tests.unit.sync.town import NOW

chances = st.floats(0, 1, exclude_max=True)


@given(chances)
def test_starts_are_spread_over_a_quarter_of_an_hour_and_returns_around_four_hours(chance: float) -> None:
    assert timedelta() <= pace.first(lambda: chance) <= timedelta(minutes=15)
    assert abs(pace.again(lambda: chance) - timedelta(hours=4)) <= timedelta(minutes=15)


@given(st.integers(0, 10_000), chances)
def test_failures_wait_from_a_second_to_half_an_hour(failures: int, chance: float) -> None:
    assert timedelta(seconds=1) <= pace.after(failures, 0, lambda: chance) <= timedelta(minutes=30)


@given(st.integers(0, 20), st.floats(0, 3600), chances)
def test_a_server_s_wish_is_kept(failures: int, wished: float, chance: float) -> None:
    assert pace.after(failures, wished, lambda: chance) >= timedelta(seconds=wished)


def test_it_is_time_at_first_when_something_waits_and_after_four_hours() -> None:
    assert pace.due(None, False, NOW)
    assert pace.due(NOW - timedelta(hours=1), True, NOW)
    assert not pace.due(NOW - timedelta(hours=1), False, NOW)
    assert pace.due(NOW - timedelta(hours=4), False, NOW)
    assert pace.due(NOW + timedelta(days=365), False, NOW)


@pytest.mark.parametrize(
    ("online", "battery"), [({}, False), ({"AC": "1"}, False), ({"AC": "0"}, True), ({"AC": "0", "USB": "1"}, False)]
)  # fmt: skip
def test_a_battery_is_told_by_the_system(online: dict[str, str], battery: bool, tmp_path: Path) -> None:
    (tmp_path / "BAT0").mkdir()
    for name, value in online.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "online").write_text(f"{value}\n")
    assert pace.on_battery(str(tmp_path)) is battery
    assert not pace.on_battery(str(tmp_path / "nowhere"))
