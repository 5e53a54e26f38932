"""Every word that the program or its lessons show is spelt as a dictionary has it, or stands on our list."""

import dataclasses
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from coach import words
from coach.content.library import Library, library
from tests.house.tree import ROOT

DICTIONARIES = {"fr": "fr", "en": "en_GB"}
# What is no prose: addresses, references to facts, marks of Markdown, words inside a drawing.
_NO_PROSE = re.compile(
    r"https?://\S+|\{[^}]*\}|%\(\w+\)[rs]|\[[a-z0-9-]+\]|[*_`#|]|<svg.*?</svg>|coach://\S+", re.DOTALL
)
# What the interface quotes of files and commands: keys, file names, options, what is typed after "coach".
_TYPED = re.compile(
    r"[«“]\u00a0?[\w.\- =|/:]+?\u00a0?[»”]|--[\w-]+|\bcoach(?: [a-z-]+\b)+|[\w-]+\.[a-z]{2,}\b|\d{4}-\d\d\S*"
)
_BESIDE = re.compile(r"^(l|d|qu|n|s|j|c|m|t)'|'s$", re.IGNORECASE)
# Their other spellings are of another language, or American.
FOREIGN = frozenset({"centre-de-donnees", "ecoblanchiment", "favori", "fibre"})
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
    for path in shelf.paths.values():
        yield from (path.title, path.summary)
        if path.quiz:
            yield from shown(shelf.pool(path.id).questions)
    for gesture in shelf.gestures.values():
        yield gesture.text
        yield from (click for way in gesture.how for click in way.clicks)
    for fact in shelf.facts.values():
        yield fact.statement
    for term in shelf.terms.values():
        yield from (term.name, term.meaning, *(one for one in term.also if term.id not in FOREIGN))
    for competence in shelf.label.competences:
        yield from (competence.title, competence.evidence)


def interface(language: str) -> Iterator[str]:
    """All that the window, the agent and the commands say: English stands in the code, French in its catalogue."""
    with (ROOT / "i18n" / "fr" / "coach.po").open("rb") as file:
        for message in read_po(file, locale="fr"):
            if message.id:
                said = message.string if language == "fr" else message.id
                yield from (_TYPED.sub(" ", one) for one in shown(said))


def unknown(prose: str, language: str, *lists: str) -> list[str]:
    """The words that neither the dictionary has, nor our list, nor other lists of ours."""
    own = Path(__file__).with_name(f"words_{language}.txt")
    plain = _NO_PROSE.sub(" ", prose).replace("’", "'").replace("\u2011", "-").replace("\u2060", "")
    done = subprocess.run(
        ["hunspell", "-i", "UTF-8", "-d", DICTIONARIES[language], "-p", own, "-l"],
        input=plain, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    # The dictionaries take no article, genitive or full stop beside a word of our list.
    ours = (own, *(own.with_name(f"words_{name}.txt") for name in lists))
    known = {word for file in ours for word in file.read_text("utf-8").split()}
    found = {word.strip(".'-") for word in done.stdout.split()}
    return sorted(word for word in found if _BESIDE.sub("", word) not in known)


@pytest.mark.parametrize("language", DICTIONARIES)
def test_every_word_is_known(language: str) -> None:
    words.use(language)
    try:
        assert unknown("\n".join(texts(library(language))), language) == []
    finally:
        words.use("en")


@pytest.mark.parametrize("language", DICTIONARIES)
def test_every_word_of_the_interface_is_known(language: str) -> None:
    assert unknown("\n".join(interface(language)), language, "interface") == []


@pytest.mark.parametrize(
    ("language", "prose", "wrong"),
    [("fr", "L’écran s’etteint.", ["s'etteint"]), ("en", "The scrreen sleeps.", ["scrreen"])],
)
def test_a_wrong_word_is_found(language: str, prose: str, wrong: list[str]) -> None:
    assert unknown(prose, language) == wrong
