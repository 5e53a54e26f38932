"""A path's final quiz: taken once a day, kept answer by answer, told to nobody unless it is passed."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach import places
from coach.domain.errors import CoachError, StorageError
from coach.domain.final_quiz import PathPassed, Standing
from coach.store import attempts, database, glance
from coach.study import final_quiz, own_data, today
from coach.study.final_quiz import QuizClosed
from tests.unit.content.quiz import make_quiz
from tests.unit.study.quiz import begin, standing, take
from tests.unit.study.shelf import CAMILLE, MINUTE, NOW, pass_through, who

DAY = timedelta(days=1)
EVENTS = ("passed", "failed")


def events() -> list[tuple[str, str, dict[str, float]]]:
    rows = own_data.everything(CAMILLE, NOW)["records"]["event"]
    return [(row["verb"], row["object"], json.loads(row["result"])) for row in rows if row["verb"] in EVENTS]


def refused(now: datetime) -> str:
    with pytest.raises(QuizClosed) as raised:
        begin(now)
    return str(raised.value.facts["reason"])


def test_it_opens_once_every_lesson_of_the_path_is_finished(lessons: Path) -> None:
    make_quiz(lessons)
    assert standing(NOW) is Standing.LATER
    for name in ("un", "deux"):
        pass_through(name, NOW)
    assert refused(NOW) == "it comes once the lessons of the path are finished."
    assert glance.answers(places.records("camille"))[-1].kind == "lesson"
    pass_through("trois", NOW)
    assert standing(NOW) is Standing.OPEN
    assert not today.path(who(), "bienvenue").finished


def test_a_path_without_one_has_none(lessons: Path) -> None:
    for name in ("un", "deux", "trois"):
        pass_through(name, NOW)
    assert standing(NOW) is Standing.NONE
    assert today.path(who(), "bienvenue").finished
    assert refused(NOW) == "this path has none."


@pytest.mark.usefixtures("quiz")
def test_ten_questions_are_drawn_once_and_the_order_of_options_stays() -> None:
    first = begin()
    again = begin(NOW + MINUTE)
    assert len(first.questions) == 10
    assert (again.questions, again.attempt, again.seed) == (first.questions, first.attempt, first.seed)
    assert standing(NOW) is Standing.BEGUN


@pytest.mark.usefixtures("quiz")
def test_passed_with_eight_of_ten() -> None:
    result = take(wrong=1, unsure=1)
    assert (result.passed, result.right, result.asked, result.needed) == (True, 8, 10, 8)
    day = NOW.astimezone().date()
    assert final_quiz.passed(CAMILLE) == {"bienvenue": PathPassed("bienvenue", 1, day, 10, 8, 0.8)}
    assert events() == [
        ("passed", "path/bienvenue", {"edition": 1, "asked": 10, "right": 8, "threshold": 0.8})
    ]
    assert standing(NOW) is Standing.PASSED
    assert today.path(who(), "bienvenue").finished
    assert refused(NOW + DAY) == "you have passed it already."


@pytest.mark.usefixtures("quiz")
def test_missed_with_seven_and_open_again_tomorrow_with_other_questions() -> None:
    before = {question.id for question in begin().questions}
    assert not take(unsure=3).passed
    assert final_quiz.passed(CAMILLE) == {}
    assert [verb for verb, _path, _result in events()] == ["failed"]
    assert not today.path(who(), "bienvenue").finished
    assert refused(NOW) == "it can be tried once a day, so again from tomorrow on."
    assert standing(NOW) is Standing.TOMORROW
    assert {question.id for question in begin(NOW + DAY).questions} & before == set()
    assert take(NOW + DAY).passed


@pytest.mark.usefixtures("quiz")
def test_a_clock_that_is_set_back_opens_nothing() -> None:
    take(wrong=10)
    for back in (timedelta(0), timedelta(hours=9), DAY, 3 * DAY):
        assert standing(NOW - back) is Standing.TOMORROW
    assert standing(NOW + DAY) is Standing.OPEN


@pytest.mark.usefixtures("quiz")
def test_a_clock_that_was_years_ahead_locks_nobody_out() -> None:
    take(NOW + 1000 * DAY, wrong=10)
    assert standing(NOW) is Standing.OPEN


@pytest.mark.usefixtures("quiz")
def test_what_was_missed_is_told_at_the_end_with_the_lesson_to_read_again() -> None:
    sat = begin()
    result = take(wrong=1, unsure=1)
    assert [one.question.id for one in result.missed] == [question.id for question in sat.questions[:2]]
    wrong, unsure = result.missed
    assert (wrong.response, unsure.response) == ("non", None)
    assert wrong.outcome.solution == "oui"
    assert wrong.outcome.feedback == (f"Wrong {wrong.question.id[1:]}.",)
    assert wrong.outcome.reason == f"Because of {wrong.question.id[1:]}."
    assert wrong.outcome.hint == ""
    assert [card.id for card in wrong.lessons] == ["un", "deux", "trois"]


@pytest.mark.usefixtures("quiz")
def test_a_question_is_answered_once() -> None:
    sat = begin()
    question = sat.left[0]
    wrong = final_quiz.answer(sat, question, "non", NOW)
    # The same screen, pressed twice; and the right answer after the wrong one.
    for later in (sat, wrong):
        final_quiz.answer(later, question, "oui", NOW + MINUTE)
    kept = [row for row in glance.answers(places.records("camille")) if row.kind == "quiz"]
    assert [(row.question, row.score, row.tries, row.lesson) for row in kept] == [
        (question.id, 0.0, 1, "bienvenue")
    ]
    assert begin().answered == {question.id: "non"}


@pytest.mark.usefixtures("quiz")
def test_after_a_crash_it_goes_on_where_it_stopped_even_after_the_last_answer() -> None:
    sat = begin()
    for n, question in enumerate(sat.questions):
        assert len(sat.left) == 10 - n
        final_quiz.answer(sat, question, "oui", NOW)
        database.close()
        sat = begin(NOW + n * MINUTE)
    assert not sat.left
    assert final_quiz.passed(CAMILLE) == {}
    assert final_quiz.conclude(who(), sat, NOW + DAY).passed
    assert final_quiz.passed(CAMILLE)["bienvenue"].on == (NOW + DAY).astimezone().date()


@pytest.mark.usefixtures("quiz")
def test_concluded_twice_is_concluded_once() -> None:
    sat = begin()
    for question in sat.questions:
        sat = final_quiz.answer(sat, question, None, NOW)
    first = final_quiz.conclude(who(), sat, NOW)
    assert final_quiz.conclude(who(), sat, NOW + DAY) == first
    assert len(events()) == 1
    assert standing(NOW + DAY) is Standing.OPEN


@pytest.mark.usefixtures("quiz")
def test_a_page_made_anew_finds_its_quiz_even_when_it_is_over() -> None:
    sat = begin()
    assert final_quiz.reopen(who(), "bienvenue", sat.attempt, NOW) == sat
    for question in sat.questions:
        sat = final_quiz.answer(sat, question, None, NOW)
    told = final_quiz.conclude(who(), sat, NOW)
    again = final_quiz.reopen(who(), "bienvenue", sat.attempt, NOW)
    assert again == sat
    assert final_quiz.conclude(who(), again, NOW) == told


@pytest.mark.usefixtures("quiz")
@pytest.mark.parametrize("name", ["", "nothing", "a-lesson"])
def test_another_attempt_is_no_quiz(name: str) -> None:
    if name == "a-lesson":
        with database.records("camille") as connection:
            name = attempts.begin(connection, "bienvenue", 1, (), NOW).id
    assert final_quiz.reopen(who(), "bienvenue", name, NOW).attempt != name


@pytest.mark.usefixtures("quiz")
def test_a_lesson_s_records_do_not_know_of_it() -> None:
    before = glance.learning(places.records("camille"))
    take(wrong=2)
    after = glance.learning(places.records("camille"))
    assert (after.passed, after.open, after.answers) == (before.passed, before.open, before.answers)


@pytest.mark.usefixtures("quiz")
def test_the_first_page_offers_it_once_it_is_ready_and_no_longer_when_it_is_over() -> None:
    def offered(now: datetime) -> str:
        found = today.today(who(), now).quiz
        return found.path.id if found else ""

    assert offered(NOW) == "bienvenue"
    begin()
    assert offered(NOW) == "bienvenue"
    take(wrong=10)
    assert (offered(NOW), offered(NOW + DAY)) == ("", "bienvenue")
    take(NOW + DAY)
    assert offered(NOW + 2 * DAY) == ""


@pytest.mark.usefixtures("quiz")
def test_a_person_s_own_export_brings_it_to_a_new_computer(tmp_path: Path) -> None:
    from coach.study import restoring

    take(wrong=5)
    take(NOW + DAY)
    file = tmp_path / "mine.json"
    own_data.export(CAMILLE, str(file), datetime.now(UTC))
    kept = final_quiz.passed(CAMILLE)
    own_data.erase(CAMILLE)
    assert final_quiz.passed(CAMILLE) == {}
    restoring.restore(str(file))
    restoring.restore(str(file))
    assert final_quiz.passed(CAMILLE) == kept
    assert len(events()) == 2


@pytest.mark.parametrize(
    "result", ["[]", '{"edition": 1}', '{"edition": "1", "asked": 2, "right": 2, "threshold": 1}']
)
@pytest.mark.usefixtures("quiz")
def test_an_event_that_is_none_of_ours_proves_nothing_and_stops_nothing(result: str) -> None:
    with database.records("camille") as connection:
        attempts.note(connection, "passed", "path/bienvenue", {}, NOW)
        connection.exec_driver_sql("UPDATE event SET result = ? WHERE verb = 'passed'", (result,))
    assert final_quiz.passed(CAMILLE) == {}
    assert standing(NOW) is Standing.OPEN


@pytest.mark.usefixtures("quiz")
def test_what_cannot_be_kept_is_told_and_can_be_done_again() -> None:
    sat = begin()
    database.close()
    file = Path(places.records("camille"))
    whole = file.read_bytes()
    file.write_bytes(b"not a database" * 500)
    for left in file.parent.glob("records.db-*"):
        left.unlink()
    with pytest.raises(CoachError) as raised:
        final_quiz.answer(sat, sat.left[0], "oui", NOW)
    assert isinstance(raised.value, StorageError)
    file.write_bytes(whole)
    assert final_quiz.answer(sat, sat.left[0], "oui", NOW).answered
