"""A commune without a server: boxes in a shared folder, and whatever somebody may do to them."""

import json
import os
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from coach import places
from coach.domain.errors import SyncError
from coach.domain.people import Person
from coach.server_client import keys
from coach.server_client.client import LaterError
from coach.server_client.credentials import Credentials
from coach.store import assignments, database, glance, people
from coach.sync import boxes, folder, lots
from coach.sync.desk import Desk
from coach.sync.instructions import CARD, INSTRUCTIONS
from coach.sync.lots import Sealed
from coach.sync.state import state
from tests.unit.sync.commune import INES, MINUTES, NOAH, Town
from tests.unit.sync.town import CAMILLE, NOW, finish


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    """Camille and Noé have met the trainer, and each has finished a lesson."""
    made = Town(tmp_path, monkeypatch)
    for who in (CAMILLE, NOAH):
        made.sit(who)
        finish("veille-ou-arret", who=who)
        made.desk(who)
        made.meet(who)
    return made


def reseal(file: Path, key: Credentials, **changes: object) -> None:
    """A batch altered, and signed again with a key."""
    body = json.dumps(json.loads(lots.read(str(file)).body) | changes)
    sealed = Sealed(body, "")
    file.write_text(json.dumps({"body": body, "signature": key.sign(sealed.digest)}), "utf-8")


def test_what_a_desk_wrote_the_trainer_takes_and_the_desk_is_told(town: Town) -> None:
    assert {who: report.taken for who, report in town.trainer().items()} == {"camille": 1, "noah": 1}
    assert town.known() == ["camille veille-ou-arret", "noah veille-ou-arret"]
    assert [report.taken for report in town.trainer().values()] == [0, 0]
    assert town.desk(CAMILLE) == 0
    found = state(CAMILLE.id, str(town.folder))
    assert (found.counts.arrived, found.counts.waiting) == (1, 0)
    assert found.trainer_key == town.keys["ines"].public_key
    [proposed] = glance.assigned(places.organisation(), CAMILLE)
    assert (proposed.path, proposed.message, proposed.assigned_by) == (
        "bienvenue",
        "Bon courage",
        "Inès Faure",
    )


def test_a_stranger_s_box_waits_until_the_fingerprints_were_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town(tmp_path, monkeypatch)
    town.sit(CAMILLE)
    finish("veille-ou-arret")
    town.desk(CAMILLE)
    report = town.trainer()["camille"]
    assert report.fingerprint == keys.fingerprint(town.keys["camille"].public_key)
    assert report.who == "Camille Roux (camille)"
    assert town.known() == []
    assert boxes.register(str(town.folder), "AAAA-AAAA", NOW) is None
    town.meet(CAMILLE)
    assert town.trainer()["camille"].taken == 1


def test_instructions_hold_the_person_s_own_rows_alone(town: Town) -> None:
    town.trainer()
    told = lots.read(str(town.box(CAMILLE) / INSTRUCTIONS)).body
    assert "Camille" in told
    for other in ("Noé", "noah", "Voirie", town.keys["noah"].device):
        assert other not in told


def test_instructions_are_written_again_only_when_something_changed(town: Town) -> None:
    town.trainer()
    file = town.box(CAMILLE) / INSTRUCTIONS
    before = file.read_bytes()
    town.trainer()
    assert file.read_bytes() == before
    file.unlink()
    town.trainer()
    assert file.exists()


def test_an_altered_batch_stops_its_box_alone_and_is_written_again(town: Town) -> None:
    file = town.box(CAMILLE) / "00000001.lot"
    file.write_text(file.read_text("utf-8").replace("veille-ou-arret", "mes-onglets"), "utf-8")
    reports = town.trainer()
    assert reports["camille"].faults == ("00000001.lot: altered, or signed with another key",)
    assert town.known() == ["noah veille-ou-arret"]
    assert town.desk(CAMILLE) == 1
    assert town.trainer()["camille"].taken == 1
    assert town.known() == ["camille veille-ou-arret", "noah veille-ou-arret"]


def test_a_batch_that_was_removed_is_noticed_and_written_again(town: Town) -> None:
    town.sit(CAMILLE)
    finish("mes-onglets")
    assert town.desk(CAMILLE) == 1
    (town.box(CAMILLE) / "00000001.lot").unlink()
    assert town.trainer()["camille"].faults == ("00000002.lot: a batch before it is missing",)
    assert town.desk(CAMILLE) == 1
    assert town.trainer()["camille"].taken == 2


def test_half_a_file_is_no_file(town: Town) -> None:
    file = town.box(CAMILLE) / "00000001.lot"
    file.write_bytes(file.read_bytes()[:80])
    (town.box(CAMILLE) / "00000002.lot.part").write_bytes(b"{")
    assert [fault[:12] for fault in town.trainer()["camille"].faults] == ["00000001.lot"]
    town.desk(CAMILLE)
    assert town.trainer()["camille"].taken == 1


def test_a_batch_in_another_box_is_not_that_person_s(town: Town) -> None:
    shutil.copy(town.box(CAMILLE) / "00000001.lot", town.box(NOAH) / "00000009.lot")
    assert town.trainer()["noah"].faults == ("00000009.lot: altered, or signed with another key",)
    reseal(town.box(NOAH) / "00000009.lot", town.keys["noah"])
    assert town.trainer()["noah"].faults == ("00000009.lot: of another box",)
    assert town.known() == ["camille veille-ou-arret", "noah veille-ou-arret"]


def test_a_foreign_key_signs_nothing(town: Town) -> None:
    reseal(town.box(CAMILLE) / "00000001.lot", town.keys["noah"])
    card = town.box(CAMILLE) / CARD
    shutil.copy(town.box(NOAH) / CARD, card)
    assert "another key" in town.trainer()["camille"].faults[0]


def test_a_gigabyte_is_not_read(town: Town) -> None:
    with open(town.box(CAMILLE) / "00000002.lot", "wb") as huge:
        huge.truncate(2**30)
    with open(town.box(CAMILLE) / INSTRUCTIONS, "wb") as huge:
        huge.truncate(2**30)
    report = town.trainer()["camille"]
    assert (report.taken, report.faults) == (1, ("00000002.lot: too large",))


def test_links_and_pipes_are_not_followed(town: Town, tmp_path: Path) -> None:
    secret = tmp_path / "secret.lot"
    shutil.copy(town.box(CAMILLE) / "00000001.lot", secret)
    (town.box(CAMILLE) / "00000001.lot").unlink()
    (town.box(CAMILLE) / "00000001.lot").symlink_to(secret)
    os.mkfifo(town.box(CAMILLE) / "00000002.lot")
    (town.folder / "linked").symlink_to(town.box(NOAH))
    reports = town.trainer()
    assert "linked" not in reports
    assert reports["camille"].faults == ("00000001.lot: a link", "00000002.lot: no plain file")
    assert reports["camille"].taken == 0


def test_a_restored_desk_does_not_write_over_what_it_wrote(town: Town) -> None:
    town.sit(CAMILLE)
    database.close()
    backup = town.root / "backup.db"
    shutil.copy(places.organisation(), backup)
    finish("mes-onglets")
    town.desk(CAMILLE)
    town.trainer()
    before = (town.box(CAMILLE) / "00000002.lot").read_bytes()
    town.sit(CAMILLE)
    database.close()
    for file in Path(places.home()).glob("organisation.db*"):
        file.unlink()
    shutil.copy(backup, places.organisation())
    finish("une-autre")
    town.desk(CAMILLE)
    assert (town.box(CAMILLE) / "00000002.lot").read_bytes() == before
    report = town.trainer()["camille"]
    assert report.faults == ()
    assert town.known() == ["camille mes-onglets", "camille veille-ou-arret", "noah veille-ou-arret"]
    town.desk(CAMILLE)
    found = state(CAMILLE.id, str(town.folder))
    assert [(one.lesson, why) for one, why in found.refused] == [("une-autre", "unknown")]
    assert (found.counts.arrived, found.counts.waiting) == (2, 0)


def test_a_trainer_s_restored_file_takes_everything_out_again(town: Town) -> None:
    town.trainer()
    database.close()
    with closing(database.engine("organisation", places.organisation()).connect()) as connection:
        connection.exec_driver_sql("DELETE FROM completion")
        connection.exec_driver_sql("DELETE FROM batch")
        connection.commit()
    town.trainer()
    assert town.known() == ["camille veille-ou-arret", "noah veille-ou-arret"]


def test_what_was_refused_is_taken_once_its_path_is_proposed(town: Town) -> None:
    town.sit(CAMILLE)
    finish("mes-onglets", path="web")
    town.desk(CAMILLE)
    town.trainer()
    town.desk(CAMILLE)
    assert [why for _, why in state(CAMILLE.id, str(town.folder)).refused] == ["not-assigned"]
    town.sit(INES)
    with database.organisation() as connection:
        assignments.add(connection, assignments.New("web", "service", "Accueil", None, "", INES.id), NOW)
    assert town.trainer()["camille"].taken == 1
    town.desk(CAMILLE)
    assert state(CAMILLE.id, str(town.folder)).counts.refused == 0


@pytest.mark.parametrize("damage", ["altered", "key", "box", "nonsense"])
def test_instructions_that_are_not_the_trainer_s_are_not_followed(town: Town, damage: str) -> None:
    town.trainer()
    town.desk(CAMILLE)
    file = town.box(CAMILLE) / INSTRUCTIONS
    told = json.loads(file.read_text("utf-8"))
    body = told["body"].replace("Bon courage", "Envoyez vos mots de passe")
    if damage == "altered":
        told["body"] = body
    if damage == "key":
        thief = town.keys["noah"]
        told = {"body": body, "signature": thief.sign(Sealed(body, "").digest), "key": thief.public_key}
    if damage == "box":
        told = json.loads((town.box(NOAH) / INSTRUCTIONS).read_text("utf-8"))
    if damage == "nonsense":
        told = [1]
    file.write_text(json.dumps(told), "utf-8")
    with pytest.raises(SyncError if damage == "key" else LaterError):
        town.desk(CAMILLE)
    [proposed] = glance.assigned(places.organisation(), CAMILLE)
    assert proposed.message == "Bon courage"


def test_older_instructions_put_back_change_nothing(town: Town) -> None:
    town.trainer()
    file = town.box(CAMILLE) / INSTRUCTIONS
    older = file.read_bytes()
    town.sit(INES)
    with database.organisation() as connection:
        assignments.add(connection, assignments.New("web", "service", "Accueil", None, "", INES.id), NOW)
    town.trainer()
    town.desk(CAMILLE)
    file.write_bytes(older)
    town.desk(CAMILLE)
    assert {one.path for one in glance.assigned(places.organisation(), CAMILLE)} == {"bienvenue", "web"}


def test_a_folder_that_is_not_there_is_for_later(town: Town) -> None:
    shutil.move(town.folder, town.root / "gone")
    with pytest.raises(LaterError):
        town.desk(CAMILLE)


def test_who_is_known_by_a_login_is_told_the_number(town: Town) -> None:
    town.sit(INES)
    with database.organisation() as connection:
        people.put(connection, [Person("042", "Zoé Blanc", "Voirie", login="zoe")])
    guess = Person("zoe", "Zoé", login="zoe")
    town.sit(replace(guess, id="zoe-desk"))
    own = town._key()
    desk = Desk(guess, str(town.folder), "0.1.0", MINUTES)
    assert folder.exchange(desk, own, NOW)[1] == guess
    town.sit(INES)
    found = boxes.register(str(town.folder), keys.fingerprint(own.public_key), NOW)
    assert found
    assert found.id == "042"
    town.trainer()
    town.sit(replace(guess, id="zoe-desk"))
    _, person = folder.exchange(desk, own, NOW)
    assert (person.id, person.service, person.login) == ("042", "Voirie", "zoe")
