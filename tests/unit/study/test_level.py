"""Which answers a level rests on: each question once, as it came out at the first try, the last time it was asked."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coach import places
from coach.domain.progress import Level
from coach.store import attempts, database, glance
from coach.study import level, own_data, progress, sitting
from coach.study.level import DomainLevel, Evidence, Result
from tests.unit.study.quiz import take
from tests.unit.study.shelf import (
    CAMILLE,
    MINUTE,
    NOW,
    RIGHT,
    WRONG,
    lesson,
    pass_through,
    raise_edition,
    sit,
    who,
)

pytestmark = pytest.mark.usefixtures("lessons")


def told() -> DomainLevel:
    found = level.levels(who().library, glance.answers(places.records("camille")))
    return found.get("poste", DomainLevel(None, ()))


def evidence() -> dict[tuple[str, str], Evidence]:
    return {(one.lesson, one.question.id): one for one in told().evidence}


def answer(name: str, response: object, at: datetime, lesson_id: str = "un") -> None:
    """An answer in a sitting of its own."""
    with database.records("camille") as connection:
        begun = attempts.begin(connection, lesson_id, 1, (name,), at)
    question = next(one for one in lesson(lesson_id).questions if one.id == name)
    sitting.answer(
        sitting.Sitting(CAMILLE, lesson(lesson_id), begun.id, (question,), 0), question, response, at
    )


def test_nothing_answered_is_no_level_and_no_evidence() -> None:
    assert told() == DomainLevel(None, ())


def test_the_first_try_counts_and_a_hint_is_told() -> None:
    sat = sit()
    for question in sat.questions[:2]:
        sitting.answer(sat, question, WRONG[question.id], NOW)
    sitting.answer(sat, sat.questions[0], RIGHT[sat.questions[0].id], NOW + MINUTE)
    sitting.answer(sat, sat.questions[2], RIGHT[sat.questions[2].id], NOW + MINUTE)
    results = {name[1]: one.result for name, one in evidence().items()}
    first, second, third = (question.id for question in sat.questions)
    assert results == {first: Result.WITH_HINT, second: Result.NOT_YET, third: Result.RIGHT}
    assert [one.answer[1] for one in told().evidence] == [True, False, False]


def test_the_last_time_that_a_question_was_asked_counts_and_it_counts_once() -> None:
    answer("ordre", WRONG["ordre"], NOW)
    assert evidence()["un", "ordre"].result is Result.NOT_YET
    answer("ordre", RIGHT["ordre"], NOW + MINUTE)
    (one,) = told().evidence
    assert (one.result, one.at) == (Result.RIGHT, NOW + MINUTE)
    answer("ordre", None, NOW + 2 * MINUTE)
    (one,) = told().evidence
    assert one.result is Result.NOT_YET


def test_the_same_question_of_two_lessons_is_two_questions_and_the_newest_stands_first() -> None:
    answer("ordre", RIGHT["ordre"], NOW)
    answer("ordre", RIGHT["ordre"], NOW + MINUTE, "deux")
    assert [one.lesson for one in told().evidence] == ["deux", "un"]


def test_an_answer_to_a_question_that_has_changed_since_counts_no_more(lessons: Path) -> None:
    answer("ordre", RIGHT["ordre"], NOW)
    raise_edition(lessons, "un")
    assert set(evidence()) == {("un", "ordre")}
    file = lessons / "poste" / "un" / "lesson.toml"
    file.write_text(
        file.read_text("utf-8").replace(
            '["sauver", "fermer", "eteindre"]', '["fermer", "sauver", "eteindre"]'
        )
    )
    assert evidence() == {}


def test_an_answer_to_a_lesson_that_is_gone_or_broken_counts_no_more(lessons: Path) -> None:
    answer("ordre", RIGHT["ordre"], NOW)
    answer("ordre", RIGHT["ordre"], NOW, "deux")
    (lessons / "poste" / "un" / "lesson.toml").write_text("edition = ", "utf-8")
    (lessons / "poste" / "deux" / "lesson.toml").unlink()
    assert evidence() == {}


def test_enough_right_answers_make_a_level_that_takes_the_place_of_the_competences_met() -> None:
    for n, name in enumerate(("un", "deux", "trois")):
        pass_through(name, NOW + n * MINUTE, right=False)
    assert told().estimated is None
    (domain,) = progress.progress(who(), NOW).domains
    assert domain.level is domain.progress.level
    for n, name in enumerate(("quatre", "un", "deux", "trois")):
        pass_through(name, NOW + (10 + n) * MINUTE)
    found = told().estimated
    assert found is not None
    (domain,) = progress.progress(who(), NOW).domains
    assert (domain.level, domain.progress.level) == (found.level, Level.SEASONED)
    assert found.level < Level.SEASONED  # what was missed and not asked again still counts


def test_always_wrong_is_the_lowest_level_though_a_lesson_is_finished() -> None:
    for n, name in enumerate(("un", "deux", "trois", "quatre")):
        pass_through(name, NOW + n * MINUTE, right=False)
    found = told().estimated
    assert found is not None
    assert (found.level, found.low) == (Level.DISCOVERY, Level.DISCOVERY)


def test_a_quiz_of_a_path_is_never_taken_for_a_lesson_of_that_name() -> None:
    with database.records("camille") as connection:
        quiz = attempts.begin(connection, "un", 1, ("ordre",), NOW, "quiz")
        question = next(one for one in lesson().questions if one.id == "ordre")
        row = attempts.NewAnswer(quiz.id, "un", "ordre", question.hash, "eteindre", "null", 1, 1)
        attempts.keep(connection, row, NOW)
    assert told().evidence == ()


def test_years_later_the_answers_still_count() -> None:
    answer("ordre", RIGHT["ordre"], NOW - timedelta(days=2000))
    assert len(told().evidence) == 1


def test_a_persons_own_export_holds_the_levels() -> None:
    for n, name in enumerate(("un", "deux", "trois", "quatre")):
        pass_through(name, NOW + n * MINUTE, right=False)
    found = own_data.everything(CAMILLE, NOW)["levels"]
    assert found == [
        {
            "domain": "poste",
            "level": "discovery",
            "between": ["discovery", "discovery"],
            "answers": len(told().evidence),
        }
    ]


@pytest.mark.usefixtures("quiz")
def test_the_answers_of_a_final_quiz_count_as_those_of_a_lesson_do() -> None:
    before = {name: len(one.evidence) for name, one in every().items()}
    take(NOW, wrong=3)
    after = every()
    fresh = [one for told_ in after.values() for one in told_.evidence if one.lesson == "bienvenue"]
    assert len(fresh) == 10
    assert sum(one.result is Result.NOT_YET for one in fresh) == 3
    assert sum(len(one.evidence) for one in after.values()) == sum(before.values()) + 10


def every() -> dict[str, DomainLevel]:
    return level.levels(who().library, glance.answers(places.records("camille")))
