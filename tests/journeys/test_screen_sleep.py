"""“Yes, set it up”: one press, and the screen really sleeps sooner; one more, and all is as it was before."""

import json
import re
import subprocess
from collections.abc import Iterator

import pytest

from tests.desk import ALL_DAY, Desk, Program, wait_for

THRESHOLD = 3
BEFORE, AFTER = "timeout:  1800    cycle:  77", "timeout:  600    cycle:  77"


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk without quiet hours, whose screen sleeps after half an hour."""
    with Desk() as found:
        found.set(ALL_DAY)
        xset(found, "s", "1800", "77")
        yield found


def xset(desk: Desk, *words: str) -> str:
    """What `xset` says at this desk."""
    command = ["xset", *words]
    return subprocess.run(
        command, env=desk.env, capture_output=True, text=True, check=True, timeout=20
    ).stdout


def sleeps(desk: Desk, value: str) -> None:
    """Wait until the X server says so."""
    wait_for(lambda: value in xset(desk, "q"), 30, what=value)


def agent(desk: Desk) -> Program:
    """The agent at work, with consent to the idle sensor."""
    found = desk.start("agent")
    wait_for(lambda: "\n" in found.said(), 30, what="the agent")
    desk.set({"nudges.idle.threshold": str(THRESHOLD), "nudges.idle.on": "true"})
    looked = desk.home / ".local/state/coach-numerique-responsable/looked.json"
    wait_for(lambda: looked.exists() and "idle.x11" in looked.read_text("utf-8"), 30, what="the first look")
    return found


def offer(desk: Desk) -> str:
    """The command behind the first button of the reminder, as the agent has been told."""
    brief = desk.home / ".local/state/coach-numerique-responsable/brief.json"
    told: str = json.loads(brief.read_text("utf-8"))["sensors"]["idle"]["act"]
    return told


def test_one_press_sets_the_screen_and_another_brings_back_what_was(desk: Desk) -> None:
    running = agent(desk)
    desk.screen.move(30, 30)
    wait_for(lambda: desk.screen.idle_ms() > 1000 * THRESHOLD + 500, 30, what="an absence")
    desk.screen.move(300, 300)
    reminder = desk.notifications.wait_for(20)
    assert reminder.summary == "Votre écran peut se mettre en veille tout seul."
    assert "10 minutes d’absence" in reminder.body
    assert list(reminder.actions.values())[1:] == ["Oui, le régler", "Voir comment", "Pas maintenant"]

    desk.notifications.invoke(reminder, "act")
    sleeps(desk, AFTER)
    done = desk.notifications.wait_for(30)
    assert (done.summary, done.body) == ("C’est réglé.", "Votre écran dormira après 10 min d’absence.")
    # What is set is not offered again.
    assert offer(desk) == ""

    desk.notifications.invoke(done, "later")
    sleeps(desk, BEFORE)
    undone = desk.notifications.wait_for(30)
    assert undone.summary == "C’est annulé."
    assert "30 minutes" in undone.body
    assert offer(desk) == "screen sleep 10 --tell"
    assert running.stop() == 0


def test_what_was_set_and_kept_stands_in_the_notebook(desk: Desk) -> None:
    desk.set({"welcomed": "true", "name": "Camille"})
    command = desk.start("screen", "sleep", "10", "--tell")
    done = desk.notifications.wait_for(30)
    assert list(done.actions.values())[1:] == ["Garder et noter", "Annuler"]
    desk.notifications.invoke(done, "open")
    assert command.wait(30) == 0
    window = desk.start().window()
    desk.screen.key("ctrl+4")
    window.find("heading", re.compile("[Cc]arnet"), seconds=20)
    window.find("label", re.compile("^Régler la mise en veille à 10 minutes d’absence"), seconds=20)


def test_killed_while_it_waits_for_an_answer_the_old_value_still_comes_back(desk: Desk) -> None:
    command = desk.start("screen", "sleep", "10", "--tell")
    desk.notifications.wait_for(30)
    command.kill()
    assert AFTER in xset(desk, "q")
    done = desk.run("screen", "undo", check=True)
    assert "30 minutes" in done.stdout
    assert BEFORE in xset(desk, "q")


def test_what_a_log_out_took_away_the_agent_sets_again(desk: Desk) -> None:
    desk.run("screen", "sleep", "10", check=True)
    # A new session begins with the value from before.
    xset(desk, "s", "1800", "77")
    running = desk.start("agent")
    sleeps(desk, AFTER)
    assert running.stop() == 0
    desk.run("screen", "undo", check=True)
    assert BEFORE in xset(desk, "q")
