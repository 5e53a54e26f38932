"""The watch on Firefox's tabs: it starts a program only when it is due, and takes no more than its one line."""

import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.sensors import UnavailableError, _firefox_count, sensors
from coach.sensors._firefox_count import EVERY, Count

SENSOR = sensors()["tabs_session"]


def child(monkeypatch: pytest.MonkeyPatch, says: str, code: str = "") -> None:
    """The program that counts says this; `code` runs before."""
    command = [sys.executable, "-c", f"import os, sys, time\n{code}\nos.write(1, sys.argv[1].encode())", says]
    monkeypatch.setattr(_firefox_count, "_command", lambda: command)


def woken(watch: Count) -> int | None:
    """What it looks like once it is woken."""
    descriptor = watch.fileno()
    assert descriptor is not None
    assert select.select([descriptor], [], [], 20)[0], "nothing woke the watch"
    return watch.look()


def counted(watch: Count) -> int | None:
    """The number after the start, through as many wakes as it takes."""
    assert watch.look() is None
    while watch.counting:
        found = woken(watch)
    return found


def test_opening_reads_nothing_and_it_is_asked_every_quarter_of_an_hour() -> None:
    watch = SENSOR.open(30)
    assert (watch.fileno(), watch.every, watch.source) == (None, 900, "session")
    assert SENSOR.every == EVERY == 900
    assert SENSOR.moment == "tabs"
    watch.close()


def test_the_number_wakes_the_agent_and_then_there_is_rest_again(monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, "34\n")
    watch = Count()
    assert (counted(watch), watch.fileno(), watch.every) == (34, None, 900)
    assert counted(watch) == 34


def test_no_firefox_is_no_reading_and_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, "-\n")
    assert counted(Count()) is None


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        ("nonsense\n", "is not as Firefox writes it"),
        ("huge\n", "too large"),
        ("unreadable\n", "cannot be read"),
        ("", "did not answer"),
        ("34", "did not answer"),
        ("-34\n", "did not answer"),
        ("999999\n", "did not answer"),
        ("https://intranet.example\n", "did not answer"),
        ("3\n" * 20_000, "did not answer"),
    ],
)
def test_anything_else_is_a_fault_told_without_what_was_said(
    says: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    child(monkeypatch, says)
    watch = Count()
    with pytest.raises(UnavailableError, match=reason) as fault:
        counted(watch)
    assert "intranet" not in str(fault.value)
    assert watch.fileno() is None


def test_a_program_that_hangs_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, "34\n", "time.sleep(600)")
    watch = Count()
    assert (watch.look(), watch.look()) == (None, None)
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 61)
    with pytest.raises(UnavailableError, match="did not answer"):
        watch.look()
    assert not watch.counting


def test_switched_off_meanwhile_its_number_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, "34\n")
    watch = Count()
    watch.look()
    watch.close()
    assert (watch.fileno(), watch.counting) == (None, False)
    watch.close()


def test_asked_once_it_waits_for_the_number(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert SENSOR.look is not None
    child(monkeypatch, "34\n", "time.sleep(0.3)")
    assert SENSOR.look() == 34
    monkeypatch.setattr(_firefox_count, "_command", lambda: [str(tmp_path / "nowhere")])
    with pytest.raises(UnavailableError, match="did not answer"):
        SENSOR.look()


def test_the_real_program_beside_this_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert SENSOR.look is not None
    assert SENSOR.look() is None
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/coach/coach-doctor")
    assert _firefox_count._command() == ["/opt/coach/coach-agent", "--firefox-tabs"]


def test_the_frozen_agent_s_script_counts_without_loading_the_agent(tmp_path: Path) -> None:
    script = Path(__file__).parents[3] / "packaging/frozen/agent.py"
    code = (
        "import runpy, sys\n"
        "sys.argv[1:] = ['--firefox-tabs']\n"
        f"try: runpy.run_path({str(script)!r})\n"
        "finally: print(sorted({'coach.agent', 'jeepney', 'socket'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={"HOME": str(tmp_path)}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "-\n[]\n"
