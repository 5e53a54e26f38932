"""Every sensor: complete, off the system at import, and honest about what it cannot see."""

import subprocess
import sys

import pytest

from coach.sensors import (
    BEFORE,
    BEFORE_ASKS,
    Sensor,
    Texts,
    Threshold,
    UnavailableError,
    Unit,
    _idle_polled,
    _idle_x11,
    idle,
    sensors,
)

PAGES = Sensor(
    unit=Unit(("{n} page", "{n} pages")),
    every=300,
    look=lambda: 99,
    sources={"queue": "the printer's queue"},
    reads="Looks at how many pages wait.",
    never_reads="Reads no document.",
    threshold=Threshold(50, 1, 500, "Pages"),
    texts=Texts(name="Printing", title=("{n} page waits.", "{n} pages wait."), recent="Pages waited."),
)


@pytest.mark.parametrize("name", sensors())
def test_a_sensor_says_all_that_its_card_and_nudge_need(name: str) -> None:
    sensor = sensors()[name]
    texts = (sensor.reads, sensor.never_reads, sensor.threshold.about, sensor.texts.name, sensor.texts.recent)
    assert all(texts)
    assert "{n}" not in sensor.texts.recent
    assert sensor.sources
    assert sensor.threshold.least <= sensor.threshold.default <= sensor.threshold.most
    assert 1 <= len(sensor.texts.title) <= 2


@pytest.mark.parametrize("name", sensors())
def test_all_that_a_sensor_asks_for_is_on_its_card(name: str) -> None:
    sensor = sensors()[name]
    assert [words for words in sensor.asks.values() if words not in sensor.reads] == []


def test_all_that_is_asked_before_a_reminder_appears_is_said() -> None:
    assert [words for words in BEFORE_ASKS.values() if words not in BEFORE] == []


def test_importing_the_sensors_loads_nothing_that_reads_the_system() -> None:
    code = """
import sys
from coach.sensors import sensors
sensors()
heavy = {"ctypes", "pynput", "psutil", "jeepney", "plyer", "argparse", "tomllib", "pathlib", "socket"}
print(sorted(heavy & sys.modules.keys()))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_sensor_that_can_only_be_asked_is_its_own_watch() -> None:
    watch = PAGES.open(50)
    assert (watch.source, watch.every, watch.fileno(), watch.look()) == ("queue", 300, None, 99)
    watch.close()


def test_without_a_counter_the_mouse_is_the_last_resort(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: int) -> None:
        raise _idle_x11.MissingCounterError

    asked: list[int] = []
    monkeypatch.setattr(_idle_x11, "Absence", missing)
    monkeypatch.setattr(_idle_polled, "mouse", asked.append)
    idle.SENSOR.open(300)
    assert asked == [300]
    monkeypatch.setattr(_idle_x11, "idle_seconds", missing)
    assert idle.SENSOR.look is not None
    assert idle.SENSOR.look() is None


def test_without_a_display_the_idle_sensor_says_so_and_never_turns_to_the_mouse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(_idle_polled, "mouse", asked.append)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(UnavailableError, match="no display"):
        idle.SENSOR.open(300)
    assert idle.SENSOR.look is not None
    with pytest.raises(UnavailableError, match="no display"):
        idle.SENSOR.look()
    assert asked == []
