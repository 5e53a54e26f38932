"""Each verdict, a clock that is wrong, a new desk, a second one: what comes of it, step by step."""

import json
import os
import uuid
from datetime import date, timedelta

import pytest

from coach import places
from coach.domain import batch
from coach.domain.people import Person
from coach.server_client.client import LaterError
from coach.server_client.credentials import Credentials
from coach.store import completions, database, devices, glance, outbox
from coach.sync import exchange as exchanges
from coach.sync.desk import Desk
from coach.sync.exchange import exchange
from coach.sync.state import state
from tests.unit.sync.receiver import Receiver
from tests.unit.sync.town import CAMILLE, DESK, NOW, TODAY, URL, credentials, finish, settle

OWN = credentials()
ASSIGNMENT = {
    "id": "01a1f83a-1b00-7f02-8ea7-5b89b7690141", "path": "web", "due": "2026-12-01", "message": "Bon courage",
    "assigned_on": "2026-11-20", "assigned_by": "Inès Faure", "target": "cohort", "target_id": "c1", "removed": False,
}  # fmt: skip


@pytest.fixture(autouse=True)
def server() -> Receiver:
    """A server that knows this desk; Camille is on the list."""
    settle()
    return Receiver(TODAY, {OWN.device: OWN.public_key})


def sync(server: Receiver, own: Credentials = OWN, desk: Desk = DESK, days: int = 0) -> None:
    """The desk synchronises."""
    exchange(desk, own, server, NOW + timedelta(days=days))


def lessons(server: Receiver) -> list[str]:
    """What the server has."""
    return sorted(event["lesson"] for event in server.kept.events.values())


def test_what_waits_is_sent_once_in_batches_of_a_hundred(server: Receiver) -> None:
    for number in range(230):
        finish(f"lesson-{number:03}")
    sync(server)
    sync(server)
    assert len(server.kept.events) == 230
    assert [len(json.loads(body)["events"]) for body in server.bodies] == [100, 100, 30]
    found = state(CAMILLE.id, URL)
    assert (found.counts.waiting, found.counts.arrived, found.last_sync) == (0, 230, NOW)


def test_a_lost_answer_sends_the_same_bytes_again(server: Receiver) -> None:
    sync(server)
    finish("veille-ou-arret")
    server.fault = "answer lost"
    with pytest.raises(LaterError):
        sync(server)
    finish("mes-onglets")
    sync(server)
    assert server.bodies[0] == server.bodies[1]
    assert lessons(server) == ["mes-onglets", "veille-ou-arret"]


def test_ids_that_told_an_hour_are_changed_once_before_they_are_sent(server: Receiver) -> None:
    finish("veille-ou-arret")
    with database.organisation() as connection:
        connection.exec_driver_sql("UPDATE completion SET id = '01a1f83a-1b00-7189-bd58-1b1bf80e7085'")
    server.fault = "answer lost"
    with pytest.raises(LaterError):
        sync(server)
    sync(server)
    [sent] = server.kept.events.values()
    assert batch.event_fault(sent, TODAY) == ""
    with database.organisation() as connection:
        kept = connection.exec_driver_sql("SELECT id FROM completion").scalar_one()
    assert kept == sent["id"]


def test_what_is_refused_is_told_and_blocks_nothing(server: Receiver) -> None:
    server.lessons = {"veille-ou-arret", "mes-onglets"}
    finish("veille-ou-arret")
    finish("lesson-of-tomorrow")
    finish("mes-onglets", path="web")
    sync(server)
    assert lessons(server) == ["veille-ou-arret"]
    found = state(CAMILLE.id, URL)
    assert {(one.lesson, why) for one, why in found.refused} == {
        ("lesson-of-tomorrow", "unknown"),
        ("mes-onglets", "not-assigned"),
    }
    assert (found.counts.waiting, found.counts.arrived, found.counts.refused) == (0, 1, 2)


def test_what_was_refused_is_offered_again_once_its_path_is_proposed(server: Receiver) -> None:
    finish("mes-onglets", path="web")
    sync(server)
    assert lessons(server) == []
    server.paths.add("web")
    server.assignments.append(ASSIGNMENT)
    server.epoch += 1
    sync(server)
    assert lessons(server) == ["mes-onglets"]


def test_a_clock_a_year_ahead_is_put_right_by_the_server_s_day(server: Receiver) -> None:
    finish("veille-ou-arret", TODAY + timedelta(days=365))
    sync(server, days=365)
    [sent] = server.kept.events.values()
    assert sent["day"] == TODAY.isoformat()
    assert state(CAMILLE.id, URL).counts.arrived == 1


def test_a_clock_a_year_behind_keeps_what_it_takes_for_the_future(server: Receiver) -> None:
    finish("veille-ou-arret")
    sync(server, days=-365)
    assert lessons(server) == []
    assert state(CAMILLE.id, URL).counts.waiting == 1
    sync(server)
    [sent] = server.kept.events.values()
    assert sent["day"] == TODAY.isoformat()


def test_what_is_older_than_a_server_takes_stays_here(server: Receiver) -> None:
    finish("veille-ou-arret", TODAY - timedelta(days=401))
    sync(server)
    assert server.bodies == []
    assert state(CAMILLE.id, URL).counts.waiting == 1


def test_a_restored_server_gets_back_what_it_has_forgotten(server: Receiver) -> None:
    finish("veille-ou-arret")
    sync(server)
    server.save()
    finish("mes-onglets")
    sync(server)
    server.restore()
    assert lessons(server) == ["veille-ou-arret"]
    sync(server)
    assert lessons(server) == ["mes-onglets", "veille-ou-arret"]


def test_without_a_sign_everything_is_compared_once_a_month(server: Receiver) -> None:
    finish("veille-ou-arret")
    sync(server)
    server.kept.events.clear()
    sync(server, days=29)
    assert lessons(server) == []
    sync(server, days=31)
    assert lessons(server) == ["veille-ou-arret"]


def test_a_new_desk_has_the_person_s_own_history(server: Receiver) -> None:
    finish("veille-ou-arret", TODAY - timedelta(days=3))
    server.assignments.append(ASSIGNMENT)
    sync(server)
    database.close()
    os.remove(places.organisation())
    settle()
    fresh = credentials()
    server.devices[fresh.device] = fresh.public_key
    sync(server, fresh)
    with database.organisation() as connection:
        [record] = completions.records(connection, completions.Chosen())
    assert (record.lesson, record.finished_on, record.minutes) == ("veille-ou-arret", date(2026, 11, 22), 4)
    [proposed] = glance.assigned(places.organisation(), CAMILLE)
    assert (proposed.path, proposed.assigned_by, proposed.message) == ("web", "Inès Faure", "Bon courage")
    assert len(server.bodies) == 1


def test_two_desks_of_one_person_merge(server: Receiver) -> None:
    second = credentials()
    server.devices[second.device] = second.public_key
    finish("veille-ou-arret")
    sync(server)
    other = batch.completed(TODAY, "bienvenue", "mes-onglets", 1, _id(TODAY))
    server.kept.events[other["id"]] = other
    finish("mes-onglets", TODAY - timedelta(days=1))
    sync(server)
    sync(server, days=31)
    with database.organisation() as connection:
        assert len(list(completions.records(connection, completions.Chosen()))) == 2


def _id(day: date) -> str:
    return str(uuid.UUID(int=batch.midnight(day) << 80 | 7 << 76 | 2 << 62 | 9))


def test_a_proposal_told_twice_is_there_once_and_goes_when_it_is_withdrawn(server: Receiver) -> None:
    server.assignments.append(ASSIGNMENT)
    sync(server)
    server.epoch += 1
    sync(server)
    assert len(glance.assigned(places.organisation(), CAMILLE)) == 1
    server.assignments[:] = [ASSIGNMENT | {"removed": True}]
    server.epoch += 1
    sync(server)
    assert glance.assigned(places.organisation(), CAMILLE) == ()
    server.assignments[:] = [ASSIGNMENT]
    server.epoch += 1
    sync(server)
    assert len(glance.assigned(places.organisation(), CAMILLE)) == 1
    server.assignments.clear()
    server.epoch += 1
    sync(server)
    assert glance.assigned(places.organisation(), CAMILLE) == ()


def test_two_people_of_one_desk_keep_apart_what_was_proposed_to_both(server: Receiver) -> None:
    noah = Person("noah", "Noé Petit", "Accueil")
    settle(noah)
    own = credentials()
    server.devices[own.device] = own.public_key
    server.assignments.append(ASSIGNMENT)
    sync(server)
    sync(server, own, Desk(noah, URL, "0.1.0"))
    server.assignments.clear()
    server.epoch += 1
    sync(server)
    assert glance.assigned(places.organisation(), CAMILLE) == ()
    assert len(glance.assigned(places.organisation(), noah)) == 1


def test_a_row_about_somebody_else_is_not_taken(server: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    def pull(cursor: str | None) -> dict[str, object]:
        person = {"id": "boss", "name": "Boss", "service": "", "roles": ["trainer"], "audiences": []}
        return Receiver._pull(server, cursor) | {"me": person}

    monkeypatch.setattr(server, "_pull", pull)
    sync(server)
    assert glance.person(places.organisation(), person_id="boss") is None


def test_a_server_that_always_forks_does_not_hold_the_desk(
    server: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_verdict", lambda sent: {"status": "fork", "last": 0})
    finish("veille-ou-arret")
    with pytest.raises(LaterError, match="come to an end"):
        sync(server)
    with database.organisation() as connection:
        device = devices.find(connection, CAMILLE.id, URL)
        assert device
        assert device.chain <= exchanges.ROUNDS
        assert [one.lesson for one in outbox.unsent(connection, CAMILLE.id)] == ["veille-ou-arret"]
