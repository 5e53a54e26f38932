"""A microphone in use, as ALSA and Windows tell it."""

from pathlib import Path

import pytest

from coach.sensors import _microphone
from coach.sensors._microphone import captures, is_open

RUNNING = "state: RUNNING\nowner_pid   : 1234\ntrigger_time: 81.2\n"


def stream(root: Path, name: str, status: str, card: str = "card0", sub: str = "sub0") -> None:
    """A stream of a sound card with its status."""
    folder = root / card / name / sub
    folder.mkdir(parents=True)
    (folder / "status").write_text(status, encoding="utf-8")


@pytest.fixture
def alsa(tmp_path: Path) -> Path:
    """A sound card whose loudspeaker plays and whose microphone rests."""
    (tmp_path / "cards").write_text(" 0 [PCH]: HDA-Intel\n", encoding="utf-8")
    (tmp_path / "version").write_text("k6.1\n", encoding="utf-8")
    (tmp_path / "card0").mkdir()
    (tmp_path / "card0" / "id").write_text("PCH\n", encoding="utf-8")
    (tmp_path / "PCH").symlink_to("card0")
    stream(tmp_path, "pcm0p", RUNNING)
    stream(tmp_path, "pcm0c", "closed\n")
    return tmp_path


def test_a_loudspeaker_is_no_microphone(alsa: Path) -> None:
    assert captures(str(alsa)) is False


def test_any_stream_of_any_card_that_runs_is_a_microphone_in_use(alsa: Path) -> None:
    stream(alsa, "pcm2c", "closed\n", card="card11")
    stream(alsa, "pcm2c", RUNNING, card="card11", sub="sub1")
    assert captures(str(alsa)) is True


@pytest.mark.parametrize(
    "status", ["state: SETUP\n", "state: PREPARED\nowner_pid : 9\n", "state: XRUN\n", ""]
)
def test_a_stream_that_is_only_open_does_not_hear(alsa: Path, status: str) -> None:
    stream(alsa, "pcm1c", status)
    assert captures(str(alsa)) is False


def test_without_a_sound_card_there_is_none(tmp_path: Path) -> None:
    assert captures(str(tmp_path / "none")) is False


def test_this_computer_is_asked(monkeypatch: pytest.MonkeyPatch, alsa: Path) -> None:
    monkeypatch.setattr(_microphone, "_ALSA", str(alsa))
    assert _microphone.in_use() is False
    stream(alsa, "pcm3c", RUNNING)
    assert _microphone.in_use() is True


@pytest.mark.parametrize(
    ("start", "stop", "used"), [(133_000, 0, True), (133_000, 134_000, False), (0, 0, False)]
)
def test_windows_keeps_no_end_of_a_use_that_goes_on(start: int, stop: int, used: bool) -> None:
    assert is_open(start, stop) is used
