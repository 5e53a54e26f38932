"""A library is read once, and again as soon as any file that it reads has come, gone or changed."""

import os
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from coach import places
from coach.content.library import library
from coach.content.stamp import stamp
from tests.unit.content.author import LESSON_FOLDER, Author

CARD = Path(LESSON_FOLDER).name


def test_lessons_are_read_once(author: Author) -> None:
    first = library("en", str(author.folder))
    assert first.cards[CARD].title == "Switch off in the evening"
    assert library("en", str(author.folder)) is first
    assert first.lesson(CARD) is first.lesson(CARD)


def test_a_change_is_seen_at_the_next_look(author: Author) -> None:
    before = library("en", str(author.folder)).cards[CARD]
    assert library("en", str(author.folder)).lesson(CARD).title == "Switch off in the evening"
    author.change("en.md", "# Switch off in the evening", "# Switch off at night")
    assert before.title == "Switch off in the evening"
    after = library("en", str(author.folder))
    assert (after.cards[CARD].title, after.lesson(CARD).title) == ("Switch off at night",) * 2


def test_another_language_and_another_folder_are_other_lessons(author: Author) -> None:
    folder = str(author.folder)
    assert library("en", folder).cards[CARD].title == "Switch off in the evening"
    assert library("fr", folder).cards[CARD].title == "Éteindre le soir"
    assert CARD not in library("fr").cards


@pytest.mark.parametrize(
    "name",
    ["facts.toml", "paths.toml", "lesson.toml", "fr.md", "en.md", "cover.svg", "quiz/bienvenue/quiz.toml"],
)
def test_each_file_that_is_read_counts(author: Author, name: str) -> None:
    file = author.file(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    seen = [stamp([str(author.folder)])]
    for change in (
        lambda: file.write_bytes((file.read_bytes() if file.exists() else b"") + b"\n"),
        lambda: os.utime(file, ns=(0, 0)),
        file.unlink,
    ):
        change()
        seen.append(stamp([str(author.folder)]))
    assert all(before != after for before, after in pairwise(seen))


def test_a_lesson_that_comes_and_one_that_goes(author: Author) -> None:
    lesson = author.file("lesson.toml").parent
    before = stamp([str(author.folder)])
    shutil.move(lesson, author.folder / "moved")
    assert stamp([str(author.folder)]) != before
    shutil.move(author.folder / "moved", lesson)
    assert stamp([str(author.folder)]) == before


def test_what_cannot_be_looked_at_is_as_if_it_were_not_there(author: Author) -> None:
    before = stamp([str(author.folder)])
    (author.folder / "nowhere.toml").symlink_to(author.folder / "gone")
    (author.folder / "around").symlink_to(author.folder)
    assert stamp([str(author.folder), str(author.folder / "gone"), places.packs()]) >= before
