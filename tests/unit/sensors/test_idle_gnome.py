"""GNOME tells of absences: a real bus, and a compositor that does what the test says."""

import select
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.sensors import SessionOverError, UnavailableError, _idle_absence, _microphone
from coach.sensors._idle_gnome import Absence, idle_seconds
from tests.desk.desktops import Gnome


@pytest.fixture
def absence(gnome: Gnome) -> Iterator[Absence]:
    """The watch, for five minutes."""
    found = Absence(300)
    yield found
    found.close()


def look(absence: Absence) -> int | None:
    """Look once it is woken."""
    ready, _, _ = select.select([absence.fileno()], [], [], 10)
    assert ready, "nothing woke the watch"
    return absence.look()


def leave(gnome: Gnome, absence: Absence) -> None:
    """The person leaves; the watch asks for the return while it looks."""
    (number,) = gnome.watches
    gnome._fire(number)
    assert look(absence) is None


def come_back(gnome: Gnome, absence: Absence) -> int | None:
    """The person comes back."""
    gnome.come_back()
    return look(absence)


def test_it_waits_for_the_threshold_and_tells_the_return(gnome: Gnome, absence: Absence) -> None:
    assert list(gnome.watches.values()) == [300_000]
    for _ in range(2):
        leave(gnome, absence)
        assert (come_back(gnome, absence) or 0) >= 300


def test_it_is_woken_and_never_asked(absence: Absence) -> None:
    assert absence.every is None
    ready, _, _ = select.select([absence.fileno()], [], [], 0)
    assert not ready


def test_a_screen_locked_or_blanked_meanwhile_does_not_count(gnome: Gnome, absence: Absence) -> None:
    leave(gnome, absence)
    gnome.darken(on=True)
    assert look(absence) is None
    gnome.darken(on=False)
    assert look(absence) is None
    assert come_back(gnome, absence) is None


def test_a_screen_still_locked_at_the_return_does_not_count(gnome: Gnome, absence: Absence) -> None:
    leave(gnome, absence)
    gnome.dark = True
    assert come_back(gnome, absence) is None


def test_a_screen_locked_when_we_began_does_not_count(gnome: Gnome) -> None:
    gnome.dark = True
    absence = Absence(300)
    gnome.dark = False
    leave(gnome, absence)
    assert come_back(gnome, absence) is None
    absence.close()


def test_a_film_or_presentation_is_no_absence(gnome: Gnome, absence: Absence) -> None:
    gnome.inhibited = True
    leave(gnome, absence)
    gnome.inhibited = False
    assert come_back(gnome, absence) is None
    leave(gnome, absence)
    assert (come_back(gnome, absence) or 0) >= 300


def test_a_call_is_no_absence(gnome: Gnome, absence: Absence, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_microphone, "in_use", lambda: True)
    leave(gnome, absence)
    monkeypatch.setattr(_microphone, "in_use", lambda: False)
    assert come_back(gnome, absence) is None


def test_a_computer_that_slept_does_not_count(
    gnome: Gnome, absence: Absence, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(gnome, absence)
    slept = _idle_absence._asleep() + 3600
    monkeypatch.setattr(_idle_absence, "_asleep", lambda: slept)
    assert come_back(gnome, absence) is None


def test_the_end_of_the_compositor_is_the_end_of_the_session(address: str) -> None:
    gnome = Gnome(address)
    absence = Absence(300)
    gnome.stop()
    with pytest.raises(SessionOverError):
        look(absence)
    absence.close()


def test_another_desktop_is_none_of_gnome(address: str) -> None:
    with pytest.raises(UnavailableError, match="does not tell"):
        Absence(300)
    with pytest.raises(UnavailableError, match="does not tell"):
        idle_seconds()


def test_without_a_bus_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    with pytest.raises(UnavailableError, match="no session bus"):
        Absence(300)


def test_asked_once_it_tells_seconds_or_nothing_of_a_locked_screen(gnome: Gnome) -> None:
    gnome.idle_ms = 4_200
    assert idle_seconds() == 4
    gnome.dark = True
    assert idle_seconds() is None


def test_a_compositor_that_does_not_answer_is_none(gnome: Gnome, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.sensors._idle_bus._SECONDS", 0.1)

    def slowly() -> tuple[int]:
        time.sleep(0.5)
        return (1,)

    gnome.service.answers["org.gnome.Mutter.IdleMonitor", "GetIdletime"] = ("t", slowly)
    with pytest.raises(UnavailableError, match="does not tell"):
        idle_seconds()
