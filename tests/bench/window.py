"""What the window costs: CPU to its first frame, memory then and after one answered lesson, CPU while untouched.

Each figure stands beside an empty Qt window of the same run, the floor no Qt program goes below.
"""

import json
import re
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from coach import words
from tests.desk import Desk, Program, wait_for
from tests.journeys.questions import take

RUNS = 5
# As on a desk where no screen reader runs; the lesson is then done through one.
NO_READER = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "0", "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
UNTOUCHED = 60
STILL = 8
# A lesson none of whose questions looks at the workstation: what it finds there would be no wrong answer of ours.
LESSON = "mes-onglets"
FROZEN = Path(__file__).resolve().parents[2] / "dist" / "coach" / "coach-window"


@dataclass(frozen=True)
class Cost:
    """CPU in ms, memory in MiB of PSS."""

    cpu: float
    pss: float


def first_frame(desk: Desk, *arguments: str) -> tuple[Program, Cost]:
    """Start one window; what it cost to its first frame."""
    app = desk.spawn(sys.executable, "-m", "tests.bench.first_frame", *arguments, **NO_READER)
    line = wait_for(lambda: re.search(r"\{.*\}", app.said()), seconds=30, what="the first frame")
    told = json.loads(line.group())
    return app, Cost(told["cpu_ms"], told["pss_mib"])


def at_rest(app: Program) -> Cost:
    """What a window has cost when it comes to rest: somewhat more than to its first frame."""
    process = psutil.Process(app.pid)
    spent, still = -1.0, 0
    while still < STILL:
        time.sleep(0.25)
        times = process.cpu_times()
        still = still + 1 if times.user + times.system == spent else 0
        spent = times.user + times.system
    return Cost(spent * 1000, process.memory_full_info().pss / 2**20)


def frozen(desk: Desk) -> Cost | None:
    """The packaged program, if `make package` has made it; nothing can be hung on it, so it is read at rest."""
    if not FROZEN.exists():
        return None
    costs = []
    for _run in range(RUNS):
        app = desk.spawn(str(FROZEN), **NO_READER)
        costs.append(at_rest(app))
        app.stop()
    return median(costs)


def median(costs: list[Cost]) -> Cost:
    """Median of each figure."""
    return Cost(statistics.median(c.cpu for c in costs), statistics.median(c.pss for c in costs))


def untouched(app: Program) -> float:
    """CPU in ms a minute of a window that nobody touches."""
    process = psutil.Process(app.pid)
    time.sleep(10)
    before = process.cpu_times()
    time.sleep(UNTOUCHED)
    after = process.cpu_times()
    spent = after.user + after.system - before.user - before.system
    return spent * 1000 * 60 / UNTOUCHED


def row(name: str, ours: float, floor: float, goal: float, unit: str) -> None:
    """Print one line."""
    ratio = f"{ours / floor:6.1f} x" if floor else "      -"
    sys.stdout.write(f"{name:<42}{ours:9.1f}{floor:12.1f}{ratio:>10}   goal {goal:g} {unit}\n")


def main() -> int:
    """Measure and print."""
    words.use("fr")
    with Desk() as desk:
        desk.set({"welcomed": "true"})
        ours: list[Cost] = []
        floors: list[Cost] = []
        for _run in range(RUNS):
            for costs, arguments in ((ours, ()), (floors, ("bare",))):
                app, cost = first_frame(desk, *arguments)
                costs.append(cost)
                app.stop()
        packaged = frozen(desk)
        app, _cost = first_frame(desk)
        idle = untouched(app)
        bare, _cost = first_frame(desk, "bare")
        idle_bare = untouched(bare)
        bare.stop()
        app.stop()
        app = desk.start("open", LESSON)
        take(desk, app.window(), LESSON)
        lesson = psutil.Process(app.pid).memory_full_info().pss / 2**20
    mine, floor = median(ours), median(floors)
    sys.stdout.write(f"{'':<42}{'coach':>9}{'empty Qt':>12}{'ratio':>10}\n")
    row("CPU to the first frame (ms)", mine.cpu, floor.cpu, 600, "ms")
    if packaged:
        row("packaged program, CPU until at rest (ms)", packaged.cpu, floor.cpu, 600, "ms")
        row("packaged program, PSS at rest (MiB)", packaged.pss, floor.pss, 80, "MiB")
    row("PSS at the first frame (MiB)", mine.pss, floor.pss, 80, "MiB")
    row("PSS after one answered lesson (MiB)", lesson, floor.pss, 100, "MiB")
    row("CPU while untouched (ms a minute)", idle, idle_bare, 5, "ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
