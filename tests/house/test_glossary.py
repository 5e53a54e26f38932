"""The shipped glossary is whole in both languages, lessons are linked to it rightly, and every source is listed."""

import re
from pathlib import Path

import pytest

from coach.content.library import Library
from coach.content.linking import linker
from coach.content.sources import FILE, bibliography
from tests.house.tree import ROOT

FOLDER = ROOT / "lessons"
LANGUAGES = ("fr", "en")


@pytest.fixture(params=LANGUAGES)
def shelf(request: pytest.FixtureRequest) -> Library:
    """The shipped lessons in each language."""
    return Library(FOLDER, request.param)


def test_sixty_terms_and_more_in_both_languages() -> None:
    french, english = (Library(FOLDER, language).terms for language in LANGUAGES)
    assert len(french) >= 60
    assert french.keys() == english.keys()
    assert sum(french[name].meaning != english[name].meaning for name in french) == len(french)


def test_every_meaning_is_a_sentence_that_says_more_than_its_word(shelf: Library) -> None:
    for term in shelf.terms.values():
        assert term.meaning.endswith("."), term.id
        assert len(term.meaning.split()) >= 8, term.id


def test_every_link_of_a_lesson_is_a_whole_spelling_of_its_term(shelf: Library) -> None:
    known = linker(shelf)
    count = 0
    for name in shelf.folders:
        for step in shelf.lesson(name).steps:
            marked, terms = known.link(step.body, step.rest)
            links = re.findall(r"\[([^\]]+)\]\(glossary:([a-z0-9-]+)\)", "\n".join(marked))
            assert [term.id for term in terms] == [term for _word, term in links]
            for word, term in links:
                bare = re.sub(r"[sx]\b", "", word.replace("\u00a0", " ")).casefold()
                spelt = {re.sub(r"[sx]\b", "", one).casefold() for one in shelf.terms[term].spellings}
                assert bare in spelt, f"{name}: {word} -> {term}"
            count += len(links)
    assert count > 10


def test_the_bibliography_is_up_to_date() -> None:
    written = Path(FOLDER / FILE).read_text("utf-8")
    assert written == bibliography(Library(FOLDER, "fr").facts.values()), (
        "run “coach check --sources lessons”"
    )
