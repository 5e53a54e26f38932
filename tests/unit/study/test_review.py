"""Révision: a few questions a day of finished lessons, no debt of missed days, and nothing lost by leaving."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coach import places, settings, study
from coach.store import glance
from coach.study import own_data, restoring, review, reviewing, sitting, today
from coach.study.review import Waiting, waiting
from coach.study.reviewing import Review
from tests.unit.study.shelf import NOW, RIGHT, WRONG, pass_through, sit, who

pytestmark = pytest.mark.usefixtures("lessons")
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def opened(now: datetime, attempt: str = "") -> Review:
    found = reviewing.begin(who(), now, attempt)
    assert found is not None
    return found


def reply(found: Review, place: int, now: datetime, *, right: bool = True) -> None:
    question = found.items[place].question
    sitting.answer(found.at(place), question, (RIGHT if right else WRONG)[question.id], now)


def do_it(now: datetime, *, right: bool = True) -> Review:
    """Take today's review to its end."""
    found = opened(now)
    for place in range(len(found.items)):
        for _try in range(1 if right else 2):
            reply(found, place, now, right=right)
        sitting.reach(found.at(place), place + 1)
    reviewing.finish(found, now)
    return found


def names(found: Review) -> list[str]:
    return ["/".join(item.key) for item in found.items]


def test_nothing_waits_before_a_lesson_is_finished_nor_on_its_day() -> None:
    assert waiting(who(), NOW) is None
    sat = sit("un")
    sitting.answer(sat, sat.questions[0], None, NOW)
    assert waiting(who(), NOW + 30 * DAY) is None
    pass_through("deux", NOW)
    assert waiting(who(), NOW) is None
    assert today.today(who(), NOW).review is False
    assert reviewing.begin(who(), NOW) is None
    assert glance.last_review(places.records("camille")) is None


def test_what_was_known_comes_back_after_two_days_and_what_was_missed_the_next_day() -> None:
    pass_through("un", NOW)
    pass_through("deux", NOW, right=False)
    assert {item.lesson.id for item in opened(NOW + DAY).items} == {"deux"}
    later = opened(NOW + 2 * DAY)
    assert {item.lesson.id for item in later.items} == {"un", "deux"}
    assert today.today(who(), NOW + DAY).review is True


def test_at_most_five_questions_and_two_minutes_and_two_of_a_lesson_while_others_wait() -> None:
    for name in ("un", "deux", "trois", "quatre"):
        pass_through(name, NOW)
    found = opened(NOW + 40 * DAY)
    assert 3 <= len(found.items) <= review.MOST
    assert sum(item.seconds for item in found.items) <= review.LONGEST
    assert [item.lesson.id for item in found.items] == ["deux", "deux", "quatre", "quatre"][
        : len(found.items)
    ]
    told = waiting(who(), NOW + 40 * DAY)
    assert told is not None
    assert (told.questions, told.begun) == (len(found.items), True)
    assert 1 <= told.minutes <= 2


def test_missed_days_add_nothing() -> None:
    for name in ("un", "deux", "trois", "quatre"):
        pass_through(name, NOW)
    sizes = {days: waiting(who(), NOW + days * DAY) for days in (3, 60, 3650)}
    assert all(one is not None and one.questions <= review.MOST for one in sizes.values())
    ten_years = do_it(NOW + 3650 * DAY)
    assert waiting(who(), NOW + 3650 * DAY) is None
    after = opened(NOW + 3651 * DAY)
    assert not set(names(ten_years)) & set(names(after))


def test_those_most_at_risk_come_first() -> None:
    pass_through("un", NOW - 30 * DAY)
    pass_through("deux", NOW - 3 * DAY)
    found = opened(NOW)
    assert [item.lesson.id for item in found.items][:2] == ["un", "un"]


def test_done_is_done_for_today_and_the_next_day_is_another() -> None:
    pass_through("un", NOW, right=False)
    do_it(NOW + DAY, right=False)
    assert waiting(who(), NOW + DAY) is None
    assert waiting(who(), NOW + DAY + 6 * 3600 * SECOND) is None
    assert waiting(who(), NOW + 2 * DAY) is not None


def test_leaving_loses_nothing_and_one_goes_on_where_one_was() -> None:
    pass_through("un", NOW)
    first = opened(NOW + 2 * DAY)
    assert len(first.items) == 3
    reply(first, 0, NOW + 2 * DAY)
    sitting.reach(first.at(0), 1)
    reply(first, 1, NOW + 2 * DAY, right=False)
    told = waiting(who(), NOW + 2 * DAY)
    assert told is not None
    assert (told.questions, told.begun) == (2, True)
    again = opened(NOW + 2 * DAY + SECOND)
    assert (again.attempt, again.screen, names(again)) == (first.attempt, 1, names(first))
    assert again.given[0].outcome.right
    assert again.given[1].outcome.hint
    assert 2 not in again.given
    reply(again, 1, NOW + 2 * DAY)
    assert opened(NOW + 2 * DAY).given[1].outcome.right


def test_a_review_left_yesterday_is_over_and_its_answers_count() -> None:
    pass_through("un", NOW)
    first = opened(NOW + 2 * DAY)
    reply(first, 0, NOW + 2 * DAY)
    second = opened(NOW + 3 * DAY)
    assert second.attempt != first.attempt
    assert names(second) == [one for one in names(first) if one != names(first)[0]]


def test_the_same_question_id_of_two_lessons_keeps_its_tries_apart() -> None:
    pass_through("un", NOW)
    pass_through("deux", NOW)
    found = opened(NOW + 2 * DAY)
    twins = [
        place for place, item in enumerate(found.items) if item.question.id == found.items[0].question.id
    ]
    assert len(twins) == 2
    for place in twins:
        reply(found, place, NOW + 2 * DAY, right=False)
    rows = [row for row in glance.answers(places.records("camille")) if row.kind == "review"]
    assert [(row.lesson, row.tries) for row in rows] == [(found.items[place].lesson.id, 1) for place in twins]


def test_when_it_comes_back_is_told_the_first_one_first() -> None:
    pass_through("un", NOW)
    now = NOW + 2 * DAY
    found = opened(now)
    reply(found, 0, now)
    reply(found, 1, now)
    sitting.answer(found.at(2), found.items[2].question, None, now)
    told = reviewing.finish(found, now)
    assert [(one.day - now.date()).days for one in told] == [1, 11, 11]
    assert told[0].item == found.items[2]


def test_a_review_is_no_lesson() -> None:
    pass_through("un", NOW)
    before = today.today(who(), NOW + 2 * DAY)
    do_it(NOW + 2 * DAY)
    after = today.today(who(), NOW + 2 * DAY)
    assert (after.week, after.next, after.others) == (before.week, before.next, before.others)
    assert [row["verb"] for row in glance.everything(places.records("camille"))["event"]] == ["completed"]


def test_it_can_be_switched_off_and_no_policy_switches_it_on(home: Path) -> None:
    pass_through("un", NOW)
    study.change_setting("review", False, NOW)
    home.with_name("policy.toml").write_text("[settings]\nreview = true\n", "utf-8")
    assert who().policy.ignored
    assert waiting(who(), NOW + 2 * DAY) is None
    assert today.today(who(), NOW + 2 * DAY).review is False


# Hostile ------------------------------------------------------------------------------------------------------------


def test_a_lesson_that_is_gone_or_broken_is_not_asked(lessons: Path) -> None:
    for name in ("un", "deux", "trois"):
        pass_through(name, NOW)
    shutil.rmtree(lessons / "poste" / "un")
    (lessons / "poste" / "deux" / "fr.md").write_text("# Rien\n", "utf-8")
    (lessons / "poste" / "deux" / "en.md").unlink()
    assert {item.lesson.id for item in opened(NOW + 2 * DAY).items} == {"trois"}


def test_an_attempt_whose_question_is_gone_gives_way_to_another(lessons: Path) -> None:
    pass_through("un", NOW)
    pass_through("deux", NOW)
    first = opened(NOW + 2 * DAY)
    shutil.rmtree(lessons / "poste" / first.items[0].lesson.id)
    left = waiting(who(), NOW + 2 * DAY)
    assert left is not None
    assert not left.begun
    second = opened(NOW + 2 * DAY + SECOND)
    assert second.attempt != first.attempt
    assert len(second.items) == left.questions
    assert opened(NOW + 2 * DAY + 2 * SECOND).attempt == second.attempt


def test_a_question_that_has_changed_is_asked_as_a_new_one(
    lessons: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "LONGEST", 600)
    for n in range(2):
        pass_through("un", NOW + n * SECOND)
    file = lessons / "poste" / "un" / "lesson.toml"
    text = file.read_text("utf-8")
    file.write_text(text.replace('right = "arret"', 'right = "veille"'), "utf-8")
    now = NOW + 40 * DAY
    found = opened(now)
    place = next(n for n, item in enumerate(found.items) if item.question.id == "soir")
    sitting.answer(found.at(place), found.items[place].question, "veille", now)
    back = next(one for one in reviewing.returns(found, now) if one.item == found.items[place])
    assert (back.day - now.date()).days == 2


def test_a_clock_put_back_after_a_review_neither_repeats_nor_breaks_it() -> None:
    pass_through("un", NOW)
    do_it(NOW + 20 * DAY)
    assert waiting(who(), NOW + 10 * DAY) is None
    assert waiting(who(), NOW + 400 * DAY) is not None


def test_a_lesson_finished_tomorrow_by_a_clock_that_was_ahead_waits_until_its_day() -> None:
    pass_through("un", NOW + 900 * DAY)
    assert today.today(who(), NOW).review is False
    assert waiting(who(), NOW) is None


# Leaving, and coming back -------------------------------------------------------------------------------------------


def test_an_export_tells_what_is_remembered_and_brings_the_review_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pass_through("un", NOW)
    do_it(NOW + 2 * DAY)
    told = own_data.everything(who().person, NOW + 2 * DAY)
    assert {one["lesson"] for one in told["expected_to_last"]} == {"un"}
    assert {one["until"] for one in told["expected_to_last"]} == {(NOW + 13 * DAY).date().isoformat()}
    assert [one["kind"] for one in told["records"]["attempt"]] == ["lesson", "review"]
    file = tmp_path / "mine.json"
    own_data.export(who().person, str(file), NOW + 2 * DAY)
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "new"))
    settings.write("camille", settings.Settings(language="en"))
    assert restoring.restore(str(file)).attempts == 2
    assert waiting(who(), NOW + 2 * DAY) is None
    told_again = own_data.everything(who().person, NOW + 2 * DAY)
    assert told_again["expected_to_last"] == told["expected_to_last"]
    assert waiting(who(), NOW + 13 * DAY) == Waiting(3, told_minutes(), begun=False)


def told_minutes() -> int:
    """As the same three questions were told to take before."""
    found = glance.last_review(places.records("camille"))
    assert found is not None
    items = review.items_of(who().library, found.asked)
    assert items is not None
    return -(-sum(item.seconds for item in items) // 60)
