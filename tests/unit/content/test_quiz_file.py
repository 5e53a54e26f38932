"""The questions of a final quiz: read in each language, and every fault of theirs told by file and line."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from coach import places
from coach.content.check import check
from coach.content.library import Library, library
from coach.domain.errors import QuizError, UnknownLink
from tests.unit.content.author import Author
from tests.unit.content.quiz import make_quiz

TODAY = date(2026, 11, 25)
HERE = "lessons/quiz/bienvenue"
ABOUT = 'difficulty = 2\ncompetence = "eteindre"\n'
Q1 = 'id = "q1"\nkind = "one"\n'


@pytest.fixture
def quiz(author: Author) -> Author:
    """The author has written a final quiz without a fault."""
    make_quiz(author.folder)
    author.stamp()
    return author


def test_a_quiz_without_a_fault_is_read_in_both_languages(quiz: Author) -> None:
    assert quiz.check() == (0, ["0 faults."])
    for language in ("fr", "en"):
        shelf = Library(quiz.folder, language)
        assert shelf.paths["bienvenue"].quiz
        pool = shelf.pool("bienvenue")
        assert (pool.path, pool.edition, pool.language, len(pool.questions)) == ("bienvenue", 1, language, 20)
        assert {question.competence for question in pool.questions} == {"eteindre"}
        assert shelf.told_size("bienvenue").endswith("then a final quiz")


def test_a_lesson_is_none_the_more_for_it(quiz: Author) -> None:
    assert set(Library(quiz.folder, "fr").folders) == {"eteindre-le-soir"}


def test_the_edition_stands_with_the_path(quiz: Author) -> None:
    quiz.change("paths.toml", "quiz = true", "quiz = true\nedition = 4")
    assert Library(quiz.folder, "fr").pool("bienvenue").edition == 4
    quiz.change("paths.toml", "edition = 4", "edition = 0")
    assert quiz.check()[1][0].endswith("paths.toml line 9: “edition” must be a whole number from 1 on")


CHANGES = [
    (
        "a table of another name",
        ("quiz.toml", '[[question]]\nid = "q3"', '[[other]]\nid = "q3"'),
        [
            f"{HERE}/quiz.toml line 1: “other” is no entry of a final quiz",
        ],
    ),
    (
        "a competence of another path",
        ("quiz.toml", Q1 + ABOUT, Q1 + ABOUT.replace("eteindre", "autre")),
        [f"{HERE}/quiz.toml line 13: question “q1”: no lesson of the path teaches the competence “autre”"],
    ),
    (
        "no competence",
        ("quiz.toml", Q1 + ABOUT, Q1 + "difficulty = 2\n"),
        [f"{HERE}/quiz.toml line 9: “competence” is missing"],
    ),
    (
        "something to do",
        (
            "quiz.toml",
            f'id = "q0"\nkind = "one"\n{ABOUT}options = ["oui", "non"]\nright = "oui"',
            f'id = "q0"\nkind = "do"\n{ABOUT}verify = "nothing"',
        ),
        [
            f"{HERE}/en.md line 4: question “q0” has no answer “oui”",
            f"{HERE}/en.md line 6: question “q0” has no answer “non”",
            f"{HERE}/fr.md line 3: question “q0” has no answer “oui”",
            f"{HERE}/fr.md line 5: question “q0” has no answer “non”",
            f"{HERE}/quiz.toml line 3: a final quiz cannot ask for something to be done",
        ],
    ),
    (
        "no reason",
        ("fr.md", "reason: Because of 2.\n", ""),
        [f"{HERE}/fr.md line 15: question “q2” has no reason"],
    ),
    (
        "no feedback",
        ("fr.md", "  feedback: Wrong 2.\n", ""),
        [f"{HERE}/fr.md line 19: question “q2”: “non” has no feedback"],
    ),
    (
        "a question nobody asks",
        ("fr.md", "## question q2:", "## question q222:"),
        [
            f"{HERE}/fr.md: question “q2” has no text",
            f"{HERE}/fr.md line 15: quiz.toml has no question “q222”",
        ],
    ),
    (
        "a step",
        ("fr.md", "## question q0:", "## step un: Lire\nTexte.\n\n## question q0:"),
        [f"{HERE}/fr.md line 1: a final quiz has no steps: “un”"],
    ),
    (
        "a bare figure",
        ("fr.md", "Because of 2.", "Parce que 3 kWh."),
        [f"{HERE}/fr.md line 16: “3 kWh” is a bare figure: cite a fact of facts.toml"],
    ),
    (
        "a question of a lesson",
        ("fr.md", "Statement 2", "que FAIRE, le soir"),
        [
            (
                f"{HERE}/fr.md line 15: the lesson “eteindre-le-soir” asks this already:"
                " a final quiz asks fresh questions"
            )
        ],
    ),
]


@pytest.mark.parametrize(("change", "says"), [pytest.param(*row[1:], id=row[0]) for row in CHANGES])
def test_a_fault(quiz: Author, change: tuple[str, str, str], says: list[str]) -> None:
    name, old, new = change
    quiz.change(f"quiz/bienvenue/{name}", old, new)
    status, told = quiz.check()
    assert (status, told[:-1]) == (1, says)


def test_nineteen_questions_are_too_few(author: Author) -> None:
    make_quiz(author.folder, count=19)
    author.stamp()
    assert author.check() == (
        1,
        [
            f"{HERE}/quiz.toml line 1: a final quiz draws from at least 20 questions, here are 19",
            "1 fault.",
        ],
    )
    with pytest.raises(QuizError) as raised:
        Library(author.folder, "fr").pool("bienvenue")
    assert raised.value.facts["path"] == Library(author.folder, "fr").paths["bienvenue"].title


def test_a_translation_lags_or_is_missing_as_that_of_a_lesson(quiz: Author) -> None:
    french = quiz.file("quiz/bienvenue/fr.md")
    french.write_text(french.read_text("utf-8").replace("Because of 7", "Car 7"), "utf-8")
    (told,) = quiz.check()[1][:-1]
    assert told.startswith(f"{HERE}/en.md line 1: this translation lags behind fr.md")
    quiz.stamp()
    assert quiz.check()[0] == 0
    quiz.file("quiz/bienvenue/en.md").unlink()
    assert quiz.check()[1][0] == f"{HERE}/en.md: the words in this language are missing"
    assert Library(quiz.folder, "en").pool("bienvenue").language == "fr"


def test_words_without_questions_and_questions_without_a_path_are_told(quiz: Author) -> None:
    quiz.file("quiz/bienvenue").rename(quiz.folder / "quiz" / "ailleurs")
    status, told = quiz.check()
    assert status == 1
    assert set(told[:-1]) == {
        "note: lessons/paths.toml line 8: the path “bienvenue” has no quiz before there is quiz/bienvenue/quiz.toml",
        "lessons/quiz/ailleurs/quiz.toml: there is no path “ailleurs”",
    }
    (quiz.folder / "quiz/ailleurs/quiz.toml").unlink()
    assert "lessons/quiz/ailleurs/quiz.toml: the file is missing" in quiz.check()[1]


def test_a_path_whose_questions_are_not_there_has_no_quiz(quiz: Author) -> None:
    shutil.rmtree(quiz.folder / "quiz")
    shelf = Library(quiz.folder, "fr")
    assert not shelf.paths["bienvenue"].quiz
    with pytest.raises(UnknownLink):
        shelf.pool("bienvenue")
    with pytest.raises(UnknownLink):
        shelf.pool("nulle-part")
    # The trainer's switch may stand before the questions are written: a notice, not a fault.
    assert quiz.check()[0] == 0


def test_a_town_brings_a_quiz_for_a_path_of_its_own_or_another_for_a_shipped_one(tmp_path: Path) -> None:
    town = tmp_path / "ville"
    make_quiz(town, "bienvenue", competence="agir-avec-ethique")
    make_quiz(town, "chez-nous", competence="mettre-en-veille-eteindre-et-regler")
    (town / "paths.toml").write_text(
        '[path.chez-nous]\nfr = "Chez nous"\nen = "Here"\nlessons = ["veille-ou-arret"]\nquiz = true\n',
        "utf-8",
    )
    shelf = library("fr", str(town))
    assert {q.text for q in shelf.pool("chez-nous").questions} == {f"Statement {n}" for n in range(20)}
    assert shelf.pool("bienvenue").questions[0].text == "Statement 0"
    assert shelf.paths["chez-nous"].quiz
    faults = [fault for fault in check(town, TODAY, Path(places.lessons())) if not fault.notice]
    assert {fault.file.name for fault in faults} == {"en.md"}  # not stamped


@pytest.mark.parametrize("name", ["quiz.toml", "fr.md"])
def test_any_line_may_be_lost_and_the_quiz_opens_exactly_where_no_fault_is(quiz: Author, name: str) -> None:
    file = quiz.file(f"quiz/bienvenue/{name}")
    lines = file.read_text("utf-8").split("\n")
    for n in range(0, len(lines), 7):
        file.write_text("\n".join(lines[:n] + lines[n + 1 :]), "utf-8")
        quiz.stamp()
        found = [f for f in check(quiz.folder, TODAY) if not f.notice and f.file.name != "en.md"]
        opens = True
        try:
            Library(quiz.folder, "fr").pool("bienvenue")
        except QuizError:
            opens = False
        assert opens == (not found), (n, found)
