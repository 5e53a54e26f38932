"""Excerpts: the words around what was looked for, and the places of the marks."""

from hypothesis import given
from hypothesis import strategies as st

from coach.domain.excerpt import Excerpt, Phrase, around, marked

ECRAN = Phrase(("ecran",))
LONG = "Un deux trois quatre cinq six sept huit neuf dix onze **Écrans** douze " + "mot " * 40


def told(excerpt: Excerpt) -> list[str]:
    return [excerpt.text[start:end] for start, end in excerpt.marks]


def test_words_that_begin_so_are_marked_accents_and_case_aside() -> None:
    assert told(marked("L’Écran, des écrans, lavécran", [ECRAN])) == ["Écran", "écrans"]
    assert told(marked("Au cœur", [Phrase(("coe",))])) == ["cœur"]


def test_the_words_around_are_cut_between_words_and_without_markup() -> None:
    found = around(LONG, [ECRAN])
    assert found.text.startswith("… quatre cinq")
    assert found.text.endswith(" …")
    assert told(found) == ["Écrans"]
    assert "*" not in found.text


def test_a_short_text_is_shown_whole() -> None:
    assert around("Éteindre l’écran le soir.", [ECRAN]).text == "Éteindre l’écran le soir."


def test_nothing_is_shown_where_nothing_is_found() -> None:
    assert around(LONG, [Phrase(("zebre",))]) == Excerpt("")


def test_words_in_a_row_are_marked_together_and_only_so() -> None:
    phrases = [Phrase(("e", "mail")), Phrase(("piece", "jointe")), Phrase(("mo",), open=False)]
    text = "Un e-mail et des pièces jointes, une pièce jointe en mode Mo."
    assert told(marked(text, phrases)) == ["e-mail", "pièce jointe", "Mo"]


PHRASES = st.builds(Phrase, st.lists(st.text(min_size=1), min_size=1, max_size=2).map(tuple), st.booleans())


@given(st.text(), st.lists(PHRASES, max_size=3))
def test_marks_never_leave_the_text_nor_overlap(text: str, phrases: list[Phrase]) -> None:
    found, at = around(text, phrases), 0
    for start, end in found.marks:
        assert at <= start < end <= len(found.text)
        at = end
