"""A person erased from the organisation's file: all of it, nothing of others, again after a restore."""

import shutil
from pathlib import Path

import pytest

from coach import org, places, settings
from coach.__main__ import main
from coach.content.library import Library
from coach.domain.errors import NotAllowed
from coach.org import Query, Target, erasing
from coach.org.cancelling import Which, cancel
from coach.org.errors import UnknownGroup
from coach.settings import Settings
from coach.store import boxes, database, erased, sessions
from tests.unit.org.town import AGENTS, HR, NOW, TODAY, TRAINER, finish, town

WHO = AGENTS[0]


@pytest.fixture(autouse=True)
def _busy(settled: Path, shelf: Library, tmp_path: Path) -> None:
    for name in ("Accueil", WHO.id):
        org.assign(TRAINER, shelf, org.Proposal("bienvenue", (org.find_group(TRAINER, name),)), NOW)
    with town() as connection:
        finish(connection, WHO, "veille-ou-arret")
        finish(connection, AGENTS[1], "veille-ou-arret")
        sessions.add(connection, "bienvenue", TODAY, [WHO.id, "002"], TRAINER.id)
        boxes.register(connection, "a-box", WHO.id, "key", TODAY)
        boxes.keep(
            connection, "a-box", boxes.Lot(1, 1, "", "hash", '{"lesson": "veille-ou-arret"}', "sig", "1.lot")
        )
    cancel(HR, Which(WHO.id, "veille-ou-arret"), "why", NOW)


def erase() -> str:
    return erasing.erase(HR, WHO.id, NOW, lambda _fingerprint: None)


def everything() -> str:
    """Every value of the file."""
    with town() as connection:
        tables = (
            connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        )
        return repr([connection.exec_driver_sql(f"SELECT * FROM {one}").fetchall() for one in tables])


def test_nothing_is_left_of_the_person_and_all_of_the_others() -> None:
    assert erasing.plan(HR, WHO.id) == (WHO, erased.Kept(1, 1, 1, ("a-box",)))
    assert f"'{WHO.id}'" in everything()
    fingerprint = erase()
    told = everything()
    assert f"'{WHO.id}'" not in told
    assert WHO.name not in told
    assert '"lesson"' not in told, "what the box held is gone, its hash is not"
    assert "'hash'" in told
    assert fingerprint in told
    assert told.count("'veille-ou-arret'") == 1
    assert "'002'" in told
    with pytest.raises(UnknownGroup):
        erasing.plan(HR, WHO.id)


def test_an_export_does_not_know_the_person(shelf: Library, tmp_path: Path) -> None:
    erase()
    for grain in ("completion", "person-path", "enrolment", "livret"):
        file = tmp_path / f"{grain}.csv"
        org.export(HR, shelf, Target("csv", str(file)), Query(grain=grain), NOW)
        assert "001" not in file.read_text("utf-8")


def test_what_the_person_did_to_others_stays_nameless(shelf: Library) -> None:
    erasing.erase(HR, TRAINER.id, NOW, lambda _fingerprint: None)
    with town() as connection:
        (held,) = sessions.held(connection)
        assert (held.by, held.people) == ("", 2)


def test_a_note_that_cannot_be_written_stops_it() -> None:
    def note(fingerprint: str) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        erasing.erase(HR, WHO.id, NOW, note)
    assert erasing.plan(HR, WHO.id)[1].completions == 1


def test_again_after_a_restore(tmp_path: Path) -> None:
    file, copy = places.organisation(), tmp_path / "older.db"
    database.close()
    shutil.copy(file, copy)
    fingerprint = erase()
    assert erasing.erase_again(HR, [fingerprint], NOW) == 0, "there is nobody left"
    database.close()
    shutil.copy(copy, file)
    assert f"'{WHO.id}'" in everything()
    assert erasing.erase_again(HR, ["", "no:thing", fingerprint], NOW) == 1
    assert f"'{WHO.id}'" not in everything()


def test_only_hr() -> None:
    with pytest.raises(NotAllowed):
        erasing.plan(TRAINER, WHO.id)
    with pytest.raises(NotAllowed):
        erasing.erase_again(TRAINER, [], NOW)


def test_the_command_shows_then_erases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COACH_PERSON", HR.id)
    settings.write(HR.id, Settings(language="en"))
    note = tmp_path / "erased.txt"
    assert main(["people", "erase", WHO.id, "--note", str(note)]) == 0
    assert "Nothing was erased yet." in capsys.readouterr().out
    assert not note.exists()
    assert main(["people", "erase", WHO.id, "--yes", "--note", str(tmp_path / "none" / "n")]) == 1
    assert f"'{WHO.id}'" in everything()
    assert main(["people", "erase", WHO.id, "--yes", "--note", str(note)]) == 0
    told = capsys.readouterr().out
    assert "a-box" in told
    assert note.read_text("utf-8").strip() in told
    assert f"'{WHO.id}'" not in everything()
    assert main(["people", "erase", "--again", str(note)]) == 0
    assert main(["people", "erase"]) == 2
