"""`coach assign`, `coach cohort` and `coach people` as real programs on a trainer's desk whose town has a server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach import org
from coach.content.library import library
from coach.store import database, people
from tests.desk.gateway import Gateway
from tests.real.both_stores import desk_alone, enrol_here, server_desk
from tests.real.town import TRAINER, Town

__all__ = ["desk_alone", "server_desk"]
SHELF = library("en")


@pytest.fixture
def trainer(server_desk: Gateway, store: Town) -> None:
    """The trainer of the whole town has enrolled this desk."""
    enrol_here(server_desk, store, TRAINER)


def coach(*arguments: str) -> tuple[int, str]:
    """The real program; its status, and all it says."""
    environment = {
        **os.environ,
        "COACH_PERSON": "t1",
        "PYTHON_KEYRING_BACKEND": "tests.real.memory_keyring.Keyring",
        "PYTHONPATH": os.getcwd(),
    }
    done = subprocess.run(
        [sys.executable, "-m", "coach", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_commands_speak_to_the_server(trainer: None, store: Town, tmp_path: Path) -> None:
    with database.organisation() as connection:
        people.put(connection, [TRAINER])
    database.close()
    status, told = coach("people", "list")
    assert (status, "001  Agent 1, Accueil" in told, "learner" in told) == (0, True, False), told
    status, told = coach("cohort", "create", "Pilotes", "--people", "001,007")
    assert (status, told) == (0, "Cohort “Pilotes”: 2 people.\n")
    assert coach("cohort", "list") == (0, "Pilotes: 001, 007\n")
    status, told = coach("assign", "bienvenue", "--group", "Pilotes", "--message", "Bon courage")
    assert (status, "2 people" in told) == (0, True), told
    (line,) = org.assignments(TRAINER, SHELF)
    assert (line.group.name, line.message) == ("Pilotes", "Bon courage")
    status, told = coach("assign", "--status", line.short)
    assert (status, "Agent 7, Voirie: not started" in told) == (0, True), told
    status, told = coach("assign", "--withdraw", line.short)
    assert (status, "Withdrawn" in told) == (0, True), told
    assert org.assignments(TRAINER, SHELF)[0].withdrawn_on is not None
    assert [one.left_on for one in listed()] == [None], "nothing of it went into this desk's file"


def test_a_list_of_people_is_not_imported_into_the_desk_s_file(trainer: None, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("staff_number,name,service,roles\nx1,Xavier,Accueil,trainer\n", "utf-8")
    for arguments in (("people", "import", str(file)), ("people", "import", str(file), "--apply")):
        status, told = coach(*arguments)
        assert status != 0
        assert "The list of people is kept at your organisation’s server" in told
        assert "Traceback" not in told
    assert listed() == []


def listed() -> list[people.Listed]:
    """Whom this desk's own file lists."""
    with database.organisation() as connection:
        return people.listed(connection)
