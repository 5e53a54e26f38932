"""The list of a shared computer: whoever has a folder there, and never the login that everybody uses."""

import os
from pathlib import Path

import pytest

from coach import places, settings
from coach.domain.people import Person
from coach.settings import Settings
from coach.store import database, people
from coach.study import shared_pc, short_code
from coach.study.shared_pc import Known


def test_everybody_with_a_folder_by_name_with_what_the_list_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shared_pc.known() == []
    monkeypatch.setattr("getpass.getuser", lambda: "kiosk")
    with database.organisation() as connection:
        people.put(connection, [Person("001", "Zoé Durand", "Cantine")])
    settings.write("001", Settings())
    settings.write("a/é", Settings(name="Ana"))
    settings.write("kiosk", Settings(name="Everybody"))
    short_code.keep("001", "4071")
    assert shared_pc.known() == [Known("a/é", "Ana", "", False), Known("001", "Zoé Durand", "Cantine", True)]
    # A person who was known by this login before the computer was shared is there with a code.
    short_code.keep("kiosk", "4071")
    assert "kiosk" in [one.id for one in shared_pc.known()]


def test_a_folder_that_cannot_be_read_keeps_nobody_waiting() -> None:
    settings.write("001", Settings(name="Ana"))
    Path(places.person("002")).mkdir(parents=True)
    Path(places.person("002"), "settings.json").write_text("{", "utf-8")
    Path(places.home(), "people", "stray").write_text("", "utf-8")
    names = [one.name for one in shared_pc.known()]
    assert names[-1] == "Ana"
    assert "stray" not in names
    assert os.path.isdir(places.person("002"))
