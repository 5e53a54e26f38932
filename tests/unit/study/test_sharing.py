"""Only completions of proposed paths leave the desk, each edition once, whatever is interrupted."""

from datetime import date
from pathlib import Path

import pytest

from coach import places
from coach.domain.people import Person
from coach.store import assignments, attempts, completions, database, glance, people
from coach.study import sharing
from tests.unit.study.shelf import CAMILLE, MINUTE, NOW, pass_through, raise_edition, sit

pytestmark = pytest.mark.usefixtures("lessons")


def settle(*paths: str) -> None:
    """Camille is on the list, and paths are proposed to Voirie."""
    with database.organisation() as connection:
        people.put(connection, [CAMILLE, Person("t1", "Inès Faure")])
        for path in paths:
            assignments.add(connection, assignments.New(path, "service", "Voirie", None, "", "t1"), NOW)


def shared() -> list[tuple[str, str, int, date]]:
    with database.organisation() as connection:
        found = completions.records(connection, completions.Chosen())
        return sorted((one.path, one.lesson, one.edition, one.finished_on) for one in found)


DAY = NOW.date()


def test_a_finished_lesson_of_a_proposed_path_is_shared_with_its_day_and_no_hour() -> None:
    settle("bienvenue")
    pass_through("un", NOW)
    assert shared() == [("bienvenue", "un", 1, DAY)]
    with database.organisation() as connection:
        (one,) = completions.records(connection, completions.Chosen())
    assert (one.staff_number, one.service, one.minutes, one.mode) == ("camille", "Voirie", 2, "individual")


def test_other_lessons_stay_at_the_desk() -> None:
    settle("bienvenue")
    pass_through("quatre", NOW)
    assert shared() == []


def test_without_a_proposal_nothing_is_shared() -> None:
    settle()
    pass_through("un", NOW)
    assert shared() == []


def test_somebody_who_is_on_no_list_shares_nothing_and_makes_no_file() -> None:
    pass_through("un", NOW)
    assert not Path(places.organisation()).exists()


def test_a_path_proposed_afterwards_counts_at_the_next_start() -> None:
    settle()
    pass_through("un", NOW)
    settle("bienvenue")
    assert sharing.share(CAMILLE) == 1
    assert shared() == [("bienvenue", "un", 1, DAY)]


def test_sharing_again_and_again_shares_once() -> None:
    settle("bienvenue")
    pass_through("un", NOW)
    pass_through("un", NOW + MINUTE)
    for _ in range(3):
        sharing.share(CAMILLE)
    assert shared() == [("bienvenue", "un", 1, DAY)]


def test_a_power_cut_between_the_two_files_loses_nothing() -> None:
    settle("bienvenue")
    sat = sit()
    done = attempts.Attempt(sat.attempt, "un", 1, (), 0)
    with database.records("camille") as connection:
        attempts.finish(connection, done, NOW)
    assert shared() == []
    sharing.share(CAMILLE)
    assert shared() == [("bienvenue", "un", 1, DAY)]


def test_a_lesson_of_two_proposed_paths_counts_in_both() -> None:
    settle("bienvenue", "metier")
    pass_through("un", NOW)
    assert shared() == [("bienvenue", "un", 1, DAY), ("metier", "un", 1, DAY)]


def test_a_new_edition_is_shared_only_when_it_was_finished(lessons: Path) -> None:
    settle("bienvenue")
    pass_through("un", NOW)
    raise_edition(lessons, "un")
    sharing.share(CAMILLE)
    assert shared() == [("bienvenue", "un", 1, DAY)]
    pass_through("un", NOW + MINUTE)
    assert shared() == [("bienvenue", "un", 1, DAY), ("bienvenue", "un", 2, DAY)]


def test_neither_answers_nor_scores_are_in_the_shared_file() -> None:
    settle("bienvenue")
    pass_through("un", NOW, right=False)
    shared_file = Path(places.organisation()).read_bytes()
    for word in (b"veille", b"plante", b"soir", b"score"):
        assert word not in shared_file
    assert glance.learning(places.records("camille")).answers
