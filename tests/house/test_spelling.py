"""Every word that a lesson, a gesture or a fact shows is spelt as a dictionary has it, or stands on our list."""

import dataclasses
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from coach import words
from coach.content.library import Library, library

DICTIONARIES = {"fr": "fr", "en": "en_GB"}
# What is no prose: addresses, references to facts, marks of Markdown, words inside a drawing.
_NO_PROSE = re.compile(r"https?://\S+|\{[^}]*\}|\[[a-z0-9-]+\]|[*_`#|]|<svg.*?</svg>|coach://\S+", re.DOTALL)
_BESIDE = re.compile(r"^(l|d|qu|n|s|j|c|m|t)'|'s$", re.IGNORECASE)
_NOT_SHOWN = {"id", "hash", "key", "shelf", "language", "cover", "kind", "nudges", "facts", "gesture", "svg"}


def shown(value: object) -> Iterator[str]:
    """Every text inside a value of the content, without ids."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from shown(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from shown(one)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in _NOT_SHOWN and "competence" not in field.name:
                yield from shown(getattr(value, field.name))


def texts(shelf: Library) -> Iterator[str]:
    """All that people read of the lessons folder."""
    for name in shelf.folders:
        yield from shown(shelf.lesson(name))
    for gesture in shelf.gestures.values():
        yield gesture.text
        yield from (click for way in gesture.how for click in way.clicks)
    for fact in shelf.facts.values():
        yield fact.statement


def unknown(prose: str, language: str) -> list[str]:
    """The words that neither the dictionary nor our list has."""
    own = Path(__file__).with_name(f"words_{language}.txt")
    plain = _NO_PROSE.sub(" ", prose).replace("’", "'").replace("\u2011", "-").replace("\u2060", "")
    done = subprocess.run(
        ["hunspell", "-i", "UTF-8", "-d", DICTIONARIES[language], "-p", own, "-l"],
        input=plain, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    # The dictionaries take no article, genitive or full stop beside a word of our list.
    known = set(own.read_text("utf-8").split())
    found = {word.strip(".'-") for word in done.stdout.split()}
    return sorted(word for word in found if _BESIDE.sub("", word) not in known)


@pytest.mark.parametrize("language", DICTIONARIES)
def test_every_word_is_known(language: str) -> None:
    words.use(language)
    try:
        assert unknown("\n".join(texts(library(language))), language) == []
    finally:
        words.use("en")


@pytest.mark.parametrize(
    ("language", "prose", "wrong"),
    [("fr", "L’écran s’etteint.", ["s'etteint"]), ("en", "The scrreen sleeps.", ["scrreen"])],
)
def test_a_wrong_word_is_found(language: str, prose: str, wrong: list[str]) -> None:
    assert unknown(prose, language) == wrong
