"""A placement: one answer a question, left and gone on with at will, and never the same question twice."""

import dataclasses
from pathlib import Path

import pytest

from coach import places
from coach.domain.placement import LEAST
from coach.store import glance
from coach.store.placements import placements
from coach.study import placement, progress, sitting
from coach.study.placement import Asked, Offer
from tests.unit.study.shelf import MINUTE, NOW, RIGHT, WRONG, pass_through, who

pytestmark = pytest.mark.usefixtures("lessons")


def go_on(attempt: str = "") -> Asked | None:
    return placement.go_on(placement.bank(who()), NOW, attempt)


def offered() -> Offer | None:
    return placement.offer(placement.bank(who()))


def answer(asked: Asked, *, right: bool = True, unsure: bool = False) -> sitting.Outcome:
    response = None if unsure else (RIGHT if right else WRONG)[asked.place.question.id]
    return sitting.answer(asked.sitting, asked.place.question, response, NOW)


def go_through(*, right: bool = True) -> list[str]:
    """A whole round; the names of its questions."""
    names = []
    while (asked := go_on()) is not None:
        names.append(asked.place.name)
        answer(asked, right=right)
    return names


def test_a_round_asks_twelve_different_questions_of_all_the_lessons_and_closes() -> None:
    assert offered() == Offer(0, LEAST, None)
    names = go_through()
    assert len(names) == len(set(names)) == LEAST
    assert {name.partition("/")[0] for name in names} <= {"un", "deux", "trois", "quatre"}
    (round_,) = placements(places.records("camille"))
    assert (list(round_.asked), round_.finished) == (names, NOW)


def test_one_answer_is_all_and_the_reason_follows_it_at_once() -> None:
    asked = go_on()
    assert asked is not None
    outcome = answer(asked, right=False)
    assert outcome.done
    assert outcome.reason
    assert outcome.solution is not None
    assert outcome.hint == ""


def test_i_dont_know_is_an_answer_and_leads_to_the_reason() -> None:
    asked = go_on()
    assert asked is not None
    outcome = answer(asked, unsure=True)
    assert outcome.done
    assert outcome.reason
    following = go_on()
    assert following is not None
    assert following.number == 2


def test_a_round_goes_on_with_the_question_that_was_left() -> None:
    first = go_on()
    assert first is not None
    assert go_on() == first
    answer(first)
    second = go_on()
    assert second is not None
    assert (second.attempt, second.number, second.of) == (first.attempt, 2, LEAST)
    assert second.place != first.place
    assert offered() == Offer(1, LEAST, None)


def test_a_page_made_anew_shows_the_answer_that_was_given() -> None:
    first = go_on()
    assert first is not None
    assert first.given is None
    answer(first, right=False)
    again = go_on(first.attempt)
    assert again is not None
    assert again.place == first.place
    assert again.given is not None
    assert again.given.response == WRONG[first.place.question.id]
    assert again.given.outcome.done


def test_a_finished_round_leaves_too_few_questions_for_another_one() -> None:
    go_through()
    assert offered() is None  # 20 questions in all, 8 are left


def test_questions_of_lessons_that_were_taken_do_not_come_again() -> None:
    pass_through("un", NOW)
    met = {f"un/{row.question}" for row in glance.answers(places.records("camille"))}
    assert offered() == Offer(0, LEAST, None)
    assert not met & set(go_through())


def test_where_too_few_are_left_nothing_is_offered_and_nothing_begun() -> None:
    for n, name in enumerate(("un", "deux", "trois")):
        pass_through(name, NOW + n * MINUTE)
    assert offered() is None


def test_somebody_whose_goals_have_no_questions_is_offered_nothing(lessons: Path) -> None:
    label = lessons / "label.toml"
    label.write_text(
        label.read_text("utf-8").replace('audiences = ["all-staff"]', 'audiences = ["it"]'), "utf-8"
    )
    assert offered() is None


def test_a_question_that_is_gone_is_passed_over(lessons: Path) -> None:
    first = go_on()
    assert first is not None
    folder = lessons / "poste" / first.place.lesson.id
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    following = go_on()
    assert following is not None
    assert following.place.lesson.id != first.place.lesson.id
    assert following.number == 1


def test_a_placement_takes_nothing_away_from_a_competence_that_is_met() -> None:
    pass_through("un", NOW)
    assert progress.progress(who(), NOW).domains[0].progress.met == 1
    go_through(right=False)
    assert progress.progress(who(), NOW).domains[0].progress.met == 1


def test_no_lesson_counts_as_begun_or_finished_by_a_placement() -> None:
    go_through()
    known = glance.learning(places.records("camille"))
    assert (known.passed, known.open) == ((), {})
    seen = progress.progress(who(), NOW)
    assert seen.finished == 0
    assert seen.begun
    assert seen.suggested is not None
    assert seen.suggested.card.id == "un"


def test_levels_follow_a_placement_and_name_the_next_lesson() -> None:
    go_through(right=False)
    (domain,) = progress.progress(who(), NOW).domains
    assert domain.told.estimated is not None
    assert domain.level == 0
    (competence,) = domain.competences
    assert competence.next is not None
    assert (competence.next.card.id, domain.next) == ("un", competence.next)


def test_an_answer_belongs_to_the_lesson_of_its_question() -> None:
    asked = go_on()
    assert asked is not None
    answer(asked)
    (row,) = glance.answers(places.records("camille"))
    assert (row.kind, row.lesson, row.question) == ("placement", *asked.place.name.split("/"))
    assert dataclasses.replace(asked, number=2).sitting.screen == 1


def test_a_shelf_without_records_has_no_round_begun() -> None:
    offered()
    assert not Path(places.records("camille")).exists()
    assert placements(places.records("camille")) == ()
