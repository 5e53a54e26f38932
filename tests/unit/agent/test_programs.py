"""The other programs: which command lines, and what a child inherits."""

import os
import sys
import time
from pathlib import Path

import pytest

from coach.agent import programs
from coach.agent.waking import Waking


def test_from_the_sources_the_same_interpreter_runs_them() -> None:
    assert programs.coach("brief") == [sys.executable, "-m", "coach", "brief"]
    assert programs.agent() == [sys.executable, "-m", "coach.agent"]
    assert programs.window() == [sys.executable, "-m", "coach.app.start"]


def test_frozen_they_stand_beside_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/coach/coach-agent")
    assert programs.coach("open", "x") == ["/opt/coach/coach", "open", "x"]
    assert programs.agent() == ["/opt/coach/coach-agent"]
    assert programs.window("x") == ["/opt/coach/coach-window", "x"]


@pytest.mark.parametrize(("lesson", "words"), [("mes-onglets", ["mes-onglets"]), ("", [])])
def test_a_nudge_opens_its_lesson_or_the_window(
    lesson: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(programs, "start", started.append)
    programs.open_lesson(lesson)
    assert started == [programs.window(*words)]


def test_a_child_can_wait_for_its_own_children(tmp_path: Path) -> None:
    code = f"""
import pathlib, subprocess
status = subprocess.run(["/bin/sh", "-c", "exit 3"]).returncode
pathlib.Path({str(tmp_path)!r}, "part").write_text(str(status))
pathlib.Path({str(tmp_path)!r}, "part").rename(pathlib.Path({str(tmp_path)!r}, "status"))
"""
    waking = Waking()
    try:
        programs.start([sys.executable, "-c", code])
        deadline = time.monotonic() + 30
        while not (tmp_path / "status").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
    finally:
        waking.close()
    assert (tmp_path / "status").read_text() == "3"


def test_a_missing_program_is_an_error() -> None:
    with pytest.raises(OSError, match="No such file"):
        programs.start([os.path.join(os.sep, "nowhere", "coach")])
