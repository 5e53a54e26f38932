"""Services, cohorts and persons, found by the names people type."""

from pathlib import Path

import pytest

from coach import org
from coach.domain.errors import NotAllowed
from coach.domain.people import Person
from coach.org import Group, Kind
from coach.org.errors import AmbiguousGroup, CohortError, NobodyListed, UnknownGroup
from coach.store import people
from tests.unit.org.town import AGENTS, HR, NOW, TRAINER, town


def test_services_then_cohorts_then_persons(settled: Path) -> None:
    found = org.find_groups(TRAINER).groups
    assert [(group.key, group.size) for group in found[:6]] == [
        ("service:Accueil", 6),
        ("service:Formation", 1),
        ("service:Ressources humaines", 1),
        ("service:Voirie", 3),
        ("cohort:Pilotes", 2),
        ("person:001", 1),
    ]


@pytest.mark.parametrize(
    "text", ["Accueil", "accueil", "ACCUEIL ", "service:Accueil", "Ressources  Humaines"]
)
def test_a_service_by_many_spellings(text: str, settled: Path) -> None:
    assert org.find_group(HR, text).kind is Kind.SERVICE


def test_names_stand_as_in_a_dictionary(settled: Path) -> None:
    with town() as connection:
        people.put(connection, [Person("e", "Élise", "État civil"), Person("z", "zoé", "Zones vertes")])
    services = [group.name for group in org.find_groups(TRAINER).groups if group.kind is Kind.SERVICE]
    assert services[1:3] == ["État civil", "Formation"]
    assert [one.name for one in org.everybody(TRAINER)][-4:] == ["Élise", "Inès Faure", "Paul Roy", "zoé"]


def test_a_cohort_and_a_person(settled: Path) -> None:
    assert org.find_group(TRAINER, "pilotes") == Group(Kind.COHORT, "c1", "Pilotes", 2)
    assert org.find_group(TRAINER, "t1") == Group(Kind.PERSON, "t1", "Inès Faure", 1)
    assert org.find_group(TRAINER, "ines faure").id == "t1"


def test_an_unknown_group_names_near_ones(settled: Path) -> None:
    with pytest.raises(UnknownGroup) as caught:
        org.find_group(TRAINER, "acceuil")
    assert caught.value.facts["near"] == "“Accueil”"


def test_a_name_of_two_groups_is_refused_until_said_which(settled: Path) -> None:
    with town() as connection:
        people.put(connection, [Person("x", "X", "Pilotes")])
    with pytest.raises(AmbiguousGroup) as caught:
        org.find_group(TRAINER, "Pilotes")
    assert caught.value.facts["near"] == "“service:Pilotes”, “cohort:Pilotes”"
    assert org.find_group(TRAINER, "cohort:Pilotes").id == "c1"


def test_before_any_import_there_is_nobody(home: Path) -> None:
    with pytest.raises(NobodyListed):
        org.find_group(TRAINER, "Accueil")


def test_a_learner_sees_no_group(settled: Path) -> None:
    for look in (org.find_groups, org.find_people, org.cohorts, org.everybody):
        with pytest.raises(NotAllowed):
            look(AGENTS[0])


def test_a_cohort_is_made_and_changed(settled: Path) -> None:
    made = org.create_cohort(TRAINER, "  Ambassadeurs  2027 ", ["001", "002", "001"], NOW)
    assert (made.name, made.members) == ("Ambassadeurs 2027", ("001", "002"))
    assert org.change_cohort(TRAINER, "ambassadeurs 2027", ["003"]).id == made.id
    assert [one.members for one in org.cohorts(HR) if one.id == made.id] == [("003",)]


@pytest.mark.parametrize(
    ("name", "numbers", "reason"),
    [
        (" ", ["001"], "it has no name."),
        ("PILOTES", ["001"], "a service or cohort has this name already."),
        ("voirie", ["001"], "a service or cohort has this name already."),
        ("Neuf", ["001", "999", "x y"], "these are not on the list: “999”, “x y”."),
    ],
)
def test_a_cohort_that_cannot_be(name: str, numbers: list[str], reason: str, settled: Path) -> None:
    before = org.cohorts(TRAINER)
    with pytest.raises(CohortError) as caught:
        org.create_cohort(TRAINER, name, numbers, NOW)
    assert caught.value.facts["reason"] == reason
    assert org.cohorts(TRAINER) == before


def test_only_a_trainer_makes_cohorts(settled: Path) -> None:
    with pytest.raises(NotAllowed):
        org.create_cohort(HR, "Neuf", ["001"], NOW)
    with pytest.raises(CohortError, match="no such cohort"):
        org.change_cohort(TRAINER, "Neuf", ["001"])


def test_people_in_two_groups_count_once(settled: Path) -> None:
    found = [org.find_group(TRAINER, name) for name in ("Accueil", "Pilotes", "001")]
    assert org.reach(TRAINER, found) == 7
