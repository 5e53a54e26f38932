"""The real dunst shows the reminder and brings each answer back; a pause is kept, the coach's and dunst's own."""

import json
import subprocess
from collections.abc import Iterator
from datetime import datetime

import pytest

from tests.desk import ALL_DAY, Desk, Program, Refused, wait_for
from tests.desk.tray import Tray
from tests.real.dunst import Dunst, dunst

THRESHOLD = 3
TITLE = "Votre écran peut se mettre en veille tout seul."
ACT, OPEN, LATER = "Oui, le régler", "Voir comment", "Pas maintenant"
BEFORE, AFTER = "timeout:  1800    cycle:  77", "timeout:  600    cycle:  77"


class Person:
    """Somebody at a desk with dunst, the agent at work with their consent to the idle sensor."""

    def __init__(self, desk: Desk, shown: Dunst) -> None:
        self.desk, self.dunst = desk, shown
        self.agent: Program = desk.start("agent")
        wait_for(lambda: "idle.x11" in self.kept("looked.json"), 30, what="the first look")

    def kept(self, name: str) -> str:
        """A file of what the reminders keep; empty without it."""
        file = self.desk.home / ".local/state/coach-numerique-responsable" / name
        return file.read_text("utf-8") if file.exists() else ""

    @property
    def noted(self) -> list[dict[str, str]]:
        """The journal of reminders."""
        return [json.loads(line) for line in self.kept("nudges.jsonl").splitlines()]

    def go_and_come_back(self) -> None:
        """Touch nothing for longer than the threshold, then move the mouse."""
        self.desk.screen.move(30, 30)
        wait_for(lambda: self.desk.screen.idle_ms() > 1000 * THRESHOLD + 500, 30, what="an absence")
        self.desk.screen.move(300, 300)

    def reminded(self, times: int = 1) -> None:
        """Wait until dunst shows so many notifications."""
        wait_for(lambda: self.dunst.count("displayed") == times, 20, what="the reminder")

    def sleeps(self, value: str) -> None:
        """Wait until the X server says so."""
        wait_for(lambda: value in xset(self.desk, "q"), 30, what=value)


def xset(desk: Desk, *words: str) -> str:
    """What `xset` says at this desk."""
    done = subprocess.run(
        ["xset", *words], env=desk.env, capture_output=True, text=True, check=True, timeout=20
    )
    return done.stdout


def today() -> list[dict[str, str]]:
    """A journal with this one reminder, today."""
    return [{"type": "idle", "day": datetime.now().astimezone().date().isoformat()}]


@pytest.fixture
def person() -> Iterator[Person]:
    """Somebody without quiet hours, whose screen sleeps after half an hour."""
    with Desk() as desk:
        desk.set(ALL_DAY | {"nudges.idle.threshold": str(THRESHOLD), "nudges.idle.on": "true"})
        xset(desk, "s", "1800", "77")
        desk.run("brief", check=True)
        with dunst(desk) as shown:
            one = Person(desk, shown)
            yield one
            assert one.agent.stop() == 0
            assert "Traceback" not in one.agent.said()


def test_not_now_is_noted(person: Person) -> None:
    empty = person.desk.screen.still()
    person.go_and_come_back()
    person.reminded()
    assert person.desk.screen.still() != empty
    menu = person.dunst.choose(LATER)
    # dunst keeps no order.
    assert sorted(entry.partition(f" ({TITLE}) ")[0] for entry in menu) == sorted(
        (f"#{ACT}", f"#{OPEN}", f"#{OPEN}", f"#{LATER}")
    )
    wait_for(lambda: '"in_a_row": 1' in person.kept("quiet.json"), what="the refusal")
    words = json.loads(person.kept("brief.json"))["sensors"]["idle"]["words"]
    # dunst would leave on the screen what was answered.
    wait_for(lambda: person.dunst.count("displayed") == 0, what="the end of the reminder")
    wait_for(lambda: person.dunst.past() == [(TITLE, words["body"])], what="the reminder in dunst's history")
    assert person.noted == today()


def test_yes_sets_the_screen_and_undo_brings_back_what_was(person: Person) -> None:
    person.go_and_come_back()
    person.reminded()
    person.dunst.choose(ACT)
    person.sleeps(AFTER)
    wait_for(lambda: person.dunst.count("history") == 1, what="the end of the reminder")
    person.reminded()
    person.dunst.choose("Annuler")
    person.sleeps(BEFORE)


def test_a_press_on_the_reminder_opens_the_lesson(person: Person) -> None:
    person.go_and_come_back()
    person.reminded()
    person.dunst.press()
    window = person.desk.accessibility.find(person.agent.pid, seconds=30)
    window.find("label", "Veille ou arrêt\u00a0?", seconds=20)
    assert '"in_a_row": 1' not in person.kept("quiet.json")


def test_a_pause_of_an_hour_is_kept(person: Person) -> None:
    with Tray(person.desk.env["DBUS_SESSION_BUS_ADDRESS"]) as tray:
        icon = tray.icon(30)
        icon.press("Pause d’une heure")
        wait_for(lambda: "Reprendre maintenant" in icon.labels, 30, what="the pause")
        person.go_and_come_back()
        person.go_and_come_back()
        assert person.noted == []
        icon.press("Reprendre maintenant")
        wait_for(lambda: "Pause d’une heure" in icon.labels, 30, what="the end of the pause")
        person.go_and_come_back()
        # One a day: had anything come during the pause, this would not.
        person.reminded()
        assert (person.dunst.past(), person.noted) == ([], today())


def test_a_paused_dunst_tells_nobody_and_keeps_the_reminder(person: Person) -> None:
    person.dunst.pause(on=True)
    # The property by which a service says “do not disturb” is none of dunst's: the agent cannot know.
    with pytest.raises(Refused):
        person.dunst.own("Inhibited")
    person.go_and_come_back()
    wait_for(lambda: person.dunst.count("waiting") == 1, 20, what="the reminder held back")
    assert (person.dunst.count("displayed"), person.noted) == (0, today())
    person.dunst.pause(on=False)
    person.reminded()
    person.dunst.choose(LATER)
    wait_for(lambda: '"in_a_row": 1' in person.kept("quiet.json"), what="the refusal")
