"""People, services and cohorts as the organisation's file keeps them."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from coach import places
from coach.domain.people import Person, Role
from coach.store import glance, people
from tests.unit.org.town import AGENTS, TRAINER, finish, settle, town


@pytest.fixture(autouse=True)
def _town(home: Path) -> None:
    settle()


def test_a_person_comes_back_as_written() -> None:
    written = Person(
        "42", "Zoé D’Arc", "Œuvres", frozenset(Role), frozenset({"all-staff", "it"}), login="zoe.darc"
    )
    with town() as connection:
        people.put(connection, [written])
    with town() as connection:
        assert [one.person for one in people.listed(connection) if one.person.id == "42"] == [written]
    assert glance.person(places.organisation(), login="zoe.darc") == written


def test_who_left_is_still_listed_and_comes_back() -> None:
    with town() as connection:
        people.leave(connection, [AGENTS[0]], date(2026, 11, 1))
    with town() as connection:
        assert AGENTS[0] not in people.present(connection)
        assert AGENTS[0] not in people.members(connection, "service", "Accueil")
        assert people.members(connection, "cohort", "c1") == [AGENTS[6]]
        assert people.Listed(AGENTS[0], date(2026, 11, 1)) in people.listed(connection)
        people.put(connection, [AGENTS[0]])
        assert AGENTS[0] in people.present(connection)


def test_forty_thousand_people_can_leave_at_once() -> None:
    crowd = [Person(f"x{n}", "X", "Foule") for n in range(40_000)]
    with town() as connection:
        people.put(connection, crowd)
        people.leave(connection, crowd, date(2026, 11, 1))
        assert "Foule" not in people.services(connection)


def test_members_of_a_service_a_cohort_and_one_person() -> None:
    with town() as connection:
        assert people.members(connection, "service", "Voirie") == list(AGENTS[6:])
        assert people.members(connection, "cohort", "c1") == [AGENTS[0], AGENTS[6]]
        assert people.members(connection, "person", "t1") == [TRAINER]
        assert people.members(connection, "service", "t1") == []


def test_a_service_that_only_the_past_knows_has_nobody() -> None:
    with town() as connection:
        finish(connection, dataclasses.replace(AGENTS[0], service="Ancien service"), "veille-ou-arret")
        assert people.services(connection) == {
            "Accueil": 6,
            "Ancien service": 0,
            "Formation": 1,
            "Ressources humaines": 1,
            "Voirie": 3,
        }


def test_a_cohort_changes_its_name_and_members() -> None:
    with town() as connection:
        people.put_cohort(connection, people.Cohort("c1", "Référents", ("002",)))
        assert people.cohorts(connection) == [people.Cohort("c1", "Référents", ("002",))]
