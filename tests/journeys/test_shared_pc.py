"""A computer of several people: each behind a short code, with data apart, and closed after ten minutes."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach import words
from coach.app.seat import LONGEST
from coach.words import _
from tests.desk import Desk, Node, press, wait_for
from tests.journeys import clocked

PEOPLE = "matricule;nom;service\n101;Ana Durand;Cantine\n102;Bob Morel;Cantine\n"
ANA, BOB = "Ana Durand", "Bob Morel"
CODES = {ANA: "4071", BOB: "5202"}
NUMBERS = {ANA: "101", BOB: "102"}
_LINES = {"text", "password text"}
GESTURE = "Fermer la lumière du couloir"


class SharedPc:
    """What people do there; the keyboard types, AT-SPI tells what is heard."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.clock = desk, desk.folder / "clock"
        self.root: Node

    def opens(self, rounds: int) -> None:
        """The window, whose timer comes round so many times in ten minutes."""
        program = self.desk.spawn(sys.executable, "-m", clocked.__name__, **{clocked.ROUNDS: str(rounds)})
        self.root = program.window()

    def pass_by(self, seconds: float) -> None:
        """Let time go by; a file that is half written would be no number."""
        later = float(self.clock.read_text("utf-8")) + seconds
        draft = self.clock.with_suffix(".new")
        draft.write_text(str(later), "utf-8")
        os.replace(draft, self.clock)

    def waits(self) -> None:
        """Nobody sits here: people to choose, and no page to open."""
        self.root.find("heading", _("Who are you?"), seconds=30)
        assert not self.root.has("list item")

    def begins(self, name: str) -> None:
        """Somebody new types a staff number, and a short code twice."""
        press(self.root.find("push button", re.compile(f"^({_('Begin')}|{_('Someone else')})$")))
        self._type(_("Your staff number"), NUMBERS[name], "Return")
        self.root.find("heading", _("Choose a short code"))
        self._type(_("Your short code"), CODES[name], "Tab")
        self._type(_("Once more"), CODES[name], "Return")
        self.is_here(name)

    def sits(self, name: str, code: str = "") -> None:
        """Somebody who has a code chooses a name and types it."""
        press(self.root.find("push button", name))
        self.root.find("heading", name)
        self._type(_("Your short code"), code or CODES[name], "Return")

    def is_here(self, name: str) -> None:
        """The first page greets somebody."""
        self.root.find("heading", re.compile(name.partition(" ")[0]), seconds=30)
        self.root.find("list item", seconds=30)

    def notebook(self) -> Node:
        """The notebook of whoever sits here."""
        self.desk.screen.key("ctrl+4")
        self.root.find("heading", _("Gesture notebook"))
        return self.root

    def notes(self, words: str) -> None:
        """Somebody notes a gesture in words of one's own."""
        press(self.notebook().find("push button", _("Note a first gesture")))
        press(self.root.find("radio button", _("Something else, in my own words")))
        self._type(_("Your gesture, in your own words"), words, "Return")
        self.root.find(name=re.compile(re.escape(words)))

    def _type(self, field: str, text: str, then: str) -> None:
        """Type into a field that has the keyboard, and press a key."""
        self.in_field(field)
        self.desk.screen.type(text)
        self.desk.screen.key(then)

    def field(self, name: str) -> Node:
        """A line to type in, whose label has the same name."""
        return wait_for(
            lambda: next((one for one in self.root.find_all(name=name) if one.role in _LINES), None),
            30,
            what=name,
        )

    def in_field(self, name: str) -> Node:
        """The same, with the keyboard in it."""
        line = self.field(name)
        line.grab_focus()
        wait_for(lambda: "focused" in line.states, what=f"the keyboard in {name!r}")
        return line


@pytest.fixture
def shared() -> Iterator[SharedPc]:
    """A shared computer of a canteen, where nobody has begun."""
    words.use("fr")
    with Desk() as desk:
        people, policy, clock = (desk.folder / name for name in ("people.csv", "policy.toml", "clock"))
        people.write_text(PEOPLE, "utf-8")
        policy.write_text("[org]\nshared_pc = true\n", "utf-8")
        clock.write_text("1000000", "utf-8")
        desk.env |= {"COACH_POLICY": str(policy), clocked.FILE: str(clock)}
        desk.run("people", "import", str(people), "--apply", check=True)
        for number in NUMBERS.values():
            desk.set({"welcomed": "true"}, COACH_PERSON=number)
        yield SharedPc(desk)


def where(desk: Desk, words: str) -> set[Path]:
    """The people's folders that hold these words."""
    folders = (one for one in (desk.coach_home / "people").iterdir() if one.is_dir())
    sought = words.encode()
    return {
        folder
        for folder in folders
        if any(sought in file.read_bytes() for file in folder.rglob("*") if file.is_file())
    }


def test_two_people_one_after_the_other(shared: SharedPc) -> None:
    shared.opens(rounds=200)
    desk, root = shared.desk, shared.root
    shared.waits()
    shared.begins(ANA)
    shared.notes(GESTURE)
    press(root.find("push button", _("Finish, and leave the computer to a colleague")))
    shared.waits()
    assert not root.has(name=re.compile(GESTURE))
    shared.begins(BOB)
    shared.notebook().find("push button", _("Note a first gesture"))
    assert not root.has(name=re.compile(GESTURE))
    assert where(desk, GESTURE) == {desk.coach_home / "people" / NUMBERS[ANA]}
    # Nine minutes and a key, and nine minutes more: not ten without one. Then ten, and no key at all.
    shared.pass_by(LONGEST - 60)
    desk.screen.key("ctrl+1")
    shared.is_here(BOB)
    shared.pass_by(LONGEST - 60)
    desk.screen.key("ctrl+4")
    root.find("heading", _("Gesture notebook"))
    shared.pass_by(LONGEST)
    shared.waits()
    # The code of somebody else opens nothing.
    desk.events.clear()
    shared.sits(ANA, CODES[BOB])
    desk.events.wait_for_announcement(_("This is not the code of this person."), seconds=15)
    assert not root.has("list item")
    shared.desk.screen.type(CODES[ANA])
    shared.desk.screen.key("Return")
    # Back where Ana was, which is her own notebook and not where Bob was.
    root.find(name=re.compile(GESTURE), seconds=30)


def test_the_key_of_whoever_wakes_the_computer_lands_nowhere(shared: SharedPc) -> None:
    # As after a night: the timer has not come round yet, the key is first.
    shared.opens(rounds=1)
    desk, root = shared.desk, shared.root
    shared.begins(ANA)
    press(shared.notebook().find("push button", _("Note a first gesture")))
    press(root.find("radio button", _("Something else, in my own words")))
    line = shared.in_field(_("Your gesture, in your own words"))
    desk.screen.type(GESTURE)
    wait_for(lambda: line.text == GESTURE, what="what was typed")
    shared.pass_by(10 * LONGEST)
    # On any other day this key would save the gesture.
    desk.screen.key("Return")
    shared.waits()
    shared.sits(ANA)
    root.find("heading", _("Gesture notebook"), seconds=30)
    assert not root.has(name=re.compile(GESTURE))
    assert where(desk, GESTURE) == set()
