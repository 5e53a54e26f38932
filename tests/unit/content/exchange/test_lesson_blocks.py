"""Questions are added at the end of both files; what stood there stays, letter by letter."""

import tomllib
from dataclasses import replace

import pytest

from coach.content.exchange.foreign import Draft
from coach.content.exchange.lesson_blocks import add
from coach.content.path_file import NotEditable
from tests.unit.content.author import LESSON_FOLDER, SOUND

FOLDER = SOUND / LESSON_FOLDER
TOML, WORDS = (FOLDER / "lesson.toml").read_text("utf-8"), (FOLDER / "fr.md").read_text("utf-8")
DRAFT = Draft(
    line=1,
    wish="soir",
    kind="one",
    key={"options": ["a", "b"], "right": "a"},
    text="Que faire ?",
    choices={"a": ("Ceci", "Oui."), "b": ("Cela", "")},
)


def test_what_stood_there_stays_and_ids_are_new() -> None:
    toml = TOML.replace("edition = 1", "# mine\nedition = 1  # first")
    added = add(toml, WORDS, [DRAFT, replace(DRAFT, wish="")], ["eteindre"])
    assert added.ids == ("soir-2", "question")
    assert added.toml.startswith(toml.rstrip("\n"))
    assert added.words.startswith(WORDS.rstrip("\n"))
    rows = tomllib.loads(added.toml)["question"]
    assert rows[-2] == {
        "id": "soir-2",
        "kind": "one",
        "difficulty": 3,
        "options": ["a", "b"],
        "right": "a",
    }
    assert "## question soir-2: Que faire ?\n- a: Ceci\n  feedback: Oui.\n- b: Cela\n" in added.words


@pytest.mark.parametrize(
    "toml",
    ["no toml", "question = [{ id = 'x' }]\n", "question = 3\n", "[question]\nid = 'x'\n"],
)
def test_a_file_that_cannot_be_added_to_is_refused(toml: str) -> None:
    with pytest.raises(NotEditable):
        add(toml, WORDS, [DRAFT], [])


@pytest.mark.parametrize("text", ["two\nlines", " padded "])
def test_a_text_that_would_read_otherwise_is_refused(text: str) -> None:
    with pytest.raises(NotEditable):
        add(TOML, WORDS, [replace(DRAFT, text=text)], [])


def test_values_of_every_type_come_back() -> None:
    key = {"right": {"value": 1.5, "tolerance": 0.05, "unit": "mb", 'odd "key"': True}}
    added = add(TOML, WORDS, [replace(DRAFT, kind="number", key=key, choices={})], [])
    assert tomllib.loads(added.toml)["question"][-1]["right"] == key["right"]
