"""A day and a night of the real loop at a fake clock: whatever happens, reminders stay rare and keep quiet hours.

Several sensors read at random, an add-on asks its bridge beside them, calls come and go, the computer sleeps, its
clock is set, summer time begins and ends, the person travels, pauses, resumes and answers. The loop sleeps as long as
it wants to: time passes in its own `select`, which returns when a descriptor really is ready or that time is over.
Each seed is another day.
"""

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coach import places
from tests.unit.agent.simulated import START, Day, Shown

PAUSES = ((13 * 60, 14 * 60 + 30), (16 * 60 + 30, 24 * 60))


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], Day]]:
    """Makes days, and ends them."""
    made: list[Day] = []

    def make(seed: int) -> Day:
        made.append(Day(seed, monkeypatch))
        return made[-1]

    yield make
    for day in made:
        day.end()


def in_quiet_hours(now: datetime) -> bool:
    """By minutes of the day, unlike the rule under test."""
    minute = now.hour * 60 + now.minute
    return minute < 8 * 60 or minute >= 18 * 60 or 12 * 60 <= minute < 13 * 60


def in_a_natural_pause(now: datetime) -> bool:
    """The same for the pauses that tabs wait for."""
    minute = now.hour * 60 + now.minute
    return any(start <= minute < end for start, end in PAUSES)


def too_many(seen: list[Shown]) -> list[str]:
    """What goes over two reminders a day, or one of a moment, whoever shows it."""
    on: dict[object, list[str]] = {}
    for shown in seen:
        on.setdefault(shown.at.date(), []).append(shown.moment)
    return [f"{day}: {all_}" for day, all_ in on.items() if len(all_) > 2 or len(set(all_)) < len(all_)]


@pytest.mark.parametrize("seed", range(8))
def test_a_day_and_a_night_stay_rare_and_quiet(seed: int, days: Callable[[int], Day]) -> None:
    day = days(seed)
    while day.real < START + timedelta(hours=24):
        day.loop.turn()
    for shown in day.seen:
        assert not in_quiet_hours(shown.at), shown
        assert shown.paused_until is None or shown.at >= shown.paused_until, shown
        assert not shown.in_call, shown
        # The add-on keeps the pauses by itself. A clock that has just moved is noticed at the next turn.
        if (shown.moment, shown.by, shown.clock_moved) == ("tabs", "agent", False):
            assert in_a_natural_pause(shown.at), shown
    assert too_many(day.seen) == []
    assert day.seen, "a day on which nothing was shown shows nothing"
    assert Path(places.log()).stat().st_size < 64 * 1024 if Path(places.log()).exists() else True


def test_such_days_have_shown_what_they_prove_something_about(days: Callable[[int], Day]) -> None:
    day, wanted = days(0), {("tabs", "bridge"), ("tabs", "agent"), ("page", "agent"), ("film", "agent")}
    # A moment that was refused twice rests for two weeks: one week may be too short to meet them all.
    while day.real < START + timedelta(days=7) or (
        not wanted <= shown(day) and day.real < START + timedelta(days=42)
    ):
        day.loop.turn()
    assert too_many(day.seen) == []
    assert wanted <= shown(day)


def shown(day: Day) -> set[tuple[str, str]]:
    """What was shown so far, and by whom."""
    return {(one.moment, one.by) for one in day.seen}


def test_from_the_second_hour_to_the_last_it_needs_no_more_memory(days: Callable[[int], Day]) -> None:
    day = days(1)
    sizes = []
    tracemalloc.start()
    try:
        for hours in (2, 24):
            while day.real < START + timedelta(hours=hours):
                day.loop.turn()
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert sizes[1] - sizes[0] < 64 * 1024, sizes
