"""The index of texts: the same answers with SQLite's full-text index and without, and no query is an error."""

import sqlite3
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.content import full_text
from coach.content.full_text import Entry, FullText

ENTRIES = (
    Entry(
        "lesson", "screen", "Éteindre l’écran", "Poste", "Un écran éteint épargne. La pièce jointe attend."
    ),
    Entry(
        "lesson",
        "mail",
        "Moins de courriels",
        "Messagerie",
        "Écrire un e-mail à peu de monde. Mode d’emploi.",
    ),
    Entry("lesson", "heart", "Au cœur du réseau", "Web", "Les câbles et les cartes mères."),
    Entry("term", "size", "mégaoctet", "Mo", "Unité de taille d’un fichier."),
    Entry("fact", "video", "Une heure de vidéo émet 55 g CO2e.", "ADEME 2022", "Étude"),
)
SYNONYMS = (
    ("courriel", "e-mail", "mail"),
    ("mégaoctet", "Mo"),
    ("pièce jointe", "fichier joint"),
    ("carte mère", "carte principale"),
)
TRICKS = (
    '"',
    "*",
    "NEAR(",
    "AND",
    "OR NOT",
    "title:",
    "(",
    ")",
    "^",
    "-",
    "+",
    "'",
    ";--",
    "\x00",
    "\ud800",
    "{}",
)


@pytest.fixture(params=[False, True], ids=["fts5", "scan"])
def index(request: pytest.FixtureRequest) -> FullText:
    """The same entries in both ways to search."""
    return FullText(ENTRIES, SYNONYMS, plain=request.param)


def ids(index: FullText, words: str) -> list[str]:
    return [entry.id for entry in index.find(words)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ecran", ["screen"]),
        ("ÉCRANS", ["screen"]),
        ("écra", ["screen"]),
        ("l'écran", ["screen"]),
        ("coeur", ["heart"]),
        ("cœur", ["heart"]),
        ("mail", ["mail"]),
        ("mails", ["mail"]),
        ("courriels", ["mail"]),
        ("messagerie e-mail", ["mail"]),
        ("fichier joint", ["screen"]),
        ("fichiers joints", ["screen"]),
        ("carte mère", ["heart"]),
        ("ademe 2022", ["video"]),
        ("co2e", ["video"]),
        ("ecran reseau", []),
        ("", []),
        (" _ ", []),
    ],
)
def test_every_word_must_be_somewhere_or_one_of_its_synonyms(
    index: FullText, words: str, found: list[str]
) -> None:
    assert ids(index, words) == found


def test_a_short_synonym_is_a_whole_word(index: FullText) -> None:
    # "Mo" stands for "mégaoctet"; "mode" does not.
    assert ids(index, "mégaoctet") == ["size"]


def test_a_title_comes_before_a_text(index: FullText) -> None:
    entries = (
        Entry("lesson", "body", "Autre chose", "", "imprimer " * 3),
        Entry("lesson", "title", "Imprimer", "", ""),
    )
    assert [one.id for one in FullText(entries).find("imprimer")] == ["title", "body"]
    assert [one.id for one in FullText(entries, plain=True).find("imprimer")] == ["title", "body"]


def test_what_resembles_comes_near_the_nearest_first(index: FullText) -> None:
    everything: Callable[[Entry], bool] = lambda _entry: True  # noqa: E731 - as short as what it says
    assert index.near("resau", everything)[0] == "réseau"
    assert index.near("corriel", everything)[0] == "courriels"
    assert index.near("zzzzzz", everything) == ()
    assert index.near("ecran", everything) == ()
    assert index.near("resau", lambda entry: entry.kind == "fact") == ()


WORDS = st.sampled_from(
    [
        "ecran",
        "mail",
        "mo",
        "m",
        "pièce jointe",
        "e-mail",
        "L’écran",
        "cœur",
        "2022",
        "de",
        "un",
        "zebre",
        *TRICKS,
    ]
)


@given(st.lists(WORDS, max_size=5).map(" ".join))
def test_both_ways_find_the_same(words: str) -> None:
    fast, plain = FullText(ENTRIES, SYNONYMS), FullText(ENTRIES, SYNONYMS, plain=True)
    assert set(ids(fast, words)) == set(ids(plain, words))


@given(st.text(max_size=300) | st.lists(st.sampled_from(TRICKS), max_size=8).map(" ".join))
def test_no_query_is_an_error(words: str) -> None:
    index = FullText(ENTRIES, SYNONYMS)
    index.find(words)
    index.near(words, lambda _entry: True)


def test_a_query_of_any_length_is_answered(index: FullText) -> None:
    assert ids(index, "ecran" * 2_000) == []
    assert ids(index, "ecran " * 2_000) == ["screen"]
    assert len(index.wishes("a b c d e f g h " * 1_000)) <= full_text.MOST_WORDS


def test_without_fts5_the_scan_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    class Without(sqlite3.Connection):
        def execute(self, *_told: object) -> sqlite3.Cursor:
            raise sqlite3.OperationalError("no such module: fts5")

    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *told, **how: real(*told, **how, factory=Without))
    assert ids(FullText(ENTRIES, SYNONYMS), "courriel") == ["mail"]
