"""A person's whole data, as JSON and as CSV: theirs, all of it, nobody else's."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from coach import org
from coach.content.library import Library
from coach.domain.errors import NotAllowed
from coach.domain.people import Person
from coach.org import Proposal, cancelling, person_data
from coach.org.cancelling import Which
from coach.org.errors import FileThere, UnknownGroup
from coach.store import people
from tests.unit.org.town import AGENTS, HR, NOW, TRAINER, finish, town


@pytest.fixture(autouse=True)
def _lived(settled: Path, shelf: Library) -> None:
    org.assign(TRAINER, shelf, Proposal("bienvenue", (org.find_group(TRAINER, "Pilotes"),)), NOW)
    with town() as connection:
        finish(connection, AGENTS[0], "veille-ou-arret", day=date(2026, 11, 1))
        finish(connection, AGENTS[1], "veille-ou-arret")
    cancelling.cancel(HR, Which("001", "veille-ou-arret"), "wrong person", NOW)


def test_everything_about_one_and_nothing_about_another(tmp_path: Path) -> None:
    file = person_data.write(HR, "001", str(tmp_path / "x.json"), NOW)
    told = json.loads(Path(file).read_text("utf-8"))
    assert (told["person"]["name"], told["cohorts"]) == ("Agent 1", ["Pilotes"])
    [done] = told["finished"]
    assert (done["finished_on"], done["corrections"][0]["reason"]) == ("2026-11-01", "wrong person")
    assert [line["path"] for line in told["proposed"]] == ["bienvenue"]
    assert "Agent 2" not in json.dumps(told)


def test_the_same_for_a_spreadsheet(tmp_path: Path) -> None:
    hostile = Person("666", "=1+1", "Accueil")
    with town() as connection:
        people.put(connection, [hostile])
    file = person_data.write(HR, "666", str(tmp_path / "x.csv"), NOW)
    rows = dict(csv.reader(Path(file).read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert rows["where"] == "what"
    assert (rows["person/name"], rows["person/roles/1"]) == ("'=1+1", "learner")


def test_who_may_and_of_whom(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        person_data.everything(TRAINER, "001", NOW)
    with pytest.raises(UnknownGroup):
        person_data.everything(HR, "1", NOW)
    (tmp_path / "x.json").write_text("precious", "utf-8")
    with pytest.raises(FileThere):
        person_data.write(HR, "001", str(tmp_path / "x.json"), NOW)
