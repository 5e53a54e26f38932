"""The session starts the agent when asked to, by a file that desktops understand, and no longer when not."""

import configparser
import re
import sys
from pathlib import Path

import pytest

from coach import handover
from coach.domain.errors import ReadOnlyFolder
from coach.places import FOLDER
from coach.study import autostart
from tests.gui.conftest import Desk


def _entry(desk: Desk) -> Path:
    return desk.root / "config" / "autostart" / f"{FOLDER}.desktop"


def _command(desk: Desk) -> list[str]:
    """`Exec` as a desktop reads it: the file's own escapes first, then the quotes, then the field codes."""
    file = configparser.RawConfigParser()
    file.optionxform = str  # type: ignore[assignment,method-assign] # keys are case-sensitive here
    file.read(_entry(desk), "utf-8")
    assert file["Desktop Entry"]["Type"] == "Application"
    value = file["Desktop Entry"]["Exec"].replace("\\\\", "\\")
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', value)
    return [re.sub(r"\\(.)", r"\1", part).replace("%%", "%") for part in quoted]


def test_the_file_starts_the_agent(desk: Desk) -> None:
    autostart.follow(wanted=True)
    assert _command(desk) == [sys.executable, "-m", "coach.agent"]


def test_it_is_removed_and_removing_twice_is_no_fault(desk: Desk) -> None:
    autostart.follow(wanted=True)
    autostart.follow(wanted=False)
    assert not _entry(desk).exists()
    autostart.follow(wanted=False)


@pytest.mark.parametrize(
    "folder", ["/opt/coach", "/opt/my coach", '/opt/a"b', "/opt/$HOME", "/opt/100%", "/opt/a\\b"]
)
def test_any_folder_survives_the_quoting(desk: Desk, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    command = [f"{folder}/coach-agent"]
    monkeypatch.setattr(autostart, "agent", lambda: command)
    autostart.follow(wanted=True)
    assert _command(desk) == command


def test_a_frozen_program_starts_the_one_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/coach/coach-window")
    assert autostart.agent() == ["/opt/coach/coach-agent"]


def test_a_place_that_cannot_be_written_is_told(desk: Desk) -> None:
    (desk.root / "config").write_text("a file where a folder should be", "utf-8")
    with pytest.raises(ReadOnlyFolder):
        autostart.follow(wanted=True)


def test_a_running_agent_is_not_started_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    monkeypatch.setattr("subprocess.Popen", lambda *command, **_: started.append(command))
    lock = handover.take("agent.lock")
    assert lock is not None
    assert autostart.running()
    autostart.start_now()
    assert started == []
    lock.close()
    assert not autostart.running()
    autostart.start_now()
    assert len(started) == 1
