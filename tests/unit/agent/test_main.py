"""The program as a whole: a sentence and an exit status, never a traceback."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach import handover, places
from tests.desk import wait_for
from tests.unit.agent.conftest import write_brief


def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """The agent, run to its end."""
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    command = [sys.executable, "-m", "coach.agent", *arguments]
    return subprocess.run(command, env=bare | env, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("arguments", "env", "status", "said"),
    [
        (["--version"], {}, 0, "coach-agent 0."),
        (["--nonsense"], {}, 2, "Write: coach agent, or coach agent --once."),
        ([], {}, 1, "There is no display."),
        ([], {"DISPLAY": ":9999"}, 1, "The X server does not answer."),
        ([], {"XDG_STATE_HOME": "/proc/nothing"}, 1, "cannot keep their files in /proc/nothing"),
        (["--once"], {}, 0, "Every reminder is off"),
        (["--once"], {"XDG_STATE_HOME": "/proc/nothing"}, 0, "Every reminder is off"),
        (["--once"], {"HOME": "", "XDG_STATE_HOME": ""}, 0, "Every reminder is off"),
    ],
)
def test_it_says_a_sentence_and_ends(
    arguments: list[str], env: dict[str, str], status: int, said: str
) -> None:
    done = run(*arguments, **env)
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == status


def test_that_nothing_can_be_shown_is_said_once_at_the_start(address: str) -> None:
    write_brief()
    # The child would replace the brief by one of a person who has switched nothing on.
    env = os.environ | {"WAYLAND_DISPLAY": "none", "COACH_HOME": "/proc/nothing"}
    command = [sys.executable, "-m", "coach.agent"]
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as agent:
        log = Path(places.log())
        wait_for(lambda: log.exists() and "No program shows" in log.read_text("utf-8"), 20, what="the line")
        agent.terminate()
    assert log.read_text("utf-8").count("No program shows notifications here") == 1
    assert address


def test_a_second_one_says_that_the_first_runs() -> None:
    lock = handover.take("agent.lock")
    assert lock is not None
    with lock:
        done = run()
    assert (done.returncode, done.stderr) == (0, "The reminders already run in this session.\n")


def test_a_fault_of_the_program_is_a_sentence_and_a_line_in_the_log_without_what_was_read() -> None:
    code = """
import sys
from coach.agent import __main__ as agent
def fault(*_):
    raise RuntimeError("secret title")
agent.once = fault
sys.exit(agent.main(["--once"]))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "RuntimeError" in done.stderr
    log = Path(places.log()).read_text("utf-8")
    assert "RuntimeError" in log
    assert "secret" not in done.stderr + log


def test_without_room_for_its_files_it_goes_on_and_its_child_says_why() -> None:
    places_of_it = os.environ | {"WAYLAND_DISPLAY": "none"}
    places_of_it.pop("DISPLAY", None)
    shell = ["sh", "-c", f'ulimit -f 0; exec "{sys.executable}" -m coach.agent']
    with subprocess.Popen(shell, env=places_of_it, stderr=subprocess.PIPE, text=True) as agent:
        assert agent.stderr is not None
        assert agent.stderr.readline() == "The reminders run. Ctrl+C ends them.\n"
        # The child that writes the brief.
        assert "File too large" in agent.stderr.readline()
        agent.terminate()
        assert agent.stderr.read() == "The reminders have ended.\n"
    assert agent.returncode == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_end_it_ends_cleanly(number: int) -> None:
    env = os.environ | {"WAYLAND_DISPLAY": "none"}
    command = [sys.executable, "-m", "coach.agent"]
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as agent:
        assert agent.stderr is not None
        assert agent.stderr.readline() == "The reminders run. Ctrl+C ends them.\n"
        agent.send_signal(number)
        assert agent.stderr.read() == "The reminders have ended.\n"
    assert agent.returncode == 0


def test_killed_it_leaves_a_free_place() -> None:
    env = os.environ | {"WAYLAND_DISPLAY": "none"}
    with subprocess.Popen(
        [sys.executable, "-m", "coach.agent"], env=env, stderr=subprocess.PIPE, text=True
    ) as agent:
        assert agent.stderr is not None
        agent.stderr.readline()
        assert handover.take("agent.lock") is None
        agent.kill()
    # A child that was just being started may hold it for a moment more.
    lock = wait_for(lambda: handover.take("agent.lock"), what="the lock of a killed agent")
    lock.close()


def test_at_its_start_the_brief_is_written_by_a_child() -> None:
    env = os.environ | {"WAYLAND_DISPLAY": "none"}
    with subprocess.Popen([sys.executable, "-m", "coach.agent"], env=env, stderr=subprocess.DEVNULL) as agent:
        deadline = time.monotonic() + 30
        while not handover.brief_stamp() and time.monotonic() < deadline:
            time.sleep(0.05)
        agent.terminate()
    assert handover.read_brief().rules
