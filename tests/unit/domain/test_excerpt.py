"""Excerpts: the words around what was looked for, and the places of the marks."""

from hypothesis import given
from hypothesis import strategies as st

from coach.domain.excerpt import Excerpt, around, marked

LONG = "Un deux trois quatre cinq six sept huit neuf dix onze **Écrans** douze " + "mot " * 40


def told(excerpt: Excerpt) -> list[str]:
    return [excerpt.text[start:end] for start, end in excerpt.marks]


def test_words_that_begin_so_are_marked_accents_and_case_aside() -> None:
    assert told(marked("L’Écran, des écrans, lavécran", ["ecran"])) == ["Écran", "écrans"]
    assert told(marked("Au cœur", ["coe"])) == ["cœur"]


def test_the_words_around_are_cut_between_words_and_without_markup() -> None:
    found = around(LONG, ["ecran"])
    assert found.text.startswith("… quatre cinq")
    assert found.text.endswith(" …")
    assert told(found) == ["Écrans"]
    assert "*" not in found.text


def test_a_short_text_is_shown_whole() -> None:
    assert around("Éteindre l’écran le soir.", ["ecran"]).text == "Éteindre l’écran le soir."


def test_nothing_is_shown_where_nothing_is_found() -> None:
    assert around(LONG, ["zebre"]) == Excerpt("")


@given(st.text(), st.lists(st.text(min_size=1), max_size=3))
def test_marks_never_leave_the_text_nor_overlap(text: str, starts: list[str]) -> None:
    found, at = around(text, starts), 0
    for start, end in found.marks:
        assert at <= start < end <= len(found.text)
        at = end
