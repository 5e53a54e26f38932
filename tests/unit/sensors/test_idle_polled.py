"""Absence and return where the idle time can only be asked for."""

import sys
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from coach.sensors import UnavailableError, _idle_around, _idle_polled, _idle_windows
from coach.sensors._idle_polled import PolledAbsence
from coach.sensors._idle_windows import ticks_since


class Idle:
    """Seconds without input, and the clock beside them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds, self.now, self.excused, self.sleeps_after = 0.0, 1000.0, False, 7200.0
        monkeypatch.setattr(time, "monotonic", lambda: self.now)
        self.absence = PolledAbsence(
            "windows",
            lambda: self.seconds,
            lambda: None,
            300,
            lambda: self.excused,
            lambda seconds: seconds >= self.sleeps_after,
        )

    def look(self, seconds: float, *, after: float = 20) -> int | None:
        """Ask again a while later."""
        self.seconds, self.now = seconds, self.now + after
        return self.absence.look()


@pytest.fixture
def idle(monkeypatch: pytest.MonkeyPatch) -> Idle:
    """Somebody at the desk."""
    return Idle(monkeypatch)


def test_the_return_after_a_long_absence_is_told_once(idle: Idle) -> None:
    assert [idle.look(n) for n in (10, 299, 300, 320, 5, 10)] == [None, None, None, None, 300, None]


def test_a_short_absence_is_not_told(idle: Idle) -> None:
    assert [idle.look(n) for n in (290, 5, 299, 0)] == [None] * 4


def test_a_computer_that_slept_between_two_questions_does_not_count(idle: Idle) -> None:
    assert idle.look(310) is None
    assert idle.look(5, after=3600) is None
    assert idle.look(310) is None
    assert idle.look(5) == 300


def test_what_excuses_an_absence_at_any_moment_makes_it_none(idle: Idle) -> None:
    idle.look(300)
    idle.excused = True
    idle.look(320)
    idle.excused = False
    idle.look(340)
    assert idle.look(5) is None
    assert [idle.look(300), idle.look(5)] == [None, 300]


def test_a_display_that_went_to_sleep_meanwhile_makes_it_none(idle: Idle) -> None:
    idle.sleeps_after = 600
    assert [idle.look(n) for n in (300, 560, 5)] == [None, None, 300]
    # It may have gone dark after the last question.
    assert [idle.look(n) for n in (300, 590, 5)] == [None, None, None]
    assert [idle.look(n) for n in (300, 900, 5)] == [None, None, None]
    assert [idle.look(n) for n in (300, 5)] == [None, 300]


def test_a_call_before_an_absence_does_not_excuse_it(idle: Idle) -> None:
    idle.excused = True
    idle.look(200)
    idle.excused = False
    assert [idle.look(300), idle.look(5)] == [None, 300]


@pytest.mark.parametrize(("before", "now", "gone"), [(1000, 4000, 3000), (0xFFFFFFF0, 0x10, 0x20), (5, 5, 0)])
def test_the_32_bit_count_of_windows_begins_again(before: int, now: int, gone: int) -> None:
    assert ticks_since(before, now) == gone


def test_elsewhere_windows_is_unavailable() -> None:
    with pytest.raises(UnavailableError):
        _idle_windows.watch(300)
    with pytest.raises(UnavailableError):
        _idle_windows.idle_seconds()


def test_without_pynput_the_mouse_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pynput.mouse", None)
    with pytest.raises(UnavailableError):
        _idle_polled.mouse(300)


def test_a_listener_is_never_stopped_from_outside_and_ends_at_the_next_move(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[Any] = []

    class Listener:
        """As pynput's while its thread begins to listen: then `stop` fails."""

        def __init__(self, on_move: Callable[..., bool], **_: object) -> None:
            self.on_move = on_move
            made.append(self)

        def start(self) -> None:
            """Begin."""

        def stop(self) -> None:
            """Fail."""
            raise RuntimeError("not listening yet")

    monkeypatch.setitem(sys.modules, "pynput.mouse", SimpleNamespace(Listener=Listener))
    watch = _idle_polled.mouse(300)
    # A lock or a film excuses an absence here as everywhere.
    assert watch._excused is _idle_around.excused_here
    assert made[0].on_move(1, 1)
    watch.close()
    assert made[0].on_move(2, 2) is False
