"""`coach screen` tells, sets and undoes in sentences; with `--tell` also by a notification with a button."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach import settings, study
from coach.__main__ import main
from coach.study import today
from coach.workstation import screen_sleep
from coach.workstation._powercfg import Powercfg
from tests.desk import Notifications
from tests.desk.bus import session_bus
from tests.unit.workstation.programs import POWERCFG, stand_in
from tests.unit.xserver import plain_session, xset


@pytest.fixture(autouse=True)
def screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A plain session at the desk, whose screen sleeps after 20 minutes; Camille reads English."""
    settings.write("camille", settings.Settings(language="en"))
    for name in ("SSH_CONNECTION", "SSH_TTY", "XDG_CURRENT_DESKTOP", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    with plain_session(tmp_path) as name:
        monkeypatch.setenv("DISPLAY", name)
        xset("s", "1200")
        yield name


@pytest.fixture
def notified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Notifications]:
    """A desktop that shows notifications."""
    with session_bus(dict(os.environ), tmp_path) as env:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", env["DBUS_SESSION_BUS_ADDRESS"])
        found = Notifications(env["DBUS_SESSION_BUS_ADDRESS"])
        yield found
        found.stop()


def coach(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main(["screen", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


LASTS = "What is set here lasts until you log out; the reminders set it again when they start.\n"


def test_it_tells_sets_and_undoes(capsys: pytest.CaptureFixture[str]) -> None:
    before = f"Your screen goes to sleep after 20 minutes away.\n{LASTS}"
    assert coach(capsys) == (0, before, "")
    after = f"{LASTS}Before, it was 20 minutes.\n"
    assert coach(capsys, "sleep", "10") == (
        0,
        f"All set.\nYour screen will sleep after 10 min away.\n{after}",
        "",
    )
    assert "timeout:  600" in xset("q")
    assert coach(capsys) == (0, f"Your screen goes to sleep after 10 minutes away.\n{after}", "")
    assert coach(capsys, "undo") == (0, before, "")
    assert "timeout:  1200" in xset("q")
    status, out, err = coach(capsys, "undo")
    assert (status, out) == (1, "")
    assert err.startswith("There is nothing to undo")


def test_a_session_of_several_people_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text("shared_session = true\n")
    assert "everybody who uses this session" in coach(capsys)[1]


@pytest.mark.parametrize("arguments", [("sleep",), ("sleep", "ten"), ("sleep", "-5"), ("undo", "5")])
def test_nonsense_is_answered_by_how_to_write_it(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    try:
        status, out, err = coach(capsys, *arguments)
    except SystemExit as ended:
        status, out, err = int(str(ended.code)), *capsys.readouterr()
    assert (status, out) == (2, "")
    assert err
    assert "timeout:  1200" in xset("q")


@pytest.mark.parametrize("minutes", ["0", "121", "99999999999999999999"])
def test_minutes_have_their_bounds(capsys: pytest.CaptureFixture[str], minutes: str) -> None:
    status, out, err = coach(capsys, "sleep", minutes)
    assert (status, out) == (1, "")
    assert "from 1 to 120" in err
    assert "timeout:  1200" in xset("q")


def test_a_screen_elsewhere_is_left_and_why_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 5 10.0.0.2 22")
    assert coach(capsys) == (0, "This session is shown on another computer, whose screen is set there.\n", "")
    status, _out, err = coach(capsys, "sleep", "10")
    assert status == 1
    assert "another computer" in err


@pytest.mark.parametrize(("key", "timeout"), [("open", 600), ("later", 1200), ("default", 600)])
def test_the_notification_says_it_is_done_and_can_undo(
    capsys: pytest.CaptureFixture[str], notified: Notifications, key: str, timeout: int
) -> None:
    def answer() -> None:
        notified.invoke(notified.wait_for(20), key)

    person = threading.Thread(target=answer)
    person.start()
    assert coach(capsys, "sleep", "10", "--tell")[0] == 0
    person.join()
    told = notified.all[0]
    assert (told.summary, told.body) == ("All set.", "Your screen will sleep after 10 min away.")
    assert told.actions == {"default": "Keep and note", "open": "Keep and note", "later": "Undo"}
    assert f"timeout:  {timeout}" in xset("q")
    # Kept, what was done stands in the notebook as well.
    notes = [note.gesture for note in today.learning(study.me()).notes]
    assert notes == (["regler-la-veille"] if key != "later" else [])
    undone = [(one.summary, one.body, one.actions) for one in notified.all[1:]]
    assert undone == (
        [("Undone.", "Your screen goes to sleep after 20 minutes away.", {})] if timeout > 600 else []
    )


@pytest.mark.parametrize("shared", ["session", "computer"])
def test_the_notification_says_that_it_applies_to_all(
    capsys: pytest.CaptureFixture[str],
    notified: Notifications,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    shared: str,
) -> None:
    if shared == "session":
        (tmp_path / "policy.toml").write_text("shared_session = true\n")
    else:
        plan = stand_in(tmp_path / "bin", "powercfg", POWERCFG, monkeypatch, '{"ac": 900, "dc": 200}')
        assert plan.exists()
        monkeypatch.setattr(screen_sleep, "_way", Powercfg)
    person = threading.Thread(target=lambda: notified.close(notified.wait_for(20)))
    person.start()
    assert coach(capsys, "sleep", "10", "--tell")[0] == 0
    person.join()
    assert notified.all[0].body == (
        f"Your screen will sleep after 10 min away. What is set here applies to everybody who uses this {shared}."
    )


def test_a_notification_that_goes_by_itself_ends_the_waiting(
    capsys: pytest.CaptureFixture[str], notified: Notifications
) -> None:
    person = threading.Thread(target=lambda: notified.close(notified.wait_for(20)))
    person.start()
    assert coach(capsys, "sleep", "10", "--tell")[0] == 0
    person.join()
    assert "timeout:  600" in xset("q")


def test_a_screen_that_sleeps_sooner_already_is_left(
    capsys: pytest.CaptureFixture[str], notified: Notifications
) -> None:
    xset("s", "300")
    assert coach(capsys, "sleep", "10", "--tell")[0] == 0
    assert [(one.body, one.actions) for one in notified.all] == [
        ("Your screen will sleep after 5 min away.", {})
    ]
    assert "timeout:  300" in xset("q")


def test_what_goes_wrong_is_told_as_well(
    capsys: pytest.CaptureFixture[str], notified: Notifications, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    assert coach(capsys, "sleep", "10", "--tell")[0] == 1
    (told,) = notified.all
    assert "its own settings" in told.summary
    assert told.actions == {}


def test_without_notifications_it_is_done_all_the_same(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    assert coach(capsys, "sleep", "10", "--tell")[0] == 0
    assert "timeout:  600" in xset("q")
    assert coach(capsys, "undo", "--tell")[0] == 0


def test_a_fresh_session_gets_back_what_was_set(capsys: pytest.CaptureFixture[str]) -> None:
    coach(capsys, "sleep", "10")
    xset("s", "1200")
    assert main(["brief"]) == 0
    assert "timeout:  600" in xset("q")
