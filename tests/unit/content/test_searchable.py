"""What is searched: the texts of lessons, terms and facts, never the questions."""

import os
from pathlib import Path

from coach.content import searchable
from coach.content.library import Library
from tests.unit.content.author import Author


def found(folder: Path, words: str, language: str = "en") -> list[tuple[str, str]]:
    index = searchable.full_text(Library(folder, language))
    return [(entry.kind, entry.id) for entry in index.find(words)]


def test_lessons_terms_and_facts_are_found(author: Author) -> None:
    assert ("lesson", "eteindre-le-soir") in found(author.folder, "workstation")
    assert found(author.folder, "standby") == [("term", "veille")]
    assert ("fact", "screen") in found(author.folder, "spares ADEME")


def test_a_synonym_of_the_glossary_finds_the_other_spelling(author: Author) -> None:
    assert ("term", "courriel") in found(author.folder, "message électronique", "fr")
    assert ("fact", "old") in found(author.folder, "courriels", "fr")


def test_questions_and_answers_are_not_searched(author: Author) -> None:
    author.change("en.md", "feedback: Yes too.", "feedback: Xylophone.")
    assert found(author.folder, "xylophone") == []


def test_the_index_of_a_library_is_made_once(author: Author) -> None:
    shelf = Library(author.folder, "en")
    assert searchable.full_text(shelf) is searchable.full_text(shelf)
    author.change("glossary.toml", 'also_en = ["standby"]', 'also_en = ["standby", "doze"]')
    assert found(author.folder, "doze") == [("term", "veille")]


def test_a_broken_lesson_costs_no_other(author: Author) -> None:
    author.write("fr.md", "# Rien")
    os.remove(author.file("en.md"))
    assert found(author.folder, "standby") == [("term", "veille")]
