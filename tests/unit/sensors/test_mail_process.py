"""The watch on the mailbox's program: it lives as long as the watch, and what it writes is taken with care."""

import select
import sys
import time
from pathlib import Path

import pytest

from coach import places
from coach.sensors import UnavailableError, _mail_process
from coach.sensors._mail_process import Process
from coach.sensors.mail_imap import SENSOR
from tests.desk import wait_for

# Writes what its argument says, then waits for its input to end and leaves a file behind.
CHILD = """
import os, sys
os.write(1, sys.argv[1].encode())
if sys.argv[2] == "stay":
    while os.read(0, 1): pass
    open(sys.argv[3], "w").close()
"""


def child(monkeypatch: pytest.MonkeyPatch, file: Path, says: str, then: str = "stay") -> Process:
    """A watch on a program that says something."""
    monkeypatch.setattr(
        _mail_process, "_command", lambda: [sys.executable, "-c", CHILD, says, then, str(file)]
    )
    found = SENSOR.open(5)
    assert isinstance(found, Process)
    return found


def look(watch: Process) -> int | None:
    """Look once it is woken."""
    descriptor = watch.fileno()
    assert descriptor is not None
    ready, _, _ = select.select([descriptor], [], [], 10)
    assert ready, "nothing woke the watch"
    return watch.look()


def test_what_it_tells_is_a_reading_and_the_watch_s_end_is_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    watch = child(monkeypatch, tmp_path / "ended", "17\n")
    assert (look(watch), watch.look(), watch.source) == (17, None, "imap")
    assert not (tmp_path / "ended").exists()
    watch.close()
    wait_for((tmp_path / "ended").exists, what="the end of the program")


@pytest.mark.parametrize(
    ("says", "reading"),
    [
        ("6\n17\n4\n", 17),
        ("17", None),
        ("-5\n", None),
        ("x" * 3000 + "\n8\n", 8),
        ("9" * 50 + "\n", None),
        ("\n", None),
    ],
)
def test_only_sensible_numbers_are_readings(
    says: str, reading: int | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    watch = child(monkeypatch, tmp_path / "ended", says)
    assert look(watch) == reading
    assert len(watch._said) < 10
    watch.close()


def test_a_program_that_ended_rests_until_there_is_a_new_brief_or_a_new_day(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    watch = child(monkeypatch, tmp_path / "ended", "", "end")
    assert look(watch) is None
    assert (watch.fileno(), watch.look()) == (None, None)
    assert watch.fileno() is None
    brief = Path(places.local()) / "brief.json"
    brief.parent.mkdir(parents=True)
    brief.write_text("{}")
    assert watch.look() is None
    assert watch.fileno() is not None
    assert look(watch) is None
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 25 * 3600)
    watch.look()
    assert watch.fileno() is not None
    watch.close()
    watch.close()


def test_a_program_that_is_not_there_is_a_sensor_that_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_mail_process, "_command", lambda: ["/nowhere/coach-mailbox"])
    with pytest.raises(UnavailableError, match="No such file"):
        SENSOR.open(5)


def test_the_program_stands_beside_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _mail_process._command() == [sys.executable, "-m", "coach.agent.mailbox"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/coach/coach-agent")
    assert _mail_process._command() == ["/opt/coach/coach-mailbox"]
