"""One path of a file changes; nothing else of it does."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import places
from coach.content.path_file import NotEditable, put

ROW = {"fr": "Chez nous", "en": "Here", "lessons": ["a", "b"], "audiences": ["all-staff"], "quiz": False}
FILE = """# Written by hand.

[path.one]   # the first
# why it begins with b
fr = "Un"
lessons = [
  "b",  # first
  "a",
]

# the second
["path"."two"]
fr = "Deux"
lessons = ["a"]
note = 1.5
"""


def test_a_new_file_holds_the_path_alone() -> None:
    assert tomllib.loads(put("", "ici", ROW)) == {"path": {"ici": ROW}}


def test_a_changed_path_stays_at_its_place_with_its_remarks() -> None:
    changed = put(FILE, "one", ROW)
    assert changed.startswith("# Written by hand.\n\n[path.one]\n# why it begins with b\nfr = ")
    assert changed.endswith(FILE[FILE.index("\n# the second") :])


def test_a_new_path_goes_to_the_end() -> None:
    assert put(FILE, "three", ROW).startswith(FILE)
    assert put(FILE.rstrip("\n"), "three", ROW).startswith(FILE.rstrip("\n"))


def test_the_shipped_file_takes_a_change() -> None:
    text = (Path(places.lessons()) / "paths.toml").read_text("utf-8")
    before, after = tomllib.loads(text), tomllib.loads(put(text, "web", ROW))
    assert after["path"].pop("web") == ROW
    before["path"].pop("web")
    assert after == before
    assert list(after["path"]) == list(before["path"])


@pytest.mark.parametrize(
    "text",
    [
        "no toml",
        "path = 3\n",
        'path = { ici = { fr = "inline", lessons = [] } }\n',
        '[path]\nici = { fr = "inline", lessons = [] }\n',
        '[path.ici]\nfr = """\n[path.other]\n"""\nlessons = []\n',
        '[path.ici]\nfr = "x"\nlessons = []\n[path.ici.deep]\nx = 1\n',
        "[[path]]\n",
    ],
)
def test_what_cannot_be_changed_safely_is_refused(text: str) -> None:
    with pytest.raises(NotEditable):
        put(text, "ici", ROW)


def test_a_value_it_cannot_write_is_refused() -> None:
    with pytest.raises(NotEditable):
        put("", "ici", {**ROW, "share": 0.5})


@given(st.text(st.characters(codec="utf-8")), st.lists(st.text(st.characters(codec="utf-8"), max_size=9)))
def test_any_words_come_back(words: str, lessons: list[str]) -> None:
    row = {**ROW, "fr": words, "lessons": lessons}
    changed = put(FILE, "one", row)
    assert tomllib.loads(changed)["path"]["one"] == row
    assert put(changed, "one", row) == changed
