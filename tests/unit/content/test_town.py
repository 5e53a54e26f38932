"""The town's words where there are any, else a whole neutral sentence."""

import pytest

from coach.content.town import read_town
from tests.unit.content.author import Author


@pytest.mark.parametrize(("language", "said"), [("fr", "Appelez le 12 34."), ("en", "Call le 12 34.")])
def test_the_word_goes_into_the_sentence(author: Author, language: str, said: str) -> None:
    assert read_town(author.folder, language) == {"help_desk": said}


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Appelez votre support."), ("en", "Call your help desk.")]
)
def test_without_a_word_the_sentence_is_neutral(author: Author, language: str, said: str) -> None:
    author.change("organisation.toml", '"le 12 34"', '"  "')
    assert read_town(author.folder, language) == {"help_desk": said}


def test_a_word_with_braces_is_only_a_word(author: Author) -> None:
    author.change("organisation.toml", '"le 12 34"', '"{0} {x}"')
    assert read_town(author.folder, "fr") == {"help_desk": "Appelez {0} {x}."}


def test_without_the_file_there_are_no_words(author: Author) -> None:
    author.file("organisation.toml").unlink()
    assert read_town(author.folder, "fr") == {}
