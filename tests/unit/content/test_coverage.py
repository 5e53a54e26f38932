"""What the lessons cover of the competence tree."""

from coach.content.coverage import coverage
from coach.content.library import Library
from tests.unit.content.author import Author
from tests.unit.content.quiz import make_quiz

NEW = """
[competence.imprimer]
domain = "poste"
level = 1
audiences = ["all-staff"]
fr = "Imprimer peu"
en = "Print little"
evidence_fr = "Peu."
evidence_en = "Little."
supports = ["ch-1", "PA01"]

[support.PA01]
kind = "principle"
fr = "Principe"
en = "Principle"

[support.TIR01]
kind = "criterion"
fr = "Critère"
en = "Criterion"
part_of = "PA01"

[support.ch-2]
kind = "charter"
fr = "Engagement"
en = "Commitment"

[support.ch-2-1]
kind = "charter"
fr = "Point"
en = "Point"
part_of = "ch-2"
"""


def test_everything_is_covered(author: Author) -> None:
    found = coverage(Library(author.folder, "en"))
    assert [(one.competence.id, one.lessons, one.questions) for one in found.goals] == [
        ("eteindre", ("Switch off in the evening",), 5)
    ]
    assert [(one.support.id, one.competences, one.lessons) for one in found.points] == [
        ("ch-1", ("Switch off one's desk",), ("Switch off in the evening",))
    ]
    assert found.missing == 0


def test_what_no_lesson_teaches_and_where_the_tree_does_not_lead(author: Author) -> None:
    file = author.file("label.toml")
    author.write("label.toml", file.read_text("utf-8") + NEW)
    found = coverage(Library(author.folder, "en"))
    assert [(one.competence.id, one.covered) for one in found.goals] == [
        ("eteindre", True),
        ("imprimer", False),
    ]
    # A commitment is covered by its points, a criterion with its principle.
    assert [(one.support.id, one.covered) for one in found.points] == [
        ("ch-1", True),
        ("PA01", False),
        ("ch-2-1", False),
    ]
    assert found.missing == 3


def test_a_lesson_with_too_few_questions_does_not_cover(author: Author) -> None:
    author.write("label.toml", author.file("label.toml").read_text("utf-8") + NEW)
    author.change("lesson.toml", 'competences = ["eteindre"]', 'competences = ["imprimer", "eteindre"]')
    goals = coverage(Library(author.folder, "en")).goals
    assert [(goal.questions, goal.covered) for goal in goals] == [(1, False), (4, True)]


def test_questions_of_a_final_quiz_count_and_are_told_apart(author: Author) -> None:
    author.write("label.toml", author.file("label.toml").read_text("utf-8") + NEW)
    author.change("lesson.toml", 'competences = ["eteindre"]', 'competences = ["imprimer", "eteindre"]')
    make_quiz(author.folder)
    goals = coverage(Library(author.folder, "en")).goals
    assert [(goal.questions, goal.in_quizzes, goal.lacking) for goal in goals] == [(1, 20, 0), (4, 0, 0)]
    assert all(goal.covered for goal in goals)


def test_a_quiz_that_cannot_be_read_counts_nothing(author: Author) -> None:
    (make_quiz(author.folder) / "quiz.toml").write_text("[[question", "utf-8")
    assert coverage(Library(author.folder, "en")).goals[0].in_quizzes == 0


def test_a_lesson_that_cannot_be_read_teaches_nothing(author: Author) -> None:
    author.write("lesson.toml", "edition = [")
    assert coverage(Library(author.folder, "en")).goals[0].lessons == ()
