"""The search with keyboard and screen reader alone: a slip, the nearest word, a count that is heard, a meaning."""

import re
from collections.abc import Iterator

import pytest

from coach import words
from coach.words import _
from tests.desk import Desk, wait_for


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Somebody's desk, in French."""
    words.use("fr")
    with Desk() as made:
        made.set({"welcomed": "true"})
        yield made


def test_a_word_is_found_and_explained_without_a_pointer(desk: Desk) -> None:
    root = desk.start().window()
    root.find("heading", re.compile("^" + _("Hello")), seconds=20)
    desk.screen.key("ctrl+f")
    field = root.find("text", _("Search for a lesson, a word or a figure"))
    desk.events.wait_for_focus(field.name, seconds=10)
    for letter in "cookei":
        desk.screen.key(letter)
    told = _("Nothing for “{words}”. Try a shorter word.").format(words="cookei")
    desk.events.wait_for_announcement(told, seconds=20)
    near = root.find("push button", _("Search for “{words}”").format(words="cookie"))
    desk.tab_to(near.name)
    desk.screen.key("space")
    # One word of the glossary explains it, and whatever figure names it.
    desk.events.wait_for_announcement(re.compile("1 mot du glossaire"), seconds=20)
    row = root.find("push button", _("Definition: {word}").format(word="cookie"))
    assert "Petit fichier" in row.description
    desk.tab_to(row.name)
    desk.screen.key("Return")
    desk.events.wait_for_announcement(re.compile("^cookie. Petit fichier"), seconds=10)
    desk.events.wait_for_focus(_("Close"), seconds=10)
    desk.screen.key("Escape")
    wait_for(lambda: "focused" in row.states, what="the focus back on the row")
