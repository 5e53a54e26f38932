"""The rules of a path's final quiz: what passes, when it may be tried again, what one form asks."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.final_quiz import (
    ASKED,
    POOL,
    THRESHOLD,
    Standing,
    Tried,
    draw,
    is_closed,
    is_passed,
    needed,
    passed_paths,
    standing,
)
from coach.domain.lesson import Question

TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)


def question(name: str, competence: str) -> Question:
    return Question(name, "one", 2, competence, {}, name, "", "")


def tried(day: date, *, passed: bool = False, edition: int = 1, path: str = "p") -> Tried:
    return Tried(path, edition, day, 10, 9 if passed else 7, THRESHOLD, passed)


def test_eight_of_ten_pass_and_nothing_passes_without_questions() -> None:
    assert [n for n in range(11) if is_passed(n, 10)] == [8, 9, 10]
    assert not is_passed(0, 0)
    assert needed() == 8


@given(st.integers(1, 200))
def test_the_fewest_right_answers_are_four_fifths(asked: int) -> None:
    assert is_passed(needed(asked), asked)
    assert not is_passed(needed(asked) - 1, asked)
    assert (needed(asked) - 1) * 5 < asked * 4 <= needed(asked) * 5


def test_a_missed_quiz_opens_again_the_next_calendar_day() -> None:
    assert is_closed([TODAY], TODAY)
    assert not is_closed([TODAY], TODAY + DAY)
    assert not is_closed([], TODAY)


def test_a_clock_set_back_opens_nothing_unless_it_had_been_far_ahead() -> None:
    assert is_closed([TODAY], TODAY - DAY)
    assert is_closed([TODAY], TODAY - 7 * DAY)
    assert not is_closed([TODAY + 400 * DAY], TODAY)


@pytest.mark.parametrize(
    ("found", "done", "begun", "wanted"),
    [
        ([], False, False, Standing.LATER),
        ([], True, False, Standing.OPEN),
        ([], True, True, Standing.BEGUN),
        ([tried(TODAY)], True, False, Standing.TOMORROW),
        # One begun before and left open is no second try of the same day.
        ([tried(TODAY)], True, True, Standing.TOMORROW),
        ([tried(TODAY - DAY)], True, False, Standing.OPEN),
        ([tried(TODAY - DAY), tried(TODAY, passed=True)], True, False, Standing.PASSED),
        # A lesson that joined the path later takes nothing back.
        ([tried(TODAY, passed=True)], False, False, Standing.PASSED),
    ],
)
def test_where_somebody_stands(found: list[Tried], done: bool, begun: bool, wanted: Standing) -> None:
    assert standing(found, lessons_done=done, begun=begun, today=TODAY) is wanted


def test_the_first_time_of_the_newest_edition_is_what_counts() -> None:
    found = passed_paths(
        [
            tried(TODAY - 9 * DAY, passed=True),
            tried(TODAY - 8 * DAY, passed=True),
            tried(TODAY - 2 * DAY, edition=2),
            tried(TODAY - DAY, passed=True, edition=2),
            tried(TODAY, passed=True, edition=2),
            tried(TODAY, passed=True, path="other"),
            tried(TODAY, path="missed"),
        ]
    )
    assert {path: (one.edition, one.on) for path, one in found.items()} == {
        "p": (2, TODAY - DAY),
        "other": (1, TODAY),
    }


def test_a_form_asks_about_every_competence_and_a_second_one_is_all_new() -> None:
    pool = [question(f"{c}{n}", c) for c in "abcde" for n in range(POOL // 5)]
    first = draw(pool, {}, Random(1))
    assert Counter(name[0] for name in first) == dict.fromkeys("abcde", 2)
    second = draw(pool, dict.fromkeys(first, 1), Random(2))
    assert set(first) & set(second) == set()
    assert list(first) == [q.id for q in pool if q.id in first]


@given(
    st.lists(st.sampled_from("abcdefghijklm"), min_size=POOL, max_size=40),
    st.integers(0, 9999),
    st.dictionaries(st.integers(0, 39), st.integers(0, 5)),
)
def test_any_pool_gives_one_whole_form(competences: list[str], seed: int, seen: dict[int, int]) -> None:
    pool = [question(f"q{n}", c) for n, c in enumerate(competences)]
    form = draw(pool, {f"q{n}": times for n, times in seen.items()}, Random(seed))
    assert len(form) == len(set(form)) == ASKED
    asked = {competences[int(name[1:])] for name in form}
    assert len(asked) == min(ASKED, len(set(competences)))
    assert form == draw(pool, {f"q{n}": times for n, times in seen.items()}, Random(seed))
