"""`coach coverage` and `coach check --sources`, as an author types them."""

from pathlib import Path

import pytest

from coach.__main__ import main
from coach.content.sources import FILE
from tests.unit.content.author import Author, make_folder
from tests.unit.content.quiz import make_quiz


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def author(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Author:
    """An author before a folder without a fault."""
    return Author(make_folder(tmp_path), capsys)


def test_all_covered_ends_with_0(author: Author) -> None:
    assert main(["coverage", str(author.folder)]) == 0
    told = author.capsys.readouterr().out
    assert "covered   Switch off one's desk (1 lesson, 5 questions)" in told
    assert "covered   ch-1  Save (1 competence, 1 lesson)" in told
    assert told.endswith("0 things are missing.\n")


def test_questions_of_a_final_quiz_are_told_apart(author: Author) -> None:
    make_quiz(author.folder)
    assert main(["coverage", str(author.folder)]) == 0
    assert "(1 lesson, 5 questions, 20 in final quizzes)" in author.capsys.readouterr().out


def test_what_is_missing_is_marked_and_ends_with_1(author: Author) -> None:
    author.file("lesson.toml").unlink()
    assert main(["coverage", str(author.folder)]) == 1
    told = author.capsys.readouterr().out
    assert "MISSING   Switch off one's desk (0 lessons, 0 questions)" in told
    assert told.endswith("2 things are missing.\n")


def test_a_folder_that_is_not_there_is_named(author: Author) -> None:
    assert main(["coverage", str(author.folder / "none")]) == 1
    assert "There is no folder" in author.capsys.readouterr().err


def test_the_bibliography_is_written_first(author: Author) -> None:
    assert main(["check", "--sources", str(author.folder)]) == 0
    assert author.capsys.readouterr().out == "SOURCES.md is written.\n0 faults.\n"
    assert (author.folder / FILE).is_file()
    assert main(["check", "--sources", str(author.folder)]) == 0
    assert author.capsys.readouterr().out == "SOURCES.md was up to date.\n0 faults.\n"
