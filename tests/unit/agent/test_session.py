"""The agent ends with the session it serves."""

import pytest

from coach.agent.session import Session
from coach.sensors import SessionOverError, UnavailableError
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


@pytest.mark.parametrize(
    "env",
    [
        {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"},
        {"XDG_SESSION_TYPE": "wayland"},
        {"DISPLAY": "elsewhere:0"},
    ],
)
def test_where_no_x_server_here_ends_with_the_session_none_is_held(
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
