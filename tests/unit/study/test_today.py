"""What to do now: a lesson begun, then what was proposed, then the paths in their order."""

import dataclasses
from datetime import date, datetime, timedelta

import pytest

from coach import settings
from coach.domain.errors import UnknownLink
from coach.domain.people import Person
from coach.store import assignments, database, people
from coach.study import notebook, sitting, today
from coach.study.today import PathState, Today
from tests.unit.study.shelf import CAMILLE, MINUTE, NOW, pass_through, sit, who

pytestmark = pytest.mark.usefixtures("lessons")
DAY = timedelta(days=1)


def now_is(now: datetime = NOW) -> Today:
    return today.today(who(), now)


def propose(path: str, due: date | None = None) -> None:
    with database.organisation() as connection:
        people.put(connection, [CAMILLE, Person("t1", "Inès Faure")])
        assignments.add(connection, assignments.New(path, "person", "camille", due, "", "t1"), NOW)


def begin(name: str) -> None:
    sitting.reach(sit(name), 2)


def ids(walk: PathState) -> list[str]:
    return [one.card.id for one in walk.lessons]


def next_id(found: Today) -> str:
    assert found.next is not None
    return found.next.card.id


def test_the_first_lesson_of_the_first_path_comes_first() -> None:
    found = now_is()
    assert found.name == "Camille Roux"
    assert next_id(found) == "un"
    assert [one.card.id for one in found.others] == ["deux", "trois"]
    assert (found.week.done, found.week.goal) == (0, 2)
    assert found.proposed is None


def test_a_lesson_begun_comes_before_everything() -> None:
    propose("metier")
    begin("trois")
    found = now_is()
    assert next_id(found) == "trois"
    assert found.next is not None
    assert (found.next.screen, found.next.finished) == (2, False)
    assert found.next.share == pytest.approx(2 / 6)


def test_what_was_proposed_comes_before_the_paths() -> None:
    propose("metier", date(2026, 12, 1))
    found = now_is()
    assert next_id(found) == "quatre"
    assert found.proposed is not None
    assert found.proposed.assignment is not None
    assert (found.proposed.path.id, found.proposed.assignment.due) == ("metier", date(2026, 12, 1))


def test_a_proposed_path_that_is_done_is_no_longer_announced() -> None:
    propose("metier")
    for name in ("quatre", "un"):
        pass_through(name, NOW)
    assert now_is().proposed is None


def test_the_nearest_wished_day_is_the_one_that_counts() -> None:
    propose("metier", date(2026, 12, 24))
    propose("metier", date(2026, 12, 1))
    propose("metier")
    found = now_is()
    assert found.proposed is not None
    assert found.proposed.assignment is not None
    assert found.proposed.assignment.due == date(2026, 12, 1)


def test_when_everything_is_finished_there_is_no_next_lesson() -> None:
    for n, name in enumerate(("un", "deux", "trois")):
        pass_through(name, NOW + n * MINUTE)
    found = now_is()
    assert found.next is None
    assert [one.card.id for one in found.others] == ["trois", "deux", "un"]
    assert all(one.share == 1 for one in found.others)


def test_the_week_begins_on_monday() -> None:
    monday = NOW - 2 * DAY
    pass_through("un", monday - DAY)
    pass_through("deux", monday)
    assert now_is().week.done == 1
    assert now_is(monday - DAY).week.done == 2


def test_the_goal_is_the_person_s_own() -> None:
    settings.write("camille", settings.Settings(language="en", weekly_goal=0))
    assert now_is().week.goal == 0


def test_the_gesture_of_the_day_and_whether_it_is_done() -> None:
    found = now_is()
    assert found.gesture is not None
    assert found.gesture.id == "regler"
    assert not found.gesture_done
    notebook.note(CAMILLE, "regler", "", "planned", NOW.date(), NOW)
    assert not now_is().gesture_done
    notebook.note(CAMILLE, "regler", "", "done", NOW.date() - DAY, NOW)
    assert not now_is().gesture_done
    notebook.note(CAMILLE, "regler", "", "done", NOW.date(), NOW)
    assert now_is().gesture_done


def test_paths_for_other_trades_are_left_out_until_chosen_or_proposed() -> None:
    assert [walk.path.id for walk in today.paths(who())] == ["bienvenue"]
    settings.write("camille", settings.Settings(language="en", audiences=("it",)))
    assert [walk.path.id for walk in today.paths(who())] == ["bienvenue", "metier"]
    settings.write("camille", settings.Settings(language="en"))
    propose("metier")
    assert [walk.path.id for walk in today.paths(who())] == ["metier", "bienvenue"]


def test_a_path_counts_its_lessons_and_minutes() -> None:
    pass_through("deux", NOW)
    (walk,) = today.paths(who())
    assert (ids(walk), walk.done, walk.minutes) == (["un", "deux", "trois"], 1, 6)


def test_a_link_may_lead_to_a_path_for_others() -> None:
    assert ids(today.path(who(), "metier")) == ["quatre", "un"]
    with pytest.raises(UnknownLink):
        today.path(who(), "none")


def test_a_proposed_path_that_is_not_installed_harms_nothing() -> None:
    propose("gone")
    found = now_is()
    assert next_id(found) == "un"
    assert found.proposed is None


def test_a_broken_lesson_is_left_out_of_its_path(lessons: object) -> None:
    file = who().library.folders["deux"] / "lesson.toml"
    file.write_text("edition = ", "utf-8")
    (walk,) = today.paths(who())
    assert ids(walk) == ["un", "trois"]
    assert next_id(now_is()) == "un"


def test_a_new_edition_begins_at_its_first_screen() -> None:
    begin("un")
    file = who().library.folders["un"] / "lesson.toml"
    file.write_text(file.read_text("utf-8").replace("edition = 1", "edition = 2"), "utf-8")
    assert today.paths(who())[0].lessons[0].screen == 0


def test_share_is_never_more_than_the_whole() -> None:
    (walk,) = today.paths(who())
    assert dataclasses.replace(walk.lessons[0], screen=99).share == 1
