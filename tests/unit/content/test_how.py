"""How a gesture is done: what the town has, every variant by its name where it has not said, and what is wrong."""

from collections.abc import Mapping

import pytest

from coach import words
from coach.content.how import desk, desk_faults, how_faults, ways
from coach.content.library import Library
from coach.domain.lesson import Way
from tests.unit.content.author import Author

HOW = {
    "windows": {"fr": ["Un.", "Deux."], "en": ["One.", "Two."]},
    "gnome": {"fr": ["Trois."], "en": ["Three."]},
    "any": {"fr": ["Quatre."], "en": ["Four."]},
}
TABLE = """
[gesture.regler.how.windows]
fr = ["Ouvrez."]
en = ["Open."]
"""


def test_a_town_that_has_not_said_sees_every_variant_by_its_name() -> None:
    assert ways(HOW, {}, "en") == (
        Way("Windows 11", ("One.", "Two.")),
        Way("GNOME", ("Three.",)),
        Way("", ("Four.",)),
    )


def test_a_town_that_has_said_sees_its_own_without_a_name() -> None:
    assert ways(HOW, {"system": "gnome"}, "fr") == (Way("", ("Trois.",)), Way("", ("Quatre.",)))


def test_what_the_town_does_not_have_is_not_explained() -> None:
    assert ways({"windows": HOW["windows"]}, {"system": "gnome"}, "fr") == ()
    assert ways({"edge": HOW["gnome"]}, {"system": "windows"}, "en") == (Way("Edge", ("Three.",)),)


def test_a_name_speaks_the_language() -> None:
    words.use("fr")
    try:
        assert ways({"webmail": HOW["gnome"]}, {}, "fr")[0].name == "Messagerie web"
    finally:
        words.use("en")


def test_a_language_without_clicks_shows_the_french_ones() -> None:
    assert ways({"any": HOW["gnome"]}, {}, "de") == (Way("", ("Trois.",)),)


@pytest.mark.parametrize(
    "how", [None, 3, {}, {"any": 3}, {"any": {"fr": "a"}}, {"any": {}}, {"amiga": {"fr": ["a"]}}]
)
def test_nonsense_explains_nothing(how: object) -> None:
    assert ways(how, {}, "fr") == ()


@pytest.mark.parametrize(
    ("tables", "chosen"),
    [
        ([], {}),
        ([{"desk": {"system": "windows", "mail": ""}}], {"system": "windows"}),
        ([{"desk": {"system": "windows"}}, {"desk": {"system": "gnome"}}], {"system": "gnome"}),
        ([{"desk": {"system": "outlook", "amiga": "x", "mail": ["outlook"]}}], {}),
        ([{"desk": "windows"}, {"help_desk": {"value": "x"}}], {}),
    ],
)
def test_what_a_town_has(tables: list[Mapping[str, object]], chosen: dict[str, str]) -> None:
    assert desk(tables) == chosen


@pytest.mark.parametrize(
    ("row", "variants"),
    [
        ({"fr": ["a"], "en": ["b"]}, []),
        ({"fr": ["a", "b"], "en": ["b"]}, ["any"]),
        ({"fr": ["a"]}, ["any"]),
        ({"fr": [], "en": []}, ["any"]),
        ({"fr": ["a"] * 6, "en": ["b"] * 6}, ["any"]),
        ("nonsense", ["any"]),
    ],
)
def test_clicks_are_few_and_the_same_in_both_languages(row: object, variants: list[str]) -> None:
    assert [variant for variant, _sentence in how_faults({"any": row})] == variants


def test_a_desk_has_only_what_is_known() -> None:
    assert list(desk_faults({"system": "gnome", "mail": "", "office": "office"})) == []
    assert [part for part, _told in desk_faults({"system": "amiga", "screen": "x", "mail": ["outlook"]})] == [
        "system",
        "screen",
        "mail",
    ]


def test_an_author_hears_of_an_unknown_variant(author: Author) -> None:
    gestures = author.file("gestures.toml")
    text = gestures.read_text("utf-8")
    author.write("gestures.toml", text + TABLE)
    assert author.check() == (0, ["0 faults."])
    author.write("gestures.toml", text + TABLE.replace("windows", "amiga"))
    status, told = author.check()
    assert status == 1
    assert told[0].startswith("lessons/gestures.toml line 9: “amiga” is one of: any, windows, gnome")


def test_the_town_s_own_desk_stands_in_organisation_toml(author: Author) -> None:
    author.write("gestures.toml", author.file("gestures.toml").read_text("utf-8") + TABLE)
    town = author.file("organisation.toml").read_text("utf-8")
    assert Library(author.folder, "en").gestures["regler"].how == (Way("Windows 11", ("Open.",)),)
    author.write("organisation.toml", '[desk]\nsystem = "windows"\n' + town)
    assert author.check() == (0, ["0 faults."])
    assert Library(author.folder, "en").gestures["regler"].how == (Way("", ("Open.",)),)
    author.write("organisation.toml", '[desk]\nsystem = "amiga"\n' + town)
    assert author.check() == (
        1,
        ["lessons/organisation.toml line 2: “system” is one of: windows, gnome", "1 fault."],
    )
