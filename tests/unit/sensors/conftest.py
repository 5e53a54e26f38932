"""A desk in front of the person, whoever runs these tests from wherever."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach import remote_session
from tests.desk.compositor import Compositor
from tests.desk.desktops import Gnome, Kde


@pytest.fixture(autouse=True)
def at_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No session of another computer's screen, and no bus but the test's own."""
    for name in (*remote_session._NAMED, "XDG_SESSION_ID", "SESSIONNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")


@pytest.fixture
def gnome(address: str) -> Iterator[Gnome]:
    """GNOME on that bus."""
    found = Gnome(address)
    yield found
    found.stop()


@pytest.fixture
def kde(address: str) -> Iterator[Kde]:
    """KDE on that bus."""
    found = Kde(address)
    yield found
    found.stop()


@pytest.fixture
def compositor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Compositor]:
    """A Wayland compositor."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-9")
    found = Compositor(tmp_path / "wayland-9")
    yield found
    found.stop()
