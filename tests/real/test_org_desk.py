"""The real program of a desk against the real gateway and PostgreSQL."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import keyring
import psycopg
import pytest

from coach import places, settings, words
from coach.__main__ import main
from coach.domain.people import Person
from coach.store import completions, database, glance
from coach.sync import pace
from tests.desk.gateway import Gateway
from tests.real.memory_keyring import Keyring
from tests.real.org_desks import code, kept
from tests.real.test_org_gateway import propose
from tests.real.town import Town

ANA = Person("001", "Agent 1", "Accueil")
Sit = Callable[[str], None]


@pytest.fixture
def sit(site: Gateway, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sit]:
    """Sit down at a desk, by its name; each has files and a keyring of its own."""

    def down(name: str) -> None:
        monkeypatch.setenv("COACH_HOME", str(tmp_path / name))
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / name / "state"))
        monkeypatch.setenv("TEST_KEYRING", str(tmp_path / f"{name}.keyring"))
        settings.write("ana", settings.Settings(language="en"))
        settings.write("001", settings.Settings(language="en"))

    monkeypatch.setenv("COACH_POLICY", str(tmp_path / "policy.toml"))
    monkeypatch.setenv("ORG_URL", f"http://127.0.0.1:{site.port}")
    monkeypatch.delenv("COACH_PERSON", raising=False)
    monkeypatch.setattr("getpass.getuser", lambda: "ana")
    monkeypatch.setattr(keyring.core, "_keyring_backend", Keyring())  # type: ignore[no-untyped-call]
    monkeypatch.setattr(pace, "on_battery", lambda: False)
    yield down
    database.close()
    words.use("en")


def finish(lesson: str, path: str = "bienvenue") -> None:
    """The person of this desk finishes a lesson today."""
    with database.organisation() as connection:
        completions.record(
            connection,
            person="001",
            service="Accueil",
            path=path,
            lesson=lesson,
            edition=1,
            day=datetime.now(UTC).date(),
            minutes=4,
        )


def known() -> list[str]:
    """What this desk has."""
    with database.organisation() as connection:
        return sorted(one.lesson for one in completions.records(connection, completions.Chosen()))


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
