"""The screen's sleep time on a real X server and in GNOME's real settings: set, read back, undone, kept."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach import places
from coach.domain.errors import ReadOnlyFolder, StorageError
from coach.workstation import screen_sleep
from coach.workstation._xset import Xset
from coach.workstation.screen_sleep import NothingToUndo, NotTakenOver, ScreenSleepError
from tests.unit.workstation.programs import GSETTINGS_LOCKED, XSET, stand_in
from tests.unit.xserver import xset

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def saver() -> str:
    """The lines about the screen saver."""
    return "\n".join(xset("q").split("Screen Saver:\n")[1].splitlines()[:2])


def kept() -> Path:
    """The file with the value from before."""
    return Path(places.local()) / "screen.json"


def test_a_plain_session_is_set_and_its_values_come_back_exactly(screen: str) -> None:
    xset("s", "1234", "77", "s", "noblank")
    before = saver()
    found = screen_sleep.state()
    assert (found.minutes, found.way, found.settable, found.undoable) == (21, "xset", True, False)
    assert found.worth_offering

    screen_sleep.set_minutes(10, NOW)
    assert "timeout:  600    cycle:  77" in saver()
    assert "prefer blanking:  yes" in saver()
    screen_sleep.set_minutes(5, NOW)
    found = screen_sleep.state()
    assert (found.minutes, found.undoable, found.before, found.worth_offering) == (5, True, 21, False)

    screen_sleep.undo()
    assert saver() == before
    assert not kept().exists()
    with pytest.raises(NothingToUndo):
        screen_sleep.undo()


def test_never_is_told_offered_and_comes_back(screen: str) -> None:
    xset("s", "0", "0")
    assert screen_sleep.state().minutes is None
    assert screen_sleep.state().worth_offering
    screen_sleep.set_minutes(10, NOW)
    assert screen_sleep.state().before is None
    screen_sleep.undo()
    assert "timeout:  0    cycle:  0" in saver()


@pytest.mark.parametrize("minutes", [0, 121, -5])
def test_nonsense_changes_nothing(screen: str, minutes: int) -> None:
    with pytest.raises(ScreenSleepError, match="from 1 to 120"):
        screen_sleep.set_minutes(minutes, NOW)
    assert "timeout:  600" in saver()
    assert not kept().exists()


def test_killed_before_or_after_the_setting_the_value_from_before_comes_back(screen: str) -> None:
    xset("s", "1800")
    for when in ("before", "after"):
        code = (
            "import os, signal\nfrom datetime import UTC, datetime\nfrom coach.workstation import screen_sleep\n"
            "from coach.workstation._xset import Xset\nput = Xset.put\n"
            "def die(self, values):\n"
            f"    {when!r} == 'after' and put(self, values)\n"
            "    os.kill(os.getpid(), signal.SIGKILL)\n"
            "Xset.put = die\nscreen_sleep.set_minutes(10, datetime.now(UTC))\n"
        )
        done = subprocess.run([sys.executable, "-c", code], check=False)
        assert done.returncode == -signal.SIGKILL
        assert ("timeout:  1800" in saver()) is (when == "before")
        assert screen_sleep.state().before == 30
        screen_sleep.undo()
        assert "timeout:  1800" in saver()


def test_a_new_session_is_set_again_but_not_against_the_person(screen: str) -> None:
    xset("s", "1800")
    assert not screen_sleep.renew()
    screen_sleep.set_minutes(10, NOW)
    assert not screen_sleep.renew()
    # As after a log-in: the server has forgotten.
    xset("s", "1800")
    assert screen_sleep.renew()
    assert "timeout:  600" in saver()
    # The person's own doing.
    xset("s", "2400")
    assert not screen_sleep.renew()
    assert "timeout:  2400" in saver()
    screen_sleep.undo()
    assert "timeout:  1800" in saver()


def test_without_room_for_the_old_value_nothing_is_set(screen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/proc/nothing")
    with pytest.raises((ReadOnlyFolder, StorageError)):
        screen_sleep.set_minutes(1, NOW)
    assert "timeout:  600" in saver()


BROKEN = [
    "",
    "null",
    "[]",
    '{"way": "xset"}',
    '{"way": 1, "before": 3, "minutes": {}}',
    '{"way": "xset", "before": {}, "minutes": 10, "day": "2026-11-24"}',
]


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_file_is_as_none(screen: str, text: str) -> None:
    kept().parent.mkdir(parents=True)
    kept().write_text(text)
    assert not screen_sleep.state().undoable
    assert not screen_sleep.renew()
    screen_sleep.set_minutes(10, NOW)
    assert screen_sleep.state().undoable


def test_the_file_tells_no_hour(screen: str) -> None:
    screen_sleep.set_minutes(10, NOW)
    row = json.loads(kept().read_text())
    assert row.keys() == {"way", "before", "minutes", "day"}
    assert row["day"] == NOW.astimezone().date().isoformat()


POWER = {"blank": 1, "timeout": 0, "cycle": 600, "standby": 0, "suspend": 1500, "off": 1800, "dpms": 1}


def test_a_display_that_saves_power_is_set_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    values = stand_in(tmp_path / "bin", "xset", XSET, monkeypatch, json.dumps(POWER))
    assert screen_sleep.state().minutes == 25
    screen_sleep.set_minutes(10, NOW)
    assert json.loads(values.read_text()) == {
        **POWER, "timeout": 600, "standby": 600, "suspend": 600, "off": 600,
    }  # fmt: skip
    screen_sleep.undo()
    assert json.loads(values.read_text()) == POWER


def test_power_saving_switched_off_is_never_and_is_off_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    values = stand_in(tmp_path / "bin", "xset", XSET, monkeypatch, json.dumps({**POWER, "dpms": 0}))
    assert screen_sleep.state().minutes is None
    screen_sleep.set_minutes(10, NOW)
    assert screen_sleep.state().minutes == 10
    screen_sleep.undo()
    assert json.loads(values.read_text()) == {**POWER, "dpms": 0}


def test_what_is_not_taken_over_is_an_error_and_can_be_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    stand_in(tmp_path / "bin", "xset", XSET, monkeypatch, json.dumps(POWER))
    (tmp_path / "bin" / "stubborn").touch()
    with pytest.raises(NotTakenOver):
        screen_sleep.set_minutes(10, NOW)
    assert screen_sleep.state().minutes == 25
    screen_sleep.undo()
    assert not kept().exists()


@pytest.fixture
def gnome(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GNOME's real settings, kept in a file of this test's own."""
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
    monkeypatch.setenv("GSETTINGS_BACKEND", "keyfile")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def idle_delay(*value: str) -> str:
    """GNOME's own word for it."""
    command = ["gsettings", "set" if value else "get", "org.gnome.desktop.session", "idle-delay", *value]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout.strip()


@pytest.mark.usefixtures("gnome")
def test_gnome_is_set_and_comes_back_exactly() -> None:
    idle_delay("977")
    assert screen_sleep.state().minutes == 17
    screen_sleep.set_minutes(10, NOW)
    assert idle_delay() == "uint32 600"
    assert not screen_sleep.renew()
    screen_sleep.undo()
    assert idle_delay() == "uint32 977"


@pytest.mark.usefixtures("gnome")
def test_what_was_set_on_another_desktop_is_undone_there() -> None:
    idle_delay("0")
    assert screen_sleep.state().minutes is None
    kept().parent.mkdir(parents=True)
    kept().write_text(
        json.dumps({"way": "xset", "before": {"timeout": 0}, "minutes": 10, "day": "2026-11-24"})
    )
    assert not screen_sleep.state().undoable
    with pytest.raises(ScreenSleepError, match="another desktop"):
        screen_sleep.undo()
    assert kept().exists()


@pytest.mark.usefixtures("gnome")
def test_what_the_it_department_holds_is_told_and_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path / "bin", "gsettings", GSETTINGS_LOCKED, monkeypatch)
    found = screen_sleep.state()
    assert (found.minutes, found.known, found.settable) == (15, True, False)
    assert "IT department" in found.why
    assert not found.worth_offering
    with pytest.raises(ScreenSleepError, match="IT department"):
        screen_sleep.set_minutes(10, NOW)
    assert not kept().exists()


@pytest.mark.parametrize(
    ("env", "why"),
    [
        ({"DISPLAY": ":0", "SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"}, "another computer"),
        ({"DISPLAY": "localhost:10.0"}, "another computer"),
        ({"DISPLAY": ":0", "XDG_CURRENT_DESKTOP": "KDE"}, "its own settings"),
        ({"DISPLAY": ":0", "XDG_CURRENT_DESKTOP": "XFCE"}, "its own settings"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "no way"),
        ({}, "no way"),
    ],
)
def test_where_it_cannot_be_set_it_says_why(
    env: dict[str, str], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    found = screen_sleep.state()
    assert (found.settable, found.known, found.worth_offering) == (False, False, False)
    assert why in found.why
    with pytest.raises(ScreenSleepError, match=why):
        screen_sleep.set_minutes(10, NOW)


def test_a_display_that_does_not_answer_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":4711")
    found = screen_sleep.state()
    assert (found.settable, found.known) == (False, False)
    with pytest.raises(ScreenSleepError):
        screen_sleep.set_minutes(10, NOW)
    assert not kept().exists()


def test_an_answer_that_means_nothing_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    stand_in(tmp_path / "bin", "xset", "print('hello')", monkeypatch)
    assert not screen_sleep.state().known
    assert Xset().name == "xset"
    assert os.environ["DISPLAY"] == ":0"
