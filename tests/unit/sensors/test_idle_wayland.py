"""A Wayland compositor tells of absences: over a real socket, by a compositor that does what the test says."""

import select
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.sensors import SessionOverError, UnavailableError, _idle_wayland
from coach.sensors._idle_wayland import Absence
from tests.desk import wait_for
from tests.desk.compositor import KDE, WLR, Compositor


class Clock:
    """The time of the test."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Time goes on when the test says so, for the watch alone."""
    found = Clock()
    monkeypatch.setattr("coach.sensors._idle_absence.time.monotonic", found)
    return found


@pytest.fixture
def absence(compositor: Compositor) -> Iterator[Absence]:
    """The watch, for five minutes."""
    found = Absence(300)
    yield found
    found.close()


def look(absence: Absence) -> int | None:
    """Look once it is woken."""
    ready, _, _ = select.select([absence.fileno()], [], [], 10)
    assert ready, "nothing woke the watch"
    return absence.look()


def test_it_waits_for_the_threshold_and_tells_the_return(compositor: Compositor, absence: Absence) -> None:
    assert compositor.timeouts == [300_000]
    for _ in range(2):
        compositor.leave()
        assert look(absence) is None
        compositor.come_back()
        assert (look(absence) or 0) >= 300


def test_it_is_woken_and_never_asked(absence: Absence) -> None:
    assert absence.every is None
    ready, _, _ = select.select([absence.fileno()], [], [], 0)
    assert not ready


@pytest.mark.parametrize("power", [KDE, WLR])
def test_a_display_that_slept_meanwhile_does_not_count(
    power: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", str(tmp_path / "here"))
    compositor = Compositor(tmp_path / "here", power=power)
    absence = Absence(300)
    compositor.leave()
    look(absence)
    compositor.light(on=False)
    look(absence)
    compositor.come_back()
    assert look(absence) is None
    absence.close()
    compositor.stop()


def test_a_display_that_is_plugged_in_later_is_told_of_too(compositor: Compositor, absence: Absence) -> None:
    assert compositor.displays == 2
    compositor.plug()
    look(absence)
    wait_for(lambda: compositor.displays == 3, what="the third display")
    compositor.leave()
    look(absence)
    # Only the new one goes dark.
    compositor._powers[:-1] = []
    compositor.light(on=False)
    look(absence)
    compositor.come_back()
    assert look(absence) is None


def test_an_absence_that_began_in_front_of_lit_displays_counts(
    compositor: Compositor, absence: Absence, clock: Clock
) -> None:
    compositor.light(on=False)
    look(absence)
    compositor.light(on=True)
    look(absence)
    clock.now += 300
    compositor.leave()
    look(absence)
    clock.now += 60
    compositor.come_back()
    assert look(absence) == 360


@pytest.mark.parametrize("at_the_return", [False, True])
def test_a_call_or_a_lock_is_no_absence(
    compositor: Compositor, absence: Absence, at_the_return: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_idle_wayland, "excused_here", lambda: not at_the_return)
    compositor.leave()
    look(absence)
    monkeypatch.setattr(_idle_wayland, "excused_here", lambda: at_the_return)
    compositor.come_back()
    assert look(absence) is None


def test_the_end_of_the_compositor_is_the_end_of_the_session(
    compositor: Compositor, absence: Absence
) -> None:
    compositor.stop()
    with pytest.raises(SessionOverError):
        look(absence)


def test_a_compositor_that_refuses_is_not_asked_again(compositor: Compositor, absence: Absence) -> None:
    compositor.refuse()
    with pytest.raises(SessionOverError):
        look(absence)


def test_a_compositor_that_does_not_know_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", str(tmp_path / "here"))
    compositor = Compositor(tmp_path / "here", tells=False)
    with pytest.raises(UnavailableError, match="does not tell"):
        Absence(300)
    compositor.stop()


def test_a_compositor_that_is_silent_or_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", str(tmp_path / "here"))
    with pytest.raises(UnavailableError, match="does not answer"):
        Absence(300)
    monkeypatch.setattr("coach.sensors._stream._SECONDS", 0.1)
    compositor = Compositor(tmp_path / "here")
    monkeypatch.setattr(compositor, "_do", lambda *_: time.sleep(0))
    with pytest.raises(UnavailableError, match="does not answer"):
        Absence(300)
    compositor.stop()
