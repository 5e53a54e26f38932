"""The icon in the tray, pressed as a person presses it: a pause that holds, the window, the end."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.desk import ALL_DAY, Desk, Program, wait_for
from tests.desk.tray import Icon, Tray

QUIET = ("Pause d’une heure", "Pause pour aujourd’hui", "Pause pour cette semaine")
REST = ("Rappels récents", "Ouvrir le coach", "Quitter")


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk where reminders are on, at any hour."""
    with Desk() as found:
        found.set(ALL_DAY | {"nudges.idle.on": "true"})
        yield found


@pytest.fixture
def tray(desk: Desk) -> Iterator[Tray]:
    """A tray at that desk."""
    with Tray(desk.env["DBUS_SESSION_BUS_ADDRESS"]) as found:
        yield found


def paused_until(desk: Desk) -> datetime | None:
    """What the agent has been told."""
    brief = desk.home / ".local/state/coach-numerique-responsable/brief.json"
    told = json.loads(brief.read_text("utf-8"))["paused_until"]
    return datetime.fromisoformat(told) if told else None


def says(icon: Icon, *labels: str) -> None:
    """Wait until the menu reads so."""
    wait_for(lambda: icon.labels == list(labels), 30, what=f"{labels} instead of {icon.labels}")


def joined(desk: Desk, tray: Tray) -> tuple[Program, Icon]:
    """The agent, at work, and its icon."""
    agent = desk.start("agent")
    icon = tray.icon(30)
    says(icon, "Rappels actifs", *QUIET, *REST)
    return agent, icon


def test_a_pause_from_the_tray_holds_and_ends_by_a_press(desk: Desk, tray: Tray) -> None:
    agent, icon = joined(desk, tray)
    icon.changed()
    icon.press("Pause d’une heure")
    wait_for(lambda: paused_until(desk) is not None, 30, what="the pause in the brief")
    until = paused_until(desk)
    assert until is not None
    assert timedelta(minutes=58) < until - datetime.now(UTC) <= timedelta(hours=1)
    says(icon, f"En pause jusqu’à {until.astimezone():%H:%M}", "Reprendre maintenant", *REST)
    assert icon.changed()
    done = desk.run("agent", "--once", check=True)
    assert "Les rappels sont en pause." in done.stdout

    icon.press("Reprendre maintenant")
    says(icon, "Rappels actifs", *QUIET, *REST)
    assert paused_until(desk) is None
    icon.press("Quitter")
    assert agent.wait(30) == 0
    assert "Traceback" not in agent.said()


def test_the_window_opens_at_the_recent_reminders(desk: Desk, tray: Tray) -> None:
    agent, icon = joined(desk, tray)
    icon.press("Rappels récents")
    # The icon's own process started it.
    window = desk.accessibility.find(agent.pid, seconds=30)
    window.find("heading", "Rappels récents", seconds=20)
    assert agent.stop() == 0


def test_a_panel_that_starts_again_gets_the_icon_again(desk: Desk) -> None:
    agent = desk.start("agent")
    for _ in range(2):
        with Tray(desk.env["DBUS_SESSION_BUS_ADDRESS"]) as panel:
            says(panel.icon(30), "Rappels actifs", *QUIET, *REST)
    assert agent.stop() == 0
