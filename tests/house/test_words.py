"""Every text of the code is translated, with the same placeholders, and set as French is set."""

import ast
import re
import string
from functools import cache
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.house.tree import ROOT, files, named
from tests.house.typography import faults_of_french

# As packaging/words.py asks for them: N_ marks a text for later, `counted` a pair for gettext's plural.
KEYWORDS: dict[str, Any] = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None, "counted": (1, 2)}
PRINTF = re.compile(r"%(?:\(\w+\))?[rs]")
Id = str | tuple[str, ...]


@cache
def catalogue(language: str) -> Catalog:
    """The catalogue of a language."""
    with (ROOT / "i18n" / language / "coach.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.fixture(scope="module")
def in_code() -> dict[Id, str]:
    """Every text of the code, and the first place where it stands."""
    found: dict[Id, str] = {}
    for name, line, text, _comments, _context in extract_from_dir(str(ROOT / "coach"), keywords=KEYWORDS):
        found.setdefault(text, f"coach/{name}:{line}")
    return found


def texts(message: Message) -> list[tuple[str, str]]:
    """Pairs of the original and its translation, one a plural form."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    last = len(message.id) - 1
    return [(message.id[min(n, last)], said) for n, said in enumerate(forms(message))]


def texts_of(message: Message) -> tuple[str, ...]:
    """The original, singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def forms(message: Message) -> tuple[str, ...]:
    """The plural forms of a translation."""
    assert isinstance(message.string, list | tuple)
    return tuple(message.string)


def placeholders(text: str) -> set[str]:
    """The names in braces, and what Python's own parser of commands puts in the place of a value."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None} | set(
        PRINTF.findall(text)
    )


@pytest.fixture(scope="module")
def french() -> list[Message]:
    """Every message of the French catalogue but its heading."""
    return [message for message in catalogue("fr") if message.id]


def test_every_text_of_the_code_is_in_every_catalogue_and_nothing_else_is(in_code: dict[Id, str]) -> None:
    assert len(in_code) > 200
    for folder in (ROOT / "i18n").iterdir():
        if folder.is_dir():
            known = {message.id for message in catalogue(folder.name) if message.id}
            assert {place: text for text, place in in_code.items() if text not in known} == {}, folder.name
            assert known - in_code.keys() == set(), folder.name


def test_texts_inside_f_strings_are_in_the_catalogue_too() -> None:
    """Babel does not see into an f-string: a text that stands nowhere else would stay English, unnoticed."""
    known = {one for message in catalogue("fr") if message.id for one in texts_of(message)}
    lost = [
        f"{named(file)}:{call.lineno}"
        for file in files("coach/**/*.py")
        for part in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(part, ast.JoinedStr)
        for call in ast.walk(part)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in KEYWORDS
        for said in call.args[:2]
        if isinstance(said, ast.Constant) and said.value not in known
    ]
    assert lost == []


def test_every_text_is_translated_and_none_is_only_a_guess(french: list[Message]) -> None:
    assert [message.id for message in french if message.fuzzy] == []
    assert [one for message in french for one, said in texts(message) if not said.strip()] == []


def test_every_plural_has_the_forms_of_its_language(french: list[Message]) -> None:
    plurals = [message for message in french if not isinstance(message.id, str)]
    assert plurals
    assert [message.id for message in plurals if len(forms(message)) != catalogue("fr").num_plurals] == []


def test_placeholders_are_those_of_the_original() -> None:
    for language in ("fr", "en"):
        for message in catalogue(language):
            for original, said in texts(message):
                if message.id and said:
                    assert placeholders(said) == placeholders(original), said


def test_a_translation_ends_as_its_original(french: list[Message]) -> None:
    for message in french:
        for original, said in texts(message):
            ends = {".": ".", "?": "?", ":": ":", "…": "…"}
            assert said[-1:] == ends.get(original[-1:], said[-1:]), said
            assert said.strip() == said or original.strip() != original, said


def test_french_is_set_as_french_is_set(french: list[Message]) -> None:
    told = [PRINTF.sub("x", said) for message in french for _, said in texts(message)]
    assert [fault for said in told for fault in faults_of_french(said)] == []


def test_originals_are_english_and_quote_as_english_does(in_code: dict[Id, str]) -> None:
    for text, place in in_code.items():
        for form in (text,) if isinstance(text, str) else text:
            assert not re.search("[«»]", form), place
            assert not re.search(r'"\w[^"]*"', form), place
