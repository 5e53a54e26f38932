"""Which sessions are shown on another computer's screen, and that the idle sensor then rests."""

from pathlib import Path

import pytest

from coach import remote_session
from coach.remote_session import is_remote
from coach.sensors import UnavailableError, idle


@pytest.fixture(autouse=True)
def display(monkeypatch: pytest.MonkeyPatch) -> None:
    """A display of this computer."""
    monkeypatch.setenv("DISPLAY", ":0")


def test_a_session_at_the_desk_is_not_remote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_remote(str(tmp_path)) is False
    monkeypatch.delenv("DISPLAY")
    assert is_remote(str(tmp_path)) is False


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SSH_CONNECTION", "10.0.0.2 50000 10.0.0.1 22"),
        ("SSH_TTY", "/dev/pts/3"),
        ("XRDP_SESSION", "1"),
        ("X2GO_SESSION", "camille-50-1"),
        ("VNCDESKTOP", "camille:1"),
        ("DISPLAY", "localhost:10.0"),
        ("DISPLAY", "poste-12:0"),
    ],
)
def test_a_session_shown_elsewhere_names_itself(
    name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert is_remote(str(tmp_path)) is True


def test_a_display_of_this_computer_may_be_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", "/private/launchd/org.xquartz:0")
    assert is_remote(str(tmp_path)) is False


@pytest.mark.parametrize(("line", "remote"), [("REMOTE=1", True), ("REMOTE=0", False), ("X_REMOTE=1", False)])
def test_logind_notes_what_does_not_name_itself(
    line: str, remote: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "c3").write_text(f"UID=1000\nACTIVE=1\n{line}\nTYPE=wayland\n", encoding="utf-8")
    monkeypatch.setenv("XDG_SESSION_ID", "c3")
    assert is_remote(str(tmp_path)) is remote


def test_the_number_of_a_session_is_no_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sessions").mkdir()
    (tmp_path / "other").write_text("REMOTE=1\n", encoding="utf-8")
    monkeypatch.setenv("XDG_SESSION_ID", "../other")
    assert is_remote(str(tmp_path / "sessions")) is False


@pytest.mark.parametrize(
    ("name", "remote"), [("RDP-Tcp#12", True), ("ICA-CGP#3", True), ("rdp-tcp#0", True), ("Console", False)]
)
def test_windows_names_the_sessions_of_remote_desktop_and_citrix(name: str, remote: bool) -> None:
    assert remote_session.named_by_windows(name) is remote


def test_the_idle_sensor_rests_in_a_remote_session_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.2 50000 10.0.0.1 22")
    with pytest.raises(UnavailableError, match="remote session"):
        idle.SENSOR.open(300)
    assert idle.SENSOR.look is not None
    with pytest.raises(UnavailableError, match="remote session"):
        idle.SENSOR.look()
