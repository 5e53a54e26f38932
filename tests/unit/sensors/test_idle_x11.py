"""Which absences count: those in front of a lit screen, ended by the person's return."""

import struct
import time
from collections.abc import Iterator

import pytest

from coach.sensors import _idle_absence, _idle_x11
from coach.sensors._idle_x11 import Absence, MissingCounterError, idle_seconds
from coach.sensors._x11 import Extension

SYNC, SAVER, DPMS = Extension(134, 83), Extension(144, 91), Extension(145, 0)
RISES, FALLS = 1, 2


class Screen:
    """An X server as far as an absence needs it; time is the test's own."""

    def __init__(self) -> None:
        self.root = 7
        self.now = 1000.0
        self.slept = 0.0
        self.idle_ms = 0
        self.filled = False
        self.excused = False
        self.dark = 0
        self.power: tuple[int, int, int] | None = None
        self.counters = [b"SERVERTIME", b"IDLETIME", b"DEVICEIDLETIME 2"]
        self.armed: list[tuple[int, int, int]] = []
        self._waiting: list[bytes] = []

    def alarm(self, which: int) -> None:
        """An alarm rings."""
        self._waiting.append(struct.pack("<BBHI", SYNC.first_event + 1, 1, 0, which).ljust(32, b"\0"))

    def sleep(self, *, on: bool) -> None:
        """The screen goes dark, or lights up."""
        self.dark = int(on)
        self._waiting.append(struct.pack("<BB", SAVER.first_event, int(on)).ljust(32, b"\0"))

    def events(self) -> Iterator[bytes]:
        while self._waiting:
            yield self._waiting.pop(0)

    def extension(self, name: bytes) -> Extension | None:
        return {b"SYNC": SYNC, b"MIT-SCREEN-SAVER": SAVER, b"DPMS": DPMS if self.power else None}[name]

    def new_id(self) -> int:
        return len(self.armed) + 1

    def full_screen(self) -> bool:
        return self.filled

    def tell(self, opcode: int, detail: int, body: bytes = b"") -> None:
        if opcode == SYNC.opcode:
            alarm, _, counter, _, high, low, test, *_ = struct.unpack("<IIIIiIIiII", body)
            assert self.counters[counter - 1] == b"IDLETIME"
            self.armed.append((alarm, test, high << 32 | low))

    def ask(self, opcode: int, detail: int, body: bytes = b"") -> bytes:
        answers = {
            (SYNC.opcode, 0): b"",
            (SYNC.opcode, 1): struct.pack("<I", len(self.counters)).ljust(24, b"\0") + self._list(),
            (SYNC.opcode, 5): struct.pack("<iI", 0, self.idle_ms),
            (SAVER.opcode, 1): b"",
            (DPMS.opcode, 7): bytes([0, 0, 1]),
            (DPMS.opcode, 2): struct.pack("<HHH", *(self.power or (0, 0, 0))),
        }
        detail_of = self.dark if opcode == SAVER.opcode else 0
        return bytes([1, detail_of]) + b"\0" * 6 + answers[opcode, detail].ljust(24, b"\0")

    def _list(self) -> bytes:
        rows = (struct.pack("<IiIH", n, 0, 1, len(name)) + name for n, name in enumerate(self.counters, 1))
        return b"".join(row + b"\0" * (-len(row) % 4) for row in rows)

    def close(self) -> None:
        return


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """The server behind every connection, and the clocks beside it."""
    found = Screen()
    monkeypatch.setattr(_idle_x11, "Connection", lambda: found)
    monkeypatch.setattr(time, "monotonic", lambda: found.now)
    monkeypatch.setattr(_idle_absence, "_asleep", lambda: found.slept)
    monkeypatch.setattr(_idle_x11, "excused_here", lambda: found.excused)
    return found


def leave(screen: Screen, absence: Absence, threshold: int = 300) -> None:
    """The person leaves; the threshold is crossed."""
    screen.now += threshold
    screen.alarm(RISES)
    assert absence.look() is None


def come_back(screen: Screen, absence: Absence, after: float = 60) -> int | None:
    """The person comes back some seconds after the threshold."""
    screen.now += after
    screen.alarm(FALLS)
    return absence.look()


def test_two_alarms_wait_at_the_threshold(screen: Screen) -> None:
    Absence(300)
    assert screen.armed == [(RISES, 0, 300_000), (FALLS, 1, 300_000)]


def test_the_return_gives_the_seconds_of_the_absence(screen: Screen) -> None:
    absence = Absence(300)
    leave(screen, absence)
    assert come_back(screen, absence) == 360


def test_nothing_is_told_twice_or_of_an_absence_that_began_before_us(screen: Screen) -> None:
    absence = Absence(300)
    assert come_back(screen, absence) is None
    leave(screen, absence)
    assert come_back(screen, absence) == 360
    assert come_back(screen, absence) is None


def test_both_alarms_at_once_are_one_absence(screen: Screen) -> None:
    absence = Absence(300)
    screen.alarm(RISES)
    screen.alarm(FALLS)
    assert absence.look() == 300


def test_a_screen_that_went_dark_meanwhile_does_not_count(screen: Screen) -> None:
    absence = Absence(300)
    leave(screen, absence)
    screen.sleep(on=True)
    assert absence.look() is None
    screen.now += 60
    screen.sleep(on=False)
    screen.alarm(FALLS)
    assert absence.look() is None


def test_it_does_not_matter_which_event_of_the_return_comes_first(screen: Screen) -> None:
    absence = Absence(300)
    leave(screen, absence)
    screen.sleep(on=True)
    absence.look()
    screen.alarm(FALLS)
    screen.sleep(on=False)
    assert absence.look() is None


def test_a_screen_that_went_dark_before_the_threshold_does_not_count(screen: Screen) -> None:
    absence = Absence(300)
    screen.sleep(on=True)
    absence.look()
    leave(screen, absence)
    assert come_back(screen, absence) is None


def test_a_screen_dark_when_we_began_does_not_count(screen: Screen) -> None:
    screen.dark = 1
    absence = Absence(300)
    leave(screen, absence)
    assert come_back(screen, absence) is None


def test_an_absence_that_began_as_the_screen_lit_up_counts(screen: Screen) -> None:
    absence = Absence(300)
    screen.sleep(on=True)
    absence.look()
    screen.sleep(on=False)
    absence.look()
    leave(screen, absence)
    assert come_back(screen, absence) == 360


def test_a_film_is_no_absence(screen: Screen) -> None:
    absence = Absence(300)
    screen.filled = True
    leave(screen, absence)
    screen.filled = False
    assert come_back(screen, absence) is None


@pytest.mark.parametrize("at_the_return", [False, True])
def test_a_screen_kept_awake_or_locked_is_no_absence(screen: Screen, at_the_return: bool) -> None:
    absence = Absence(300)
    screen.excused = not at_the_return
    leave(screen, absence)
    screen.excused = at_the_return
    assert come_back(screen, absence) is None


def test_a_computer_that_slept_meanwhile_does_not_count(screen: Screen) -> None:
    absence = Absence(300)
    leave(screen, absence)
    screen.slept = 3600
    assert come_back(screen, absence) is None
    leave(screen, absence)
    assert come_back(screen, absence) == 360


@pytest.mark.parametrize(
    ("power", "seconds"), [((0, 0, 0), 360), ((0, 0, 361), 360), ((0, 0, 360), None), ((300, 600, 900), None)]
)
def test_a_display_that_power_saving_puts_to_sleep_does_not_count(
    screen: Screen, power: tuple[int, int, int], seconds: int | None
) -> None:
    screen.power = power
    absence = Absence(300)
    leave(screen, absence)
    assert come_back(screen, absence) == seconds


def test_a_server_without_the_counter_is_named(screen: Screen) -> None:
    screen.counters = [b"SERVERTIME"]
    with pytest.raises(MissingCounterError):
        Absence(300)
    with pytest.raises(MissingCounterError):
        idle_seconds()


def test_asked_once_it_tells_seconds_or_nothing_of_a_dark_screen(screen: Screen) -> None:
    screen.idle_ms = 4_200
    assert idle_seconds() == 4
    screen.dark = 1
    assert idle_seconds() is None
