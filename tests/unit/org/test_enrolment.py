"""An import says what it would change, changes it once, and forgets nobody's records."""

import dataclasses
from datetime import date
from pathlib import Path

from coach import org
from coach.content.library import Library
from coach.domain.people import Person
from coach.org import Change
from coach.store import completions, people
from tests.unit.org.town import AGENTS, HR, TODAY, TOWN, TRAINER, finish, town

MOVED = dataclasses.replace(AGENTS[0], service="Voirie")
NEW = Person("050", "Zoé Durand", "Accueil")


def test_a_dry_run_changes_nothing(settled: Path) -> None:
    with town() as connection:
        before = people.listed(connection)
    org.plan([NEW, MOVED])
    with town() as connection:
        assert people.listed(connection) == before


def test_added_changed_left_and_the_same(settled: Path) -> None:
    wanted = [MOVED, *AGENTS[1:], TRAINER, NEW]
    expected = org.Plan((NEW,), (Change(AGENTS[0], MOVED, False),), (HR,), 9)
    assert org.plan(wanted) == expected
    assert org.apply(wanted, TODAY) == expected
    assert org.plan(wanted).empty
    assert org.apply(wanted, date(2027, 1, 1)).empty
    with town() as connection:
        assert {one.person.id: one.left_on for one in people.listed(connection) if one.left_on} == {
            "h1": TODAY
        }


def test_who_left_keeps_the_completions_and_comes_back(settled: Path) -> None:
    with town() as connection:
        finish(connection, AGENTS[0], "veille-ou-arret")
    org.apply(TOWN[1:], TODAY)
    with town() as connection:
        assert completions.count(connection, completions.Chosen(target="person", target_id="001")) == 1
    assert org.plan(TOWN).changed == (Change(AGENTS[0], AGENTS[0], True),)
    org.apply(TOWN, TODAY)
    assert org.plan(TOWN).empty


def test_trades_are_known_by_id_and_by_title_in_every_language(tmp_path: Path, shelf: Library) -> None:
    file = tmp_path / "people.csv"
    file.write_text("matricule;nom;service;publics\n1;A;S;it\n2;B;S;Achats\n3;C;S;Purchasing\n", "utf-8")
    assert [one.audiences - {"all-staff"} for one in org.read_people(str(file), shelf).people] == [
        {"it"},
        {"procurement"},
        {"procurement"},
    ]
