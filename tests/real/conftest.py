"""A real PostgreSQL for the tests that need one, started once; a gateway before it; desks to sit down at."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from coach import settings, words
from coach.store import database
from coach.sync import pace
from tests.desk.gateway import Gateway, gateway
from tests.desk.postgres import Cluster, cluster
from tests.real.memory_keyring import Keyring
from tests.real.org_desks import Sit
from tests.real.town import Town, town
from tests.real.typed import Typed


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """The server, with nothing in it."""
    with cluster() as found:
        yield found


@pytest.fixture(scope="session")
def settled(postgres: Cluster) -> Iterator[Town]:
    """The town that the tests share; its months take the longest to make."""
    with town(postgres) as found:
        yield found


@pytest.fixture
def store(settled: Town) -> Iterator[Town]:
    """The town as it was at first: its people and lessons, nobody enrolled, nothing proposed."""
    yield settled
    settled.settle_again()


_EASY = """[limits]
requests_of_a_device = 100000
wrong_codes_of_an_address = 100000
wrong_tokens_of_an_address = 100000
"""


@pytest.fixture(scope="session")
def shared_gateway(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """One gateway for the tests that leave it alive."""
    with gateway(settled.gateway, tmp_path_factory.mktemp("gateway"), _EASY) as found:
        yield found


@pytest.fixture
def site(shared_gateway: Gateway, store: Town) -> Gateway:
    """The gateway, before an empty town."""
    return shared_gateway


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
    monkeypatch.setenv("ORG_URL", site.url)
    monkeypatch.delenv("COACH_PERSON", raising=False)
    monkeypatch.setattr("getpass.getuser", lambda: "ana")
    monkeypatch.setattr(keyring.core, "_keyring_backend", Keyring())  # type: ignore[no-untyped-call]
    monkeypatch.setattr(pace, "on_battery", lambda: False)
    yield down
    database.close()
    words.use("en")


@pytest.fixture
def typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Typed]:
    """The administrator's keyboard; the words are English."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COACH_POLICY", str(tmp_path / "policy.toml"))
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("COACH_ORG_DSN", raising=False)
    yield Typed(capsys)
    from coach import words

    words.use("en")
