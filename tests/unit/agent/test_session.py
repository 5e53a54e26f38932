"""The agent ends with the session it serves."""

import select
from pathlib import Path

import pytest

from coach.agent.session import Session
from coach.sensors import SessionOverError, UnavailableError
from coach.sensors._idle_wayland import Absence
from tests.desk.compositor import Compositor
from tests.unit.sensors.test_x11 import Server, accepted


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No session of any kind."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "XAUTHORITY"):
        monkeypatch.delenv(name, raising=False)


def test_when_the_server_hangs_up_the_session_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    server = Server(monkeypatch, accepted())
    session = Session()
    assert session.fileno() is not None
    session.check()
    server.hang_up()
    with pytest.raises(SessionOverError):
        session.check()
    session.close()
    server.ends[0].close()


def test_when_the_compositor_hangs_up_the_session_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", str(tmp_path / "here"))
    compositor = Compositor(tmp_path / "here")
    session = Session()
    waited_for = session.fileno()
    assert waited_for is not None
    session.check()
    # The idle sensor has a connection of its own beside it.
    absence = Absence(300)
    absence.close()
    session.check()
    compositor.stop()
    assert select.select([waited_for], [], [], 10)[0]
    with pytest.raises(SessionOverError):
        session.check()
    session.close()


@pytest.mark.parametrize(
    "env",
    [
        {"WAYLAND_DISPLAY": "/nowhere/wayland-0", "DISPLAY": ":0"},
        {"XDG_SESSION_TYPE": "wayland"},
        {"DISPLAY": "elsewhere:0"},
    ],
)
def test_where_no_server_here_ends_with_the_session_none_is_held(
    env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    session = Session()
    assert session.fileno() is None
    session.check()
    session.close()


def test_without_any_display_it_says_so() -> None:
    with pytest.raises(UnavailableError, match="no display"):
        Session()
