"""What befalls a final quiz while it is open, and what of it leaves the desk."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from coach.domain.errors import QuizError
from coach.domain.final_quiz import Standing
from coach.domain.people import Person
from coach.store import assignments, completions, database, people
from coach.study import final_quiz, sharing
from coach.study.final_quiz import Quiz
from tests.unit.content.quiz import make_quiz
from tests.unit.study.quiz import begin, standing, take
from tests.unit.study.shelf import CAMILLE, MINUTE, NOW, pass_through, who

DAY = timedelta(days=1)


def rewrite(place: Path, name: str, old: str, new: str) -> None:
    file = place / name
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def asked(sat: Quiz) -> set[str]:
    return {question.id for question in sat.questions}


def test_a_question_that_is_taken_away_meanwhile_is_not_asked(quiz: Path) -> None:
    shutil.rmtree(quiz)
    make_quiz(quiz.parent.parent, count=21)
    sat = begin()
    gone = sat.questions[3]
    sat = final_quiz.answer(sat, sat.questions[0], "oui", NOW)
    for name in ("quiz.toml", "fr.md", "en.md"):
        rewrite(quiz, name, f'id = "{gone.id}"\n', 'id = "other"\n')
        rewrite(quiz, name, f"## question {gone.id}:", "## question other:")
    fresh = begin(NOW + MINUTE)
    assert gone.id not in asked(fresh)
    assert (len(fresh.questions), fresh.answered) == (10, {})
    # The window that was open keeps what it has asked, and its answers count.
    for question in sat.left:
        sat = final_quiz.answer(sat, question, "oui", NOW)
    assert final_quiz.conclude(who(), sat, NOW).right == 10


def test_an_answer_whose_key_was_changed_meanwhile_begins_another_form(quiz: Path) -> None:
    sat = begin()
    sat = final_quiz.answer(sat, sat.questions[0], "oui", NOW)
    rewrite(quiz, "quiz.toml", 'options = ["oui", "non"]', 'options = ["non", "oui"]')
    assert begin(NOW + MINUTE).attempt != sat.attempt


def test_another_edition_of_the_path_begins_another_form_and_takes_nothing_back(quiz: Path) -> None:
    sat = begin()
    rewrite(quiz.parent.parent, "paths.toml", "quiz = true", "quiz = true\nedition = 2")
    assert standing(NOW) is Standing.OPEN
    assert begin(NOW + MINUTE).attempt != sat.attempt
    assert take().passed
    rewrite(quiz.parent.parent, "paths.toml", "edition = 2", "edition = 3")
    assert standing(NOW) is Standing.PASSED
    assert final_quiz.passed(CAMILLE)["bienvenue"].edition == 2


def test_a_lesson_that_joins_the_path_meanwhile_comes_first(quiz: Path) -> None:
    sat = begin()
    sat = final_quiz.answer(sat, sat.questions[0], "oui", NOW)
    rewrite(quiz.parent.parent, "paths.toml", '["un", "deux", "trois"]', '["un", "deux", "trois", "quatre"]')
    assert standing(NOW) is Standing.LATER
    pass_through("quatre", NOW)
    assert begin().answered == sat.answered


def test_questions_with_a_fault_are_told_and_nothing_is_begun(quiz: Path) -> None:
    (quiz / "fr.md").write_text("", "utf-8")
    (quiz / "en.md").unlink()
    with pytest.raises(QuizError):
        begin()
    assert standing(NOW) is Standing.OPEN


def settle(*paths: str) -> None:
    """Camille is on the list, and paths are proposed to her."""
    with database.organisation() as connection:
        people.put(connection, [CAMILLE, Person("t1", "Inès Faure")])
        for path in paths:
            assignments.add(connection, assignments.New(path, "person", "camille", None, "", "t1"), NOW)


def shared() -> list[tuple[str, str, int]]:
    with database.organisation() as connection:
        found = completions.records(connection, completions.Chosen())
        return sorted((one.path, one.lesson, one.minutes) for one in found if not one.lesson)


@pytest.mark.usefixtures("quiz")
def test_a_passed_quiz_of_a_proposed_path_is_shared_once_and_a_missed_one_never() -> None:
    settle("bienvenue")
    take(wrong=3)
    assert shared() == []
    take(NOW + DAY)
    for _turn in range(3):
        sharing.share(CAMILLE)
    assert shared() == [("bienvenue", "", 0)]


@pytest.mark.usefixtures("quiz")
def test_a_quiz_of_a_path_that_nobody_proposed_stays_at_the_desk_until_somebody_does() -> None:
    settle()
    take()
    assert shared() == []
    settle("bienvenue")
    sharing.share(CAMILLE)
    assert shared() == [("bienvenue", "", 0)]
