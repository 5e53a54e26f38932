"""What trainers read and do through the real store is what `coach.org` does on one file, and no more."""

from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from psycopg.types.json import Jsonb

from coach.content.library import library
from coach.domain.people import Person
from coach.server.administration import administration
from coach.server.people import put
from tests.real.town import Desk, Town, finished

TODAY = datetime.now(UTC).date()
LESSONS = library("fr").paths["bienvenue"].lessons


@pytest.fixture
def trainer(store: Town) -> Desk:
    """The trainer's desk."""
    return store.enrol("t1")


def assigned(store: Town, trainer: Desk, target: str, name: str, path: str = "bienvenue") -> str:
    """A path proposed to one group; its line."""
    (line,) = store.call(trainer, "assign", path, Jsonb([{"target": target, "id": name}]))
    return str(line)


def test_a_path_proposed_reaches_its_people_and_comes_back_as_counts(store: Town, trainer: Desk) -> None:
    ana, away = store.enrol("001"), store.enrol("007")
    before = store.pull(ana)["cursor"]
    groups = Jsonb([{"target": "service", "id": "Accueil"}])
    (line,) = store.call(
        trainer, "assign", "bienvenue", groups, TODAY + timedelta(days=9), " Bon \n courage "
    )
    told = store.pull(ana, before)
    assert told["assignments"] == [
        {
            "id": line,
            "path": "bienvenue",
            "due": (TODAY + timedelta(days=9)).isoformat(),
            "message": "Bon courage",
            "assigned_on": TODAY.isoformat(),
            "assigned_by": "Inès Faure",
            "target": "service",
            "target_id": "Accueil",
            "removed": False,
        }
    ]
    assert store.pull(away)["assignments"] == []
    assert store.push(ana, finished(LESSONS[0]))["new"] == 1
    assert store.push(away, finished(LESSONS[0]))["refused"][0]["reason"] == "not-assigned"
    (one,) = store.call(trainer, "assignments")
    assert (one["people"], one["started"], one["finished"], one["by"]) == (6, 1, 0, "Inès Faure")
    store.push(ana, *(finished(lesson) for lesson in (*LESSONS[1:], "")))
    status = store.call(trainer, "status", line)
    assert status["assigned"]["finished"] == 1
    assert status["members"][0] == {
        "id": "001",
        "name": "Agent 1",
        "service": "Accueil",
        "state": "finished",
        "done": 6,
        "lessons": 6,
        "fresh": True,
        "seen_on": None,
    }
    assert status["members"][1]["fresh"] is None


def test_withdrawn_restored_undone(store: Town, trainer: Desk) -> None:
    ana = store.enrol("001")
    line = assigned(store, trainer, "person", "001")
    cursor = store.pull(ana)["cursor"]
    assert store.call(trainer, "withdraw", line)["withdrawn_on"] == TODAY.isoformat()
    assert [(one["id"], one["removed"]) for one in store.pull(ana, cursor)["assignments"]] == [(line, True)]
    assert store.push(ana, finished(LESSONS[0]))["new"] == 1, "what was proposed once may be finished"
    assert store.call(trainer, "restore", line)["withdrawn_on"] is None
    assert store.call(trainer, "undo_assign", [line]) == 1
    assert store.call(trainer, "assignments") == []
    assert store.pull(ana)["assignments"] == []
    assert store.push(ana, finished(LESSONS[1]))["new"] == 1


@pytest.mark.parametrize(
    ("path", "groups", "due", "error"),
    [
        ("nowhere", [{"target": "service", "id": "Accueil"}], None, "UnknownPath"),
        ("bienvenue", [{"target": "service", "id": "Nulle part"}], None, "UnknownGroup"),
        ("bienvenue", [{"target": "everybody", "id": "x"}], None, "UnknownGroup"),
        ("bienvenue", [{}], None, "UnknownGroup"),
        ("bienvenue", [{"target": "service", "id": "Accueil"}], TODAY - timedelta(days=2), "DayOver"),
    ],
)
def test_a_wrong_proposal_proposes_nothing(
    store: Town, trainer: Desk, path: str, groups: list[object], due: date | None, error: str
) -> None:
    with pytest.raises(psycopg.Error, match=error) as raised:
        store.call(trainer, "assign", path, Jsonb([{"target": "person", "id": "001"}, *groups]), due)
    assert raised.value.sqlstate == "CO001"
    assert store.call(trainer, "assignments") == []


def test_twice_is_refused_also_when_restored(store: Town, trainer: Desk) -> None:
    line = assigned(store, trainer, "service", "Accueil")
    with pytest.raises(psycopg.Error, match="AlreadyProposed"):
        assigned(store, trainer, "service", "Accueil")
    store.call(trainer, "withdraw", line)
    assigned(store, trainer, "service", "Accueil")
    with pytest.raises(psycopg.Error, match="AlreadyProposed"):
        store.call(trainer, "restore", line)


def test_cohorts(store: Town, trainer: Desk) -> None:
    made = store.call(trainer, "put_cohort", "  Les   Pilotes ", ["001", "007"])
    assert made["name"] == "Les Pilotes"
    ana, ben = store.enrol("001"), store.enrol("002")
    cursors = store.pull(ana)["cursor"], store.pull(ben)["cursor"]
    line = assigned(store, trainer, "cohort", made["id"])
    assert [one["id"] for one in store.pull(ana, cursors[0])["assignments"]] == [line]
    store.call(trainer, "put_cohort", "Pilotes", ["002"], made["id"])
    assert store.call(trainer, "cohorts") == [{"id": made["id"], "name": "Pilotes", "members": ["002"]}]
    gone, come = store.pull(ana, cursors[0]), store.pull(ben, cursors[1])
    assert (gone["full"], gone["assignments"]) == (True, [])
    assert [one["id"] for one in come["assignments"]] == [line]
    assert store.push(ana, finished(LESSONS[0]))["new"] == 1, "it was proposed while the desk was away"
    for name, members in (("", ["001"]), ("accueil", ["001"]), ("PILOTES", ["001"]), ("Autre", ["t9"])):
        with pytest.raises(psycopg.Error, match="CohortError"):
            store.call(trainer, "put_cohort", name, members)


def test_a_completion_counts_for_the_service_of_its_day(store: Town, trainer: Desk) -> None:
    ana = store.enrol("001")
    with administration(store.dsn) as place:
        moved = Person("001", "Agent 1", "Voirie")
        put(place, [moved], TODAY - timedelta(days=3))
    store.push(ana, finished("mes-onglets", "", TODAY - timedelta(days=4)))
    store.push(ana, finished("veille-ou-arret", "", TODAY - timedelta(days=1)))
    with store.inside(store.enrol("h1")) as connection:
        rows = connection.execute("SELECT service, service_today FROM api_v1.completions()").fetchall()
    assert rows == [("Accueil", "Voirie"), ("Voirie", "Voirie")]


def test_a_trainer_of_one_service_sees_that_one_only(store: Town, trainer: Desk) -> None:
    assigned(store, trainer, "service", "Accueil")
    assigned(store, trainer, "service", "Voirie")
    mixed = store.call(trainer, "put_cohort", "Mixte", ["001", "007"])
    with administration(store.dsn) as place:
        place.connection.execute(
            "UPDATE org.role_grant SET service_id = (SELECT service_id FROM org.service WHERE name = 'Voirie')"
            " WHERE role = 'trainer'"
        )
    assert {one["service"] for one in store.call(trainer, "find_people")["people"]} == {"Voirie"}
    assert [one["group"] for one in store.call(trainer, "assignments")] == ["Voirie"]
    assert [row["service"] for row in store.call(trainer, "team")["rows"]] == ["Voirie"]
    assert store.call(trainer, "cohorts")[0]["members"] == ["007"]
    for target, name in (("service", "Accueil"), ("person", "001")):
        with pytest.raises(psycopg.Error, match="UnknownGroup"):
            assigned(store, trainer, target, name, "web")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        assigned(store, trainer, "cohort", mixed["id"], "web")
    with pytest.raises(psycopg.Error, match="CohortError"):
        store.call(trainer, "put_cohort", "Autre", ["001"])
    store.call(trainer, "put_cohort", "Mixte", [], mixed["id"])
    with psycopg.connect(store.dsn) as connection:
        left = connection.execute(
            "SELECT staff_number FROM org.cohort_member JOIN org.person USING (person_id) WHERE NOT removed"
        ).fetchall()
    assert left == [("001",)], "what another trainer did beyond this one's services stays"
