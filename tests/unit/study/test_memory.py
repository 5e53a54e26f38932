"""FSRS as upstream tests it, our settings of it, and a memory that is always what the answers make it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import chain

import pytest
from fsrs import Card, Rating, Scheduler, State
from hypothesis import given
from hypothesis import strategies as st

from coach.store.glance import AnswerRow
from coach.study import memory
from coach.study.memory import Asking, learn, replay

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
KEY = ("un", "soir")
AGAIN, HARD, GOOD = Rating.Again, Rating.Hard, Rating.Good


def row(
    at: datetime,
    score: float = 1,
    tries: int = 1,
    attempt: str = "a",
    key: str = "h1",
    question: str = "soir",
) -> AnswerRow:
    """An answer to a question of the lesson `un`."""
    return AnswerRow(f"{at} {tries}", attempt, "lesson", "un", question, key, "c", score, tries, at)


# Upstream's own vectors ---------------------------------------------------------------------------------------------


def test_the_intervals_that_py_fsrs_tests() -> None:
    plain, card, at, days = (
        Scheduler(enable_fuzzing=False),
        Card(),
        datetime(2022, 11, 29, 12, 30, tzinfo=UTC),
        [],
    )
    for rating in (*[GOOD] * 6, AGAIN, AGAIN, *[GOOD] * 5):
        card, _log = plain.review_card(card, rating, at)
        assert card.last_review is not None
        days.append((card.due - card.last_review).days)
        at = card.due
    assert days == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]


def test_the_stability_and_difficulty_that_py_fsrs_and_fsrs_rs_test() -> None:
    plain, card, at = Scheduler(), Card(), datetime(2022, 11, 29, 12, 30, tzinfo=UTC)
    for rating, days in zip((AGAIN, *[GOOD] * 5), (0, 0, 1, 3, 8, 21), strict=True):
        at += days * DAY
        card, _log = plain.review_card(card, rating, at)
    assert card.stability == pytest.approx(53.62691, abs=1e-4)
    assert card.difficulty == pytest.approx(6.3574867, abs=1e-4)


def test_the_intervals_by_retention_that_fsrs_rs_tests() -> None:
    wanted = [3116766, 34793, 2508, 387, 90, 27, 9, 3, 1, 1]
    for tenths, days in enumerate(wanted, 1):
        asked = Scheduler(desired_retention=tenths / 10, maximum_interval=10**9)
        # The first is fsrs-rs' in 32 bits.
        assert asked._next_interval(stability=1.0) == pytest.approx(days, rel=2e-6)


def test_the_forgetting_curve_that_fsrs_rs_tests() -> None:
    plain = Scheduler(parameters=(*Scheduler().parameters[:20], 0.2))
    card = Card(state=State.Review, stability=1.0, difficulty=5.0, last_review=NOW)
    told = [plain.get_card_retrievability(card, NOW + days * DAY) for days in range(4)]
    assert told == pytest.approx([1, 0.9, 0.84028935, 0.7985001], abs=1e-6)


# Ours ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ratings", "days"),
    [
        ([GOOD] * 6, [2, 11, 46, 163, 365, 365]),
        ([AGAIN, GOOD, GOOD, GOOD, GOOD], [1, 2, 6, 17, 44]),
        ([AGAIN] * 4, [1, 1, 1, 1]),
    ],
    ids=["right", "missed at first", "never known"],
)
def test_the_days_between_two_askings(ratings: Sequence[Rating], days: list[int]) -> None:
    known, day, told = None, date(2026, 1, 1), []
    for rating in ratings:
        known = learn(known, Asking(KEY, "h1", rating, day))
        told.append((known.due - day).days)
        day = known.due
    assert told == days


def test_a_question_comes_back_when_the_chance_to_know_it_is_nine_in_ten() -> None:
    known = replay(
        [row(NOW), row(NOW + 2 * DAY, attempt="b"), row(NOW + 13 * DAY, attempt="c")], NOW + 99 * DAY
    )
    assert known[KEY].recall(known[KEY].due) == pytest.approx(0.90, abs=0.005)
    assert known[KEY].recall(known[KEY].asked) == 1


@pytest.mark.parametrize(
    ("tries", "rating"),
    [
        ([1.0], GOOD),
        ([0.0, 1.0], HARD),
        ([0.5, 1.0], HARD),
        ([0.0], AGAIN),
        ([0.5], AGAIN),
        ([0.0, 0.0], AGAIN),
        ([0.0, 0.0, 1.0], AGAIN),
    ],
)
def test_right_wrong_and_the_hint_are_all_that_counts(tries: list[float], rating: Rating) -> None:
    rows = [row(NOW + n * DAY / 99, score, n) for n, score in enumerate(tries, 1)]
    assert [one.rating for one in memory.askings(rows, NOW + DAY)] == [rating]


def test_a_question_that_has_changed_begins_anew() -> None:
    old = [row(NOW - 60 * DAY), row(NOW - 58 * DAY, attempt="b"), row(NOW - 47 * DAY, attempt="c")]
    fresh = replay([*old, row(NOW, attempt="d", key="h2")], NOW)
    assert fresh == replay([row(NOW, key="h2")], NOW)
    assert replay([*old, row(NOW, attempt="d")], NOW) != fresh


def test_the_same_question_of_two_lessons_is_two_questions() -> None:
    other = AnswerRow("x", "a", "review", "deux", "soir", "h1", "c", 0, 1, NOW)
    known = replay([row(NOW), other], NOW)
    assert {key: (one.due - one.asked).days for key, one in known.items()} == {KEY: 2, ("deux", "soir"): 1}


def test_an_hour_earlier_on_the_day_it_is_due_is_still_that_day() -> None:
    evening = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
    early = replay([row(evening), row(evening + 2 * DAY - timedelta(hours=11), attempt="b")], NOW)
    assert early == replay([row(evening), row(evening + 2 * DAY, attempt="b")], NOW)


# Hostile ------------------------------------------------------------------------------------------------------------


def test_a_clock_that_was_ten_years_ahead_loses_nothing() -> None:
    ahead = [row(NOW + 3650 * DAY), row(NOW + 3651 * DAY, attempt="b")]
    known = replay(ahead, NOW)[KEY]
    assert known.asked == NOW.astimezone().date()
    assert 1 <= (known.due - known.asked).days <= memory.LONGEST


def test_a_clock_put_back_makes_no_day_less_than_none() -> None:
    known = replay([row(NOW - DAY), row(NOW, attempt="b"), row(NOW + DAY, attempt="c")], NOW - 20 * DAY)[KEY]
    assert known.asked == (NOW - 20 * DAY).astimezone().date()
    assert known.due > known.asked


def test_ten_years_away_leave_little_and_then_it_grows_again() -> None:
    before = replay([row(NOW - 3650 * DAY)], NOW)[KEY]
    assert before.recall(NOW.date()) < 0.4
    after = replay([row(NOW - 3650 * DAY), row(NOW, attempt="b")], NOW)[KEY]
    assert before.stability < after.stability
    assert (after.due - after.asked).days <= memory.LONGEST


MOMENTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001 - they get one
ROWS = st.builds(
    row,
    MOMENTS | st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from((0.0, 0.5, 1.0)),
    st.integers(1, 4),
    st.sampled_from("abcdef"),
    st.sampled_from(("h1", "h2")),
    st.sampled_from(("soir", "ordre")),
)


@given(st.lists(ROWS, max_size=30))
def test_whatever_was_answered_a_question_comes_back_within_a_year(rows: list[AnswerRow]) -> None:
    rows.sort(key=lambda one: one.at)
    for known in replay(rows, NOW).values():
        assert timedelta(days=1) <= known.due - known.asked <= timedelta(days=memory.LONGEST)
        assert known.asked <= NOW.astimezone().date()
        assert known.stability > 0
        assert 1 <= known.difficulty <= 10
        assert 0 < known.recall(NOW.date()) <= 1


@given(st.lists(st.tuples(st.sampled_from((AGAIN, HARD, GOOD)), st.integers(0, 800)), max_size=20), st.data())
def test_replaying_all_is_the_same_as_going_on_from_any_point(
    steps: list[tuple[Rating, int]], data: st.DataObject
) -> None:
    attempts: list[list[AnswerRow]] = []
    at = datetime(2020, 1, 1, 9, tzinfo=UTC)
    for place, (rating, days) in enumerate(steps):
        at += days * DAY
        first = row(at, float(rating is GOOD), 1, f"a{place}")
        attempts.append([first] if rating is not HARD else [first, row(at, 1, 2, f"a{place}")])
    kept = data.draw(st.integers(0, len(attempts)))
    known = replay(chain(*attempts[:kept]), at).get(KEY)
    for asking in memory.askings(chain(*attempts[kept:]), at):
        known = learn(known, asking)
    assert known == replay(chain(*attempts), at).get(KEY)
