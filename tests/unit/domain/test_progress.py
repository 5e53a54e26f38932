"""Mastery never falls when a pass is added, and a level says how many goals are met."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.label import Competence
from coach.domain.progress import Answered, DomainProgress, Level, by_domain, competences_met

LESSONS = ("l1", "l2", "l3")
COMPETENCES = ("c1", "c2", "c3")

taught = st.fixed_dictionaries(
    {lesson: st.lists(st.sampled_from(COMPETENCES), unique=True, min_size=1).map(tuple) for lesson in LESSONS}
)
questions = st.tuples(st.sampled_from(LESSONS), st.sampled_from("abcd"), st.sampled_from(COMPETENCES))
lasts = st.dictionaries(questions, st.booleans(), max_size=12)


def answers(last: dict[tuple[str, str, str], bool]) -> list[Answered]:
    """The last answers: (lesson, question, competence) and whether it was known."""
    return [Answered(*question, known) for question, known in last.items()]


@given(st.frozensets(st.sampled_from(LESSONS)), st.sampled_from(LESSONS), taught, lasts)
def test_finishing_one_more_lesson_never_takes_a_competence_away(
    finished: frozenset[str], more: str, lessons: dict[str, tuple[str, ...]], last: dict[Any, bool]
) -> None:
    before = competences_met(finished, lessons, answers(last))
    assert before <= competences_met(finished | {more}, lessons, answers(last))


@given(st.frozensets(st.sampled_from(LESSONS)), taught, lasts, questions)
def test_one_more_right_answer_never_takes_a_competence_away(
    finished: frozenset[str], lessons: dict[str, tuple[str, ...]], last: dict[Any, bool], right: Any
) -> None:
    before = competences_met(finished, lessons, answers(last))
    assert before <= competences_met(finished, lessons, answers(last | {right: True}))


@given(st.frozensets(st.sampled_from(LESSONS)), taught, lasts, questions)
def test_one_more_miss_never_gives_a_competence(
    finished: frozenset[str], lessons: dict[str, tuple[str, ...]], last: dict[Any, bool], wrong: Any
) -> None:
    if wrong in last or any(wrong[2] == one[2] for one in last):
        after = competences_met(finished, lessons, answers(last | {wrong: False}))
        assert after <= competences_met(finished, lessons, answers(last))


@given(st.frozensets(st.sampled_from(LESSONS)), taught, lasts)
def test_the_order_of_answers_does_not_matter(
    finished: frozenset[str], lessons: dict[str, tuple[str, ...]], last: dict[Any, bool]
) -> None:
    forth, back = answers(last), answers(last)[::-1]
    assert competences_met(finished, lessons, forth) == competences_met(finished, lessons, back)


@pytest.mark.parametrize(
    ("known", "met"),
    [([], True), ([True], True), ([False], False), ([True, False], True), ([True, False, False], False)],
)
def test_half_of_the_questions_last_answered(known: list[bool], met: bool) -> None:
    given_ = [Answered("l1", str(n), "c1", one) for n, one in enumerate(known)]
    assert (competences_met(frozenset({"l1"}), {"l1": ("c1",)}, given_) == {"c1"}) is met


def test_right_answers_without_a_finished_lesson_prove_nothing() -> None:
    assert competences_met(frozenset(), {"l1": ("c1",)}, [Answered("l1", "a", "c1", known=True)]) == set()


def test_a_lesson_that_is_no_longer_installed_proves_nothing() -> None:
    assert competences_met(frozenset({"gone"}), {"l1": ("c1",)}, []) == set()


@pytest.mark.parametrize(
    ("met", "goals", "level"),
    [
        (0, 5, Level.DISCOVERY),
        (1, 5, Level.UNDER_WAY),
        (2, 5, Level.UNDER_WAY),
        (3, 5, Level.CONFIRMED),
        (2, 4, Level.CONFIRMED),
        (5, 5, Level.SEASONED),
        (1, 1, Level.SEASONED),
        (0, 0, Level.DISCOVERY),
    ],
)
def test_none_one_half_all(met: int, goals: int, level: Level) -> None:
    assert DomainProgress("d", met, goals).level is level


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 50))
def test_a_level_never_falls_when_more_is_met(a: int, b: int, goals: int) -> None:
    less, more = sorted((min(a, goals), min(b, goals)))
    assert DomainProgress("d", less, goals).level <= DomainProgress("d", more, goals).level


def goal(name: str, domain: str) -> Competence:
    return Competence(name, domain, 1, ("all-staff",), "", "", ())


def test_domains_come_in_the_order_of_the_label_and_count_goals_only() -> None:
    goals = [goal("c1", "d2"), goal("c2", "d1"), goal("c3", "d2")]
    assert by_domain(frozenset({"c1", "other"}), goals, ["d1", "d2", "d3"]) == (
        DomainProgress("d1", 0, 1),
        DomainProgress("d2", 1, 2),
        DomainProgress("d3", 0, 0),
    )
