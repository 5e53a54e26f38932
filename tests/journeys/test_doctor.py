"""`coach doctor` at a real desk: what works is said to work, what does not gets a reason, and the status tells."""

import re
from collections.abc import Iterator

import pytest

from tests.desk import ALL_DAY, Desk, wait_for
from tests.desk.tray import Tray

NOWHERE = {"DISPLAY": "", "DBUS_SESSION_BUS_ADDRESS": ""}


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk without quiet hours."""
    with Desk() as found:
        found.set(ALL_DAY)
        yield found


def doctor(desk: Desk, **env: str) -> tuple[int, str]:
    """Status and what was printed, with plain spaces."""
    done = desk.run("doctor", check=False, seconds=60.0, **env)
    assert "Traceback" not in done.stderr
    return done.returncode, re.sub("[\u00a0\u202f]", " ", done.stdout)


def under(text: str, name: str) -> str:
    """What stands in a row and below it."""
    found = re.search(rf"(?m)^  {re.escape(name)}\b.*\n(      .*\n)*", text)
    assert found is not None, text
    return found[0]


def test_with_everything_off_nothing_is_asked_and_nothing_fails(desk: Desk) -> None:
    status, told = doctor(desk)
    assert status == 0, told
    assert under(told, "Écran resté allumé").split("\n")[0].endswith("désactivé")
    assert "à l’arrêt" in under(told, "Rappels en arrière-plan")
    assert "Affichées par desk 1." in under(told, "Notifications")
    assert told.endswith("Tous les rappels sont coupés : rien n’est regardé.\n")
    assert not (desk.home / ".local/state/coach-numerique-responsable/looked.json").exists()


def test_what_works_is_said_to_work_with_its_source_and_cost(desk: Desk) -> None:
    tray = Tray(desk.env["DBUS_SESSION_BUS_ADDRESS"])
    desk.set({"nudges.idle.on": "true"})
    agent = desk.start("agent")
    tray.icon(30)
    status, told = doctor(desk)
    tray.stop()
    assert status == 0, told
    idle = under(told, "Écran resté allumé")
    assert re.search(r"activé\s+fonctionne\n", idle)
    assert "données par le serveur X." in idle
    assert "Les boutons sont affichés." in under(told, "Notifications")
    assert "fonctionne" in under(told, "Icône de la zone de notification")
    cost = under(told, "Rappels en arrière-plan")
    assert re.search(r"en marche\s+fonctionne\n", cost)
    assert re.search(r"\) : [1-9][\d ]* ms de processeur", cost)
    assert re.search(r"Mémoire : \d+(,\d)? Mio", cost)
    assert told.endswith("Tout ce qui est activé fonctionne.\n")
    assert agent.stop() == 0


def test_without_a_desktop_it_says_what_is_missing_and_what_would_help(desk: Desk) -> None:
    desk.set({"nudges.idle.on": "true"})
    status, told = doctor(desk, **NOWHERE)
    assert status == 1
    idle = under(told, "Écran resté allumé")
    assert "ne fonctionne pas" in idle
    assert "→ Lancez le coach depuis le bureau" in idle
    assert "D-Bus" in under(told, "Notifications")
    assert "→ Tapez : coach agent" in under(told, "Rappels en arrière-plan")
    assert re.search(r"À regarder : Écran resté allumé, Notifications, Rappels en arrière-plan\.\n$", told)


def test_silence_on_the_desktop_and_a_policy_that_cannot_be_read_are_told(desk: Desk) -> None:
    desk.notifications.inhibited = True
    policy = desk.folder / "policy.toml"
    policy.write_text("[sensors\n", encoding="utf-8")
    status, told = doctor(desk, COACH_POLICY=str(policy))
    assert status == 1
    assert "ne pas déranger" in under(told, "Notifications")
    assert "service informatique" in under(told, "Écran resté allumé")
    assert str(policy) in under(told, "Décisions du service informatique")


def test_an_agent_that_was_killed_is_not_running(desk: Desk) -> None:
    agent = desk.start("agent")
    wait_for(lambda: "\n" in agent.said(), 30, what="the agent")
    assert "en marche" in under(doctor(desk)[1], "Rappels en arrière-plan")
    agent.kill()
    wait_for(lambda: "à l’arrêt" in under(doctor(desk)[1], "Rappels en arrière-plan"), 20, what="its end")
