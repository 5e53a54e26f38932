"""A word or two to write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.questions.text import KIND, one_slip, plain, spellings

KEY = {
    "answers": ["veille", "arret"],
    "right": "veille",
    "spellings": {"veille": ("mise en veille", "veille"), "arret": ("extinction", "arrêt")},
}


@pytest.mark.parametrize(
    "written", ["veille", "Veille.", "  MISE  EN VEILLE ", "mise-en-veille", "mise en veile", "veile"]
)
def test_case_accents_punctuation_and_a_slip_are_forgiven(written: str) -> None:
    assert KIND.score(KEY, written) == 1


@pytest.mark.parametrize("written", ["extinction", "Arret", "arrêt"])
def test_a_foreseen_wrong_answer_is_recognised(written: str) -> None:
    assert KIND.misses(KEY, written) == ("arret",)


@pytest.mark.parametrize("written", ["vieilles", "lune", "", "?!", "veille et arret", "v" * 80])
def test_anything_else_is_another_answer(written: str) -> None:
    assert KIND.misses(KEY, written) == ("other",)


def test_an_exact_answer_wins_over_one_that_is_a_slip_away() -> None:
    key = {
        "answers": ["envoie", "envoi"],
        "right": "envoie",
        "spellings": {"envoie": ("envoie",), "envoi": ("envoi",)},
    }
    assert KIND.misses(key, "envoi") == ("envoi",)


def test_short_words_are_not_guessed() -> None:
    assert not one_slip("vers", "vert")
    assert one_slip("nuages", "nuage")


@given(st.text("abcde", min_size=5, max_size=9), st.data())
def test_one_slip_is_one_letter(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    missing, doubled = word[:place] + word[place + 1 :], word[: place + 1] + word[place:]
    exchanged = f"{word[:place]}z{word[place + 1 :]}"
    turned = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
    assert all(one_slip(written, word) for written in (missing, doubled, exchanged, turned))
    assert not one_slip(f"zz{word}", word)
    assert not one_slip(f"z{word[1:-1]}z", word)


def test_ligatures_and_marks() -> None:
    assert plain("Œuvre d’Été n°\u00a05") == "oeuvre d ete n 5"
    assert spellings("mise en veille | veille |") == ("mise en veille", "veille")


def test_faults() -> None:
    assert KIND.check(KEY) == []
    assert KIND.check({"answers": ["a"], "right": "b"})
    assert KIND.check({"answers": ["a", "other"], "right": "a"}) == [
        "the id “other” stands for whatever else is written"
    ]
    assert KIND.check_words(KEY, {"veille": "veille", "arret": "arrêt | extinction"}) == []
    assert KIND.check_words(KEY, {"veille": "veille", "arret": "Veille"}) == [
        "“arret” is written like another answer"
    ]
    assert KIND.check_words(KEY, {"veille": "veille", "arret": " | "}) == [
        "the answer “arret” has no spelling"
    ]
