"""The real program of a desk against the real gateway and PostgreSQL."""

import io
from pathlib import Path

import psycopg
import pytest

from coach import places, study
from coach.__main__ import main
from coach.domain.people import Person
from coach.store import glance
from tests.real.org_desks import Sit, code, finish, kept, known
from tests.real.test_org_gateway import propose
from tests.real.town import Town

ANA = Person("001", "Agent 1", "Accueil")


def test_two_desks_of_one_person_share_one_history(sit: Sit, store: Town) -> None:
    propose(store)
    sit("first")
    assert main(["sync", "enrol", code(store).lower()]) == 0
    assert [one.path for one in glance.assigned(places.organisation(), ANA)] == ["bienvenue"]
    finish("veille-ou-arret")
    finish("nos-engagements", "")
    assert main(["sync", "--now"]) == 0
    assert len(kept(store)) == 2
    sit("second")
    assert main(["sync", "enrol", code(store)]) == 0
    assert known() == ["nos-engagements", "veille-ou-arret"]
    finish("mes-onglets", "")
    assert main(["sync", "--now"]) == 0
    sit("first")
    assert main(["sync", "--now"]) == 0
    assert known() == ["mes-onglets", "nos-engagements", "veille-ou-arret"]
    assert len(kept(store)) == 3


def test_a_server_that_has_forgotten_is_told_again(sit: Sit, store: Town) -> None:
    sit("first")
    main(["sync", "enrol", code(store)])
    finish("veille-ou-arret", "")
    main(["sync", "--now"])
    with psycopg.connect(store.dsn) as connection:
        for table in ("event", "progress", "batch"):
            connection.execute(f"DELETE FROM org.{table}")
        connection.execute("UPDATE org.chain SET last_n = 0, head = ''")
        connection.execute("UPDATE org.tenant SET epoch = epoch + 1")
    assert main(["sync", "--now"]) == 0
    assert len(kept(store)) == 1
    finish("mes-onglets", "")
    assert main(["sync", "--now"]) == 0
    assert len(kept(store)) == 2


def test_a_revoked_desk_keeps_what_it_has_and_enrols_again(
    sit: Sit, store: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    sit("first")
    main(["sync", "enrol", code(store)])
    finish("veille-ou-arret", "")
    capsys.readouterr()
    main(["sync", "status"])
    (mark,) = [line.split(": ")[1] for line in capsys.readouterr().out.splitlines() if "Fingerprint" in line]
    assert main(["org", "revoke", mark, "--yes", "--dsn", store.dsn]) == 0
    assert main(["sync", "--now"]) == 77
    assert "not enrolled there any more" in capsys.readouterr().err
    assert main(["sync", "enrol", "WRNG-WRNG-WRNG"]) == 77
    assert "the code is not accepted" in capsys.readouterr().err
    assert main(["sync", "enrol", code(store)]) == 0
    assert len(kept(store)) == 1


def test_what_the_store_refuses_is_told_to_the_person(
    sit: Sit, store: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    sit("first")
    main(["sync", "enrol", code(store)])
    finish("veille-ou-arret", "web")
    finish("no-such-lesson", "")
    finish("mes-onglets", "")
    assert main(["sync", "--now"]) == 0
    assert "1 finished lesson sent, 2 not taken" in capsys.readouterr().out
    main(["sync", "status"])
    out = capsys.readouterr().out
    assert "Not taken: no-such-lesson, the organisation does not know this lesson" in out
    assert "Not taken: veille-ou-arret, its path is not proposed to you" in out


def test_at_a_shared_computer_each_person_has_a_key_and_nobody_takes_the_login(
    sit: Sit, store: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sit("canteen")
    (tmp_path / "policy.toml").write_text("[org]\nshared_pc = true\n", "utf-8")
    for number in ("001", "002"):
        capsys.readouterr()
        monkeypatch.setattr("sys.stdin", io.StringIO(code(store, number) + "\n"))
        assert main(["sync", "enrol", "-"]) == 0
        assert capsys.readouterr().out.splitlines()[0] == number
    assert study.whoami().id == "ana"
    assert Path(places.person("ana")).exists(), "nobody's folder went with whoever enrolled"
    monkeypatch.setenv("COACH_PERSON", "002")
    finish("mes-onglets", "", person="002")
    for person, sent in (("001", 0), ("002", 1)):
        monkeypatch.setenv("COACH_PERSON", person)
        assert main(["sync", "--now"]) == 0
        assert len(kept(store)) == sent, "each desk tells of its own person alone"
    with psycopg.connect(store.dsn) as connection:
        rows = connection.execute(
            "SELECT p.staff_number, count(*) FROM org.device JOIN org.person p USING (person_id)"
            " WHERE revoked_on IS NULL GROUP BY 1 ORDER BY 1"
        ).fetchall()
    assert rows == [("001", 1), ("002", 1)]
