"""The log: by day, without repetition, of bounded size."""

import re
from datetime import date
from pathlib import Path

import pytest

from coach import places
from coach.agent import log

TODAY = date(2026, 11, 24)


def text() -> str:
    """The log so far."""
    return Path(places.log()).read_text("utf-8")


def test_a_line_bears_the_day_and_no_hour() -> None:
    log.note("tab: looking failed", TODAY)
    assert text() == "2026-11-24 tab: looking failed\n"
    assert not re.search(r"\d:\d", text())


def test_the_same_line_is_not_repeated() -> None:
    for _ in range(3):
        log.note("the same", TODAY)
    log.note("another", TODAY)
    log.note("the same", TODAY)
    assert text().count("the same") == 2


def test_it_does_not_grow_without_bound_and_keeps_the_newest_whole_lines() -> None:
    for number in range(600):
        log.note(f"{number} " + "x" * 400, TODAY)
    assert Path(places.log()).stat().st_size <= 64 * 1024
    lines = text().splitlines()
    assert all(line.startswith("2026-11-24 ") for line in lines)
    assert lines[-1].split()[1] == "599"


def test_one_line_stays_one_line_and_short() -> None:
    log.note("one\ntwo\n" + "x" * 10_000, TODAY)
    assert text().count("\n") == 1
    assert len(text()) < 600


def test_where_nothing_can_be_written_it_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/proc/nothing")
    log.note("lost", TODAY)
    assert "coach.log" in capsys.readouterr().err


def test_without_a_console_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    log.tell("unheard")
