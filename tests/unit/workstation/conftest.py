"""A desk of this test's own: no desktop of the person who runs it shines through."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.xserver import plain_session

_THEIRS = (
    "SSH_",
    "XRDP_",
    "X2GO_",
    "NX",
    "VNC",
    "CITRIX_",
    "XDG_CURRENT_DESKTOP",
    "XDG_SESSION_",
    "WAYLAND_",
)


@pytest.fixture(autouse=True)
def _nobodys_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(_THEIRS)]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("DISPLAY", raising=False)


@pytest.fixture
def screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A plain X session; its display is in the environment."""
    with plain_session(tmp_path) as name:
        monkeypatch.setenv("DISPLAY", name)
        yield name
