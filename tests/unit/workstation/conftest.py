"""A desk of this test's own: no desktop of the person who runs it shines through."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.processes import first_line, part, start, stop

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
    reader, writer = os.pipe()
    command = [part("Xvfb"), "-displayfd", str(writer), "-screen", "0", "320x240x24", "-noreset"]
    server = start(
        [*command, "-nolisten", "tcp"], dict(os.environ), tmp_path / "screen.log", pass_fds=[writer]
    )
    os.close(writer)
    name = ":" + first_line(reader, server)
    monkeypatch.setenv("DISPLAY", name)
    yield name
    stop(server)


def xset(*words: str) -> str:
    """What `xset` says."""
    done = subprocess.run(["xset", *words], capture_output=True, text=True, check=True, timeout=10)
    return done.stdout
