"""The last resort of the idle sensor, on a real screen: it listens, and lets go at whatever moment it is told to."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk, wait_for

LISTENERS = """
import time
from coach.sensors import _idle_polled

for wait in range(40):
    watch = _idle_polled.mouse(60)
    time.sleep(wait / 4000)
    watch.close()
print("closed", flush=True)
time.sleep(60)
"""
MOVES = """
import sys, time
from coach.sensors import _idle_polled

watch = _idle_polled.mouse(1)
time.sleep(1.5)
watch.look()
print("away", flush=True)
deadline = time.monotonic() + 10
while not watch.look() and time.monotonic() < deadline:
    time.sleep(0.05)
print("back" if time.monotonic() < deadline else "never", flush=True)
watch.close()
"""


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk whose idle counter nobody asks."""
    with Desk() as made:
        yield made


def test_it_lets_go_even_before_it_has_begun_to_listen(desk: Desk) -> None:
    program = desk.spawn(sys.executable, "-c", LISTENERS)
    wait_for(
        lambda: "closed" in program.said(), what="the end of forty watches, each a little later than the last"
    )
    x = 20

    def moved_until_none_listens() -> bool:
        nonlocal x
        x += 3
        desk.screen.move(x, 20)
        return threads(program.pid) == 1

    wait_for(moved_until_none_listens, what="the end of the listeners at the next moves")
    program.stop()


def test_it_tells_the_return_of_the_mouse(desk: Desk) -> None:
    program = desk.spawn(sys.executable, "-c", MOVES)
    wait_for(lambda: "away" in program.said(), what="an absence")
    desk.screen.move(200, 200)
    wait_for(lambda: "back" in program.said(), what="the return")


def threads(process: int) -> int:
    """How many threads a process has."""
    return len(list(Path(f"/proc/{process}/task").iterdir()))
