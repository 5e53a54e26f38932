"""`coach doctor`: a sensor that fails takes no other with it, none that is off is asked, and the status tells."""

import os

import pytest

from coach import handover, places, settings
from coach.__main__ import main
from coach.agent.rounds import local_now
from coach.sensors import Sensor, UnavailableError, sensors
from coach.settings import NudgeSetting
from tests.fakes import Look
from tests.unit.agent.conftest import sensor


@pytest.fixture(autouse=True)
def _nothing_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No bus, no display, no other sensor than the test's own."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
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
