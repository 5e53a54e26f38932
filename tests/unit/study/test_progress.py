"""Progress toward the label's goals is read from the records, never kept."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from coach import places
from coach.domain.progress import Level
from coach.study import notebook, progress
from coach.study.progress import CompetenceState, Progress
from tests.unit.study.shelf import CAMILLE, MINUTE, NOW, pass_through, sit, who

pytestmark = pytest.mark.usefixtures("lessons")


def seen() -> Progress:
    return progress.progress(who(), NOW)


def level() -> Level:
    return seen().domains[0].progress.level


def test_nothing_begun_is_discovery_and_says_so() -> None:
    found = seen()
    assert not found.begun
    assert (found.finished, level()) == (0, Level.DISCOVERY)
    assert [domain.title for domain in found.domains] == ["Workstation"]
    assert found.label.wording == "Restatement, not official."
    assert not Path(places.records("camille")).exists()


def test_a_lesson_that_is_only_begun_proves_nothing() -> None:
    sit()
    assert not seen().begun


def test_a_lesson_finished_with_right_answers_meets_its_competence() -> None:
    pass_through("un", NOW)
    found = seen()
    (state,) = found.domains[0].competences
    assert (state.competence.id, state.met, state.goal) == ("eteindre", True, True)
    assert [one.card.id for one in state.lessons] == ["un", "deux", "trois", "quatre"]
    assert [one.finished for one in state.lessons] == [True, False, False, False]
    assert (found.begun, found.finished, level()) == (True, 1, Level.SEASONED)
    assert found.next is not None
    assert found.next.card.id == "deux"


def test_a_lesson_finished_with_misses_only_does_not_and_doing_it_again_does() -> None:
    pass_through("un", NOW, right=False)
    assert seen().begun
    assert level() is Level.DISCOVERY
    for n in (1, 2):
        pass_through("un", NOW + n * MINUTE)
    assert level() is Level.SEASONED


def test_a_competence_names_the_lesson_that_brings_it_nearer() -> None:
    def competence() -> CompetenceState:
        return seen().domains[0].competences[0]

    first = competence()
    assert first.next is not None
    assert (first.next.card.id, first.known, first.asked) == ("un", 0, 0)
    pass_through("un", NOW, right=False)
    second = competence()
    assert second.next is not None
    assert (second.next.card.id, second.known, second.asked) == ("deux", 0, 3)
    for n, name in enumerate(("deux", "trois", "quatre")):
        pass_through(name, NOW + n * MINUTE, right=False)
    again = competence()
    assert again.next is not None
    assert (again.next.card.id, again.next.finished) == ("un", True)
    assert seen().suggested is None


def test_a_competence_that_is_met_names_none() -> None:
    pass_through("un", NOW)
    assert seen().domains[0].competences[0].next is None


def test_gestures_are_counted_by_week_over_four_weeks() -> None:
    for day, state in (
        (date(2026, 11, 25), "done"),
        (date(2026, 11, 23), "habit"),
        (date(2026, 11, 22), "done"),
        (date(2026, 11, 24), "planned"),
        (date(2026, 11, 2), "done"),
        (date(2026, 11, 1), "done"),
    ):
        notebook.note(CAMILLE, "", "Éteindre", state, day, NOW)
    assert [(week.number, week.done) for week in seen().weeks] == [(45, 1), (46, 0), (47, 1), (48, 2)]


def test_the_turn_of_the_year_has_week_53() -> None:
    found = progress.progress(who(), NOW.replace(month=12) + timedelta(days=10))
    assert [week.number for week in found.weeks] == [51, 52, 53, 1]
