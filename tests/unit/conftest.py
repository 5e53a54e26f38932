"""Folders and language of its own for each test: none meets what another one, or its author, left behind."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from coach import words
from tests.desk.bus import session_bus

# A busy machine is no fault of the code.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where this test's records lie; nothing is there yet."""
    folder = tmp_path / "home"
    monkeypatch.setenv("COACH_HOME", str(folder))
    monkeypatch.setenv("COACH_PERSON", "camille")
    monkeypatch.setenv("COACH_POLICY", str(tmp_path / "policy.toml"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    words.use("en")
    yield folder
    from coach.sensors import moments
    from coach.store import database

    # A test may have planted a sensor of its own.
    moments.cache_clear()
    database.close()
    words.use("en")


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A session bus on which nobody is yet."""
    with session_bus(dict(os.environ), tmp_path) as env:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", env["DBUS_SESSION_BUS_ADDRESS"])
        yield env["DBUS_SESSION_BUS_ADDRESS"]


@pytest.fixture
def kept_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A keyring for this test alone; the file that holds it."""
    import keyring

    from tests.real.memory_keyring import Keyring

    before, file = keyring.get_keyring(), tmp_path / "keyring.json"
    monkeypatch.setenv("TEST_KEYRING", str(file))
    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]  # keyring's own
    yield file
    keyring.set_keyring(before)
