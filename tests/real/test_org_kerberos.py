"""A desk that enters by the Kerberos ticket of its session: real realm, Apache, gateway and store."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from coach import study
from coach.__main__ import main
from tests.desk.gateway import gateway
from tests.real.kerberos import REALM, Realm, apache, realm
from tests.real.org_desks import Sit, finish, kept
from tests.real.town import Town

PROXY = f"""[proxy]
identity_header = "X-Remote-User"
realm = "{REALM}"
addresses = ["127.0.0.1"]
"""


@pytest.fixture
def session(store: Town, sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Realm]:
    """A desk whose policy names the server behind Apache; the town's list has the login “ana” for 001."""
    with psycopg.connect(store.dsn) as connection:
        connection.execute("UPDATE org.person SET login = 'ana' WHERE staff_number = '001'")
        connection.execute("UPDATE org.tenant SET settings = '{\"vouched_logins\": true}'")
    (tmp_path / "policy.toml").write_text("[org]\nkerberos = true\n", "utf-8")
    with (
        realm() as found,
        gateway(store.gateway, found.folder, PROXY) as site,
        apache(found, site.port) as url,
    ):
        for name in ("ana", "stranger"):
            found.add(name, "secret")
        monkeypatch.setenv("ORG_URL", url)
        for name in ("KRB5_CONFIG", "KRB5CCNAME"):
            monkeypatch.setenv(name, found.environment[name])
        sit("first")
        yield found
    with psycopg.connect(store.dsn) as connection:
        connection.execute("UPDATE org.tenant SET settings = '{}'")


def test_the_next_synchronisation_connects_the_desk_without_a_word(session: Realm, store: Town) -> None:
    session.log_in("ana", "secret")
    assert main(["sync", "--now"]) == 0
    assert study.me().person.id == "001"
    finish("veille-ou-arret", "")
    # Once it is known it needs no ticket.
    session.log_out()
    assert main(["sync", "--now"]) == 0
    assert len(kept(store)) == 1


def test_without_a_ticket_or_with_a_stranger_s_nothing_is_sent_and_the_reason_is_told(
    session: Realm, store: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sync", "--now"]) == 77
    assert "does not know the account" in capsys.readouterr().err
    session.log_in("stranger", "secret")
    assert main(["sync", "enrol"]) == 77
    assert "does not know the account" in capsys.readouterr().err
    with psycopg.connect(store.dsn) as connection:
        assert connection.execute("SELECT count(*) FROM org.device").fetchone() == (0,)
