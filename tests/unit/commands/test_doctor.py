"""`coach doctor`: a sensor that fails takes no other with it, none that is off is asked, and the status tells."""

import dataclasses
import os
import re
from datetime import timedelta
from pathlib import Path

import pytest

from coach import handover, places, settings
from coach.__main__ import main
from coach.agent.rounds import local_now
from coach.domain.nudge import Brief
from coach.sensors import Sensor, UnavailableError, sensors
from coach.sensors.idle import SENSOR as IDLE
from coach.settings import NudgeSetting
from coach.study import addons
from tests.fakes import Look
from tests.unit.agent.conftest import sensor

OTHERS = {name: sensors()[name] for name in ("tabs", "mail")}


@pytest.fixture(autouse=True)
def _nothing_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No bus, no display, no other sensor than the test's own."""
    for name in (
        *("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "DBUS_SESSION_BUS_ADDRESS"),
        *("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"),
    ):
        monkeypatch.delenv(name, raising=False)
    for name in list(sensors()):
        monkeypatch.delitem(sensors(), name)


def switch_on(*names: str, text: int = 1) -> None:
    """What the person consented to."""
    on = {name: NudgeSetting(on=True, chosen_on="2026-11-24", text=text) for name in names}
    settings.write("camille", settings.Settings(language="en", nudges=on))


def plug(monkeypatch: pytest.MonkeyPatch, name: str, look: Look | None) -> Sensor:
    """A sensor of the test."""
    made = sensor(Look())._replace(look=look)
    monkeypatch.setitem(sensors(), name, made)
    return made


def doctor(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Status and what was printed."""
    capsys.readouterr()
    status = main(["doctor"])
    return status, capsys.readouterr().out


def test_a_sensor_that_fails_does_not_take_the_other_with_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plug(monkeypatch, "page", Look(RuntimeError("secret title")))
    plug(monkeypatch, "tab", Look(5))
    switch_on("page", "tab")
    status, told = doctor(capsys)
    assert status == 1
    assert "Looking failed: RuntimeError." in told
    assert "Looks at: the add-on." in told
    assert "It sees now: 5 tabs." in told
    assert "secret" not in told


def test_what_is_off_is_not_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    look = Look(5)
    plug(monkeypatch, "tab", look)
    switch_on()
    status, told = doctor(capsys)
    assert (status, look.asked) == (0, 0)
    assert told.endswith("Every reminder is off: nothing is looked at.\n")


def test_a_sensor_with_nothing_to_count_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plug(monkeypatch, "tab", Look(None))
    switch_on("tab")
    assert "It sees nothing now." in doctor(capsys)[1]


@pytest.mark.parametrize("reason", ["There is no display.", "Something that nobody has advice for."])
def test_a_source_that_does_not_answer_gets_its_reason_and_an_advice(
    reason: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plug(monkeypatch, "tab", Look(UnavailableError(reason)))
    switch_on("tab")
    status, told = doctor(capsys)
    assert status == 1
    assert f"      {reason}\n      → " in told


def test_a_card_that_has_changed_switches_off_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    look = Look(5)
    monkeypatch.setitem(sensors(), "tab", sensor(look)._replace(text_version=2))
    switch_on("tab")
    assert "What it looks at has changed" in doctor(capsys)[1]
    assert look.asked == 0


def test_what_an_add_on_tells_is_known_by_day_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plug(monkeypatch, "tab", None)
    switch_on("tab")
    assert "when it last was is kept nowhere" in doctor(capsys)[1]
    handover.look_noted("tab.addon", local_now())
    assert "It was used today." in doctor(capsys)[1]


def test_a_lock_with_nonsense_in_it_is_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    switch_on()
    lock = handover.take("agent.lock")
    assert lock is not None
    with lock:
        for content in (b"", b" nonsense", b" -5", b" 99999999999999999999"):
            os.ftruncate(lock.fileno(), 0)
            os.write(lock.fileno(), content)
            assert "What it costs cannot be read here." in doctor(capsys)[1]


def test_the_cost_of_today_leaves_out_the_days_before(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    switch_on()
    monkeypatch.setattr("coach.commands._desk_rows._milliseconds", lambda _process: 1500.0)
    lock = handover.take("agent.lock")
    assert lock is not None
    today = local_now().date()
    with lock:
        for begun, told in (
            (f"{today} 1400", "Today: 100 ms of processor time"),
            (f"{today - timedelta(days=1)} 1400", "): 1,500 ms of processor time"),
            (f"{today} 99999", "): 1,500 ms of processor time"),
            (f"{today} nonsense", "What it costs cannot be read here."),
        ):
            os.ftruncate(lock.fileno(), 0)
            os.write(lock.fileno(), f" {os.getpid()} {begun}".encode())
            assert told in doctor(capsys)[1]


def test_a_sensor_that_is_off_says_what_it_would_look_at_or_why_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sensors(), "idle", IDLE)
    switch_on()
    monkeypatch.setenv("DISPLAY", ":9999")
    assert "It would look at: idle time and sleep of the screen, told by the X server." in doctor(capsys)[1]
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 5 10.0.0.2 22")
    status, told = doctor(capsys)
    assert "This is a remote session" in told
    assert status == 0


def test_one_that_is_learnt_is_not_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    look = Look(5)
    plug(monkeypatch, "tab", look)
    switch_on("tab")
    learnt = handover.read_brief

    def brief() -> Brief:
        found = learnt()
        return found._replace(rules={name: rule._replace(learnt=True) for name, rule in found.rules.items()})

    monkeypatch.setattr(handover, "read_brief", brief)
    assert "It is learnt and set: nothing is looked at." in doctor(capsys)[1]
    assert look.asked == 0


def test_an_add_on_works_only_once_it_was_used(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("tabs", "mail"):
        monkeypatch.setitem(sensors(), name, OTHERS[name])
    switch_on("tabs", "mail")
    firefox = addons.State("Firefox", found=True, mine=True, everybody=False, sealed=False)
    monkeypatch.setattr(addons, "state", lambda: [firefox])
    status, told = doctor(capsys)
    # A manifest for Firefox is one for Thunderbird too, and says nothing of an add-on.
    assert status == 1
    assert "Look in Firefox whether the coach’s add-on is there" in told
    assert "To look at: Large attachments, Notifications," in told
    handover.look_noted("tabs.addon", local_now())
    assert re.search(r"Open tabs +on +works", doctor(capsys)[1])
    monkeypatch.setattr(addons, "state", lambda: [dataclasses.replace(firefox, mine=False)])
    assert "Type: coach addons install" in doctor(capsys)[1]


def test_without_room_for_the_brief_it_says_so_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    switch_on()
    monkeypatch.setattr("coach.handover.write_brief", full)
    status, told = doctor(capsys)
    assert status == 1
    assert "off: nothing is looked at" not in told.splitlines()[-1]


def test_a_folder_that_cannot_be_written_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("coach.commands._desk_rows.os.access", lambda path, mode: path != places.home())
    switch_on()
    status, told = doctor(capsys)
    assert status == 1
    assert "This folder cannot be written." in told


def test_on_a_shared_computer_it_says_why_every_reminder_is_off(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plug(monkeypatch, "page", Look(5))
    switch_on("page")
    Path(places.policy()).write_text("[org]\nshared_pc = true\n", "utf-8")
    status, out = doctor(capsys)
    assert status == 0
    assert "This computer is shared: reminders are off for everybody" in out
