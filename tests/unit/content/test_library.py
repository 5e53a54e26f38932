"""Lessons, cards, paths and gestures as the program asks for them."""

from pathlib import Path

import pytest

from coach import words
from coach.content.library import Library, library
from coach.domain.errors import ContentError, UnknownLink
from coach.domain.lesson import Choice
from tests.unit.content.author import Author


def shelf(author: Author, language: str = "en") -> Library:
    words.use(language)
    return Library(author.folder, language)


def test_a_lesson_is_whole(author: Author) -> None:
    lesson = shelf(author).lesson("eteindre-le-soir")
    assert (lesson.id, lesson.shelf, lesson.edition, lesson.minutes, lesson.ask) == (
        "eteindre-le-soir", "poste", 1, 2, 3,
    )  # fmt: skip
    assert (lesson.title, lesson.language) == ("Switch off in the evening", "en")
    assert [step.id for step in lesson.steps] == ["pourquoi", "quand", "comment"]
    first, second, third = lesson.steps
    assert first.body == "A screen left on for nobody costs 6 to 9 kWh/year.".replace(
        "6 to 9 ", "6\u00a0to\u00a09\u00a0"
    )
    assert (first.note, first.facts, first.figure) == ("Call le 12 34.", ("screen",), None)
    assert second.figure is not None
    assert second.figure.alternative == "An empty desk at night."
    assert second.figure.caption == "Drawing: a desk at night."
    assert 'fill="{{ink}}">At night</text>' in second.figure.svg
    assert third.facts == ("old",)
    assert lesson.cover.startswith("<svg")


def test_questions_carry_key_words_facts_and_hash(author: Author) -> None:
    soir, gestes, _, paires, gain = shelf(author).lesson("eteindre-le-soir").questions
    assert soir.text == "What to do in the evening?"
    assert soir.choices["veille"] == Choice("veille", "Sleep", "It still takes power.")
    assert (soir.feedback("arret"), soir.feedback("none")) == ("Yes.", "")
    assert soir.facts == ("screen",)
    assert (soir.competence, paires.competence) == ("eteindre", "eteindre")
    assert len({soir.hash, gestes.hash, paires.hash, gain.hash}) == 4
    assert (gain.key["low"], gain.key["high"], gain.key["unit"]) == (6, 9, "kWh/year")
    assert gain.choices["low"] == Choice("low", "", "It is more.")


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("difficulty = 1", "difficulty = 2", True),
        ('facts = ["screen"]\n', "", True),
        ('right = "arret"', 'right = "veille"', False),
        ('options = ["veille", "arret"]', 'options = ["arret", "veille"]', False),
    ],
)
def test_the_hash_changes_with_the_key_alone(author: Author, old: str, new: str, same: bool) -> None:
    before = shelf(author).lesson("eteindre-le-soir").questions[0].hash
    author.change("lesson.toml", old, new)
    assert (shelf(author).lesson("eteindre-le-soir").questions[0].hash == before) is same


def test_without_a_translation_the_lesson_is_french_and_says_so(author: Author) -> None:
    author.file("en.md").unlink()
    lesson = shelf(author).lesson("eteindre-le-soir")
    assert (lesson.title, lesson.language) == ("Éteindre le soir", "fr")
    assert shelf(author).cards["eteindre-le-soir"].title == "Éteindre le soir"


def test_an_unknown_lesson_is_told_as_a_link(author: Author) -> None:
    with pytest.raises(UnknownLink) as raised:
        shelf(author).lesson("../poste/eteindre-le-soir")
    assert "“../poste/eteindre-le-soir”" in str(words.explain(raised.value))


def test_a_lesson_with_a_fault_does_not_open_and_names_the_first(author: Author) -> None:
    author.change("lesson.toml", 'right = "arret"', 'right = "x"')
    with pytest.raises(ContentError) as raised:
        shelf(author).lesson("eteindre-le-soir")
    assert words.explain(raised.value).what == (
        "The lesson “eteindre-le-soir” cannot be opened: lessons/poste/eteindre-le-soir/lesson.toml line 17:"
        " question “soir”: the right answer “x” is not among the options"
    )


def test_a_card(author: Author) -> None:
    card = shelf(author).cards["eteindre-le-soir"]
    assert (card.title, card.summary) == ("Switch off in the evening", "An evening gesture.")
    assert (card.minutes, card.edition, card.screens) == (2, 1, 6)
    assert (card.domain, card.competences, card.nudges, card.gesture) == (
        "Workstation", ("eteindre",), ("idle",), "regler",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["lesson.toml", "fr.md"])
def test_a_broken_lesson_has_no_card_and_harms_no_other(author: Author, name: str) -> None:
    sound = author.folder / "web" / "mes-onglets"
    sound.mkdir(parents=True)
    for file in author.file("fr.md").parent.iterdir():
        (sound / file.name).write_bytes(file.read_bytes())
    author.file(name).write_bytes(b"\xff")
    author.file("en.md").unlink()
    assert list(shelf(author, "fr").cards) == ["mes-onglets"]


@pytest.mark.parametrize(
    "entry", ["minutes", "competences", "steps", "ask", "edition", "nudges", "cover", "gesture"]
)
@pytest.mark.parametrize("nonsense", ["true", '"x"', "[3]", "{ a = 1 }"])
def test_no_entry_of_a_lesson_can_break_the_list_of_cards(author: Author, entry: str, nonsense: str) -> None:
    text = author.file("lesson.toml").read_text("utf-8")
    start = text.index(f"{entry} = ")
    author.write("lesson.toml", text[:start] + f"{entry} = {nonsense}" + text[text.index("\n", start) :])
    assert len(shelf(author).cards) <= 1


def test_paths_leave_out_what_is_not_installed(author: Author) -> None:
    author.change("paths.toml", '"eteindre-le-soir"', '"dormir", "eteindre-le-soir"')
    path = shelf(author).paths["bienvenue"]
    assert (path.title, path.summary, path.lessons) == ("Welcome", "One lesson.", ("eteindre-le-soir",))


def test_a_gesture_tells_its_effect_with_source_and_year(author: Author) -> None:
    one = shelf(author)
    told = one.effect(one.gestures["regler"])
    assert told == "Order of magnitude: 6 to 9 kWh/year (ADEME, 2026).".replace(
        "6 to 9 ", "6\u00a0to\u00a09\u00a0"
    )


def test_an_argued_effect_is_told_as_a_whole_sentence(author: Author) -> None:
    author.change("gestures.toml", '"screen"', '"argued"')
    one = shelf(author)
    told = one.effect(one.gestures["regler"])
    assert told == "Order of magnitude: Digital weighs at most 20 kWh a year (Shift, 2020)."


def test_a_gesture_without_a_fact_tells_no_effect(author: Author) -> None:
    author.change("gestures.toml", 'fact = "screen"\n', "")
    one = shelf(author)
    assert one.effect(one.gestures["regler"]) == ""


def test_the_shipped_lessons_are_the_default() -> None:
    assert "veille-ou-arret" in library("fr").folders
    assert Library(Path(__file__).parent, "fr").folders == {}
