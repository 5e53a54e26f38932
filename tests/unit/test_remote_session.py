"""A session shown on another computer is recognised; one at the desk is not taken for one."""

from pathlib import Path

import pytest

from coach.remote_session import is_remote


@pytest.mark.parametrize(
    "name", ["SSH_CONNECTION", "SSH_TTY", "XRDP_SESSION", "X2GO_SESSION", "CITRIX_SESSION_ID"]
)
def test_a_remote_session_names_itself(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert not is_remote()
    monkeypatch.setenv(name, "1")
    assert is_remote()


def test_a_display_of_another_computer_remote(monkeypatch: pytest.MonkeyPatch) -> None:
    for here in (":0", ":1.0", "unix:0"):
        monkeypatch.setenv("DISPLAY", here)
        assert not is_remote()
    monkeypatch.setenv("DISPLAY", "localhost:10.0")
    assert is_remote()


def test_logind_knows_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", "c2")
    assert not is_remote(str(tmp_path))
    (tmp_path / "c2").write_text("USER=camille\nREMOTE=0\n")
    assert not is_remote(str(tmp_path))
    (tmp_path / "c2").write_text("USER=camille\nREMOTE=1\n")
    assert is_remote(str(tmp_path))
    monkeypatch.setenv("XDG_SESSION_ID", "../c2")
    assert not is_remote(str(tmp_path))
