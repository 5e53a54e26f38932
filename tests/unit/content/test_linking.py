"""Links to the glossary: whole words, once a step, never where the text is no prose."""

import pytest

from coach.content.library import Library
from coach.content.linking import Linker, linker
from coach.domain.glossary import Term
from tests.unit.content.author import Author

TERMS = {
    term.id: term
    for term in (
        Term("ia", "intelligence artificielle", "…", ("IA",)),
        Term("gen", "IA générative", "…"),
        Term("pj", "pièce jointe", "…"),
        Term("rebond", "effet rebond", "…"),
        Term("reseau", "réseau", "…", linked=False),
        Term("ecran", "lecteur d’écran", "…"),
    )
}


def link(*texts: str) -> list[str]:
    return list(Linker(TERMS).link(*texts)[0])


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("L’IA aide.", "L’[IA](glossary:ia) aide."),
        ("L’IA générative, puis l’IA.", "L’[IA générative](glossary:gen), puis l’[IA](glossary:ia)."),
        ("Deux pièces jointes.", "Deux [pièces jointes](glossary:pj)."),
        ("Pièce jointe ou lien ?", "[Pièce jointe](glossary:pj) ou lien ?"),
        ("Les effets rebond.", "Les [effets rebond](glossary:rebond)."),
        ("Un lecteur d'écran.", "Un [lecteur d'écran](glossary:ecran)."),
        ("IA, IA.", "[IA](glossary:ia), IA."),
        ("**IA**", "**[IA](glossary:ia)**"),
        ("Un trias, une ia, IA-box.", "Un trias, une ia, IA-box."),
        ("Le réseau.", "Le réseau."),
        ("La rubrique « IA », puis l’IA.", "La rubrique « IA », puis l’[IA](glossary:ia)."),
        ("Open “IA”.", "Open “IA”."),
        ("### IA\nIA", "### IA\n[IA](glossary:ia)"),
        ("[IA](https://ia.example/IA) et `IA` et https://a.example/IA", None),
    ],
)
def test_what_is_linked(text: str, linked: str | None) -> None:
    assert link(text) == [text if linked is None else linked]


def test_a_term_is_linked_once_in_all_the_texts_of_a_step_and_named_in_order() -> None:
    texts, terms = Linker(TERMS).link("Une pièce jointe et l’IA.", "Encore l’IA.")
    assert texts[1] == "Encore l’IA."
    assert [term.id for term in terms] == ["pj", "ia"]


def test_without_terms_nothing_is_linked() -> None:
    assert Linker({}).link("IA")[0] == ["IA"]


def test_the_linker_of_a_library_is_made_once(author: Author) -> None:
    shelf = Library(author.folder, "en")
    assert linker(shelf) is linker(shelf)
    author.change("glossary.toml", 'also_en = ["standby"]', 'also_en = ["standby", "doze"]')
    assert linker(Library(author.folder, "en")).link("A doze.")[0] == ["A [doze](glossary:veille)."]
