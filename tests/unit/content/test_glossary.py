"""The glossary: terms in one language, and a town's own beside them."""

from coach.content.glossary import read_terms
from coach.content.library import Library
from tests.unit.content.author import Author

ROWS = {
    "b": {"fr": "écran", "en": "screen", "means_fr": "Un écran.", "means_en": "A screen.", "see": ["a", "x"]},
    "a": {"fr": "Zone", "en": "area", "means_fr": "Une zone.", "means_en": "An area.", "also_fr": ["aire"]},
}


def test_terms_stand_in_the_order_of_the_alphabet_accents_aside() -> None:
    assert [term.name for term in read_terms(ROWS, "fr").values()] == ["écran", "Zone"]
    assert [term.name for term in read_terms(ROWS, "en").values()] == ["area", "screen"]


def test_what_a_term_says() -> None:
    terms = read_terms(ROWS, "fr")
    assert terms["a"].spellings == ("Zone", "aire")
    assert terms["b"].see == ("a",)
    assert (terms["b"].meaning, terms["b"].linked) == ("Un écran.", True)
    assert read_terms(ROWS, "de")["b"].name == "écran"


def test_a_town_adds_terms_and_changes_one(author: Author) -> None:
    town = author.folder.parent / "town"
    town.mkdir()
    (town / "glossary.toml").write_text(
        '[term.courriel]\nfr = "mél"\nen = "mel"\nmeans_fr = "Ici."\nmeans_en = "Here."\n'
        '[term.mairie]\nfr = "mairie"\nen = "town hall"\nmeans_fr = "La nôtre."\nmeans_en = "Ours."\n',
        "utf-8",
    )
    terms = Library(author.folder, "en", (town,)).terms
    assert [term.name for term in terms.values()] == ["mel", "sleep mode", "town hall"]


def test_a_folder_without_a_glossary_is_sound(author: Author) -> None:
    (author.folder / "glossary.toml").unlink()
    assert author.check()[0] == 0
    assert Library(author.folder, "en").terms == {}
