"""What the background agent costs: CPU, wake-ups, memory and new processes, idle and while somebody works.

Every program has a desk of its own with a tray, and the same hand at its mouse and keyboard; all run at once, so
that a busy moment falls on all. Beside ours: a Python that sleeps a second at a time, a listener to mouse and
keyboard as a simpler agent would have, and Safe Eyes and Workrave, which `make bench` installs from Debian. CPU is
the scheduler's count (schedstat) and that of ended children, a wake-up a voluntary context switch, memory PSS.
"""

import contextlib
import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.bench.goals import verdict
from tests.desk import ALL_DAY, Desk, Program, wait_for
from tests.desk.tray import Tray

SETTLE, IDLE, ACTIVE = 20.0, 120.0, 60.0
AWAY = 20
FROZEN = Path("dist/coach/coach-agent")
FROZEN_OURS = "ours, frozen"
PEERS = ("safeeyes", "workrave")
TICKS = os.sysconf("SC_CLK_TCK") / 1000
SLEEPER = "import time\nwhile True: time.sleep(1)"
LISTENER = """
import time
from pynput import keyboard, mouse
last = [0.0]
def seen(*_): last[0] = time.monotonic()
keyboard.Listener(on_press=seen).start()
mouse.Listener(on_move=seen, on_click=seen).start()
time.sleep(1e6)
"""
GOALS = {
    "idle ms/min": 5,
    "active ms/min": 15,
    "idle wakes/s": 0.05,
    "forks": 0,
    "rest MiB": 14,
    "end MiB": 14,
}


@dataclass(frozen=True)
class Reading:
    """Totals of a process and its children: CPU in ms, wake-ups, and the moment in seconds."""

    cpu: float
    wakes: int
    at: float


def read(pids: list[int]) -> Reading:
    """The totals of these processes now."""
    cpu, wakes = 0.0, 0
    for task in (task for pid in pids for task in Path(f"/proc/{pid}/task").glob("*")):
        with contextlib.suppress(OSError):
            cpu += int((task / "schedstat").read_text().split()[0]) / 1e6
            status = (task / "status").read_text()
            wakes += int(status.split("\nvoluntary_ctxt_switches:")[1].split()[0])
    for pid in pids:
        with contextlib.suppress(OSError):
            # What ended children had used, in the user's mode and the kernel's.
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            cpu += (int(fields[13]) + int(fields[14])) / TICKS
    return Reading(cpu, wakes, time.monotonic())


def pss(pids: list[int]) -> float:
    """Memory in MiB, shared pages divided among those who share them."""
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            total += int(Path(f"/proc/{pid}/smaps_rollup").read_text().split("\nPss:")[1].split()[0])
    return total / 1024


def family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += [int(child) for child in task.read_text().split()]
    return found


class Forks(threading.Thread):
    """Counts new processes below given ones by the kernel's own events; that takes root."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.parents: set[int] = set()
        self.count: int | None = None
        self._socket: socket.socket | None = None
        with contextlib.suppress(OSError):
            opened = socket.socket(socket.AF_NETLINK, socket.SOCK_DGRAM, 11)
            opened.bind((0, 1))
            listen = struct.pack("=IIIIHHI", 1, 1, 0, 0, 4, 0, 1)
            opened.send(struct.pack("=IHHII", 16 + len(listen), 3, 0, 0, os.getpid()) + listen)
            self._socket, self.count = opened, 0

    def run(self) -> None:
        while self._socket is not None:
            data = self._socket.recv(4096)
            if len(data) < 68 or struct.unpack_from("=I", data, 36)[0] != 1:
                continue
            _, parent, child, group = struct.unpack_from("=iiii", data, 52)
            if child == group and parent in self.parents and self.count is not None:
                self.parents.add(child)
                self.count += 1


@dataclass(frozen=True)
class Candidate:
    """A program to measure; `ours` is briefed, and sees an absence, a return and a nudge."""

    name: str
    command: tuple[str, ...]
    ours: bool = False


def candidates() -> Iterator[Candidate]:
    """Ours, frozen where it is built, and its peers."""
    yield Candidate("ours, from source", (sys.executable, "-m", "coach.agent"), ours=True)
    frozen = Path(sys.argv[1]) if len(sys.argv) > 1 else FROZEN
    if frozen.exists():
        yield Candidate(FROZEN_OURS, (str(frozen.resolve()),), ours=True)
    yield Candidate("Python, sleeping 1 s", (sys.executable, "-S", "-c", SLEEPER))
    yield Candidate("pynput, all input", (sys.executable, "-c", LISTENER))
    for name in PEERS:
        if found := shutil.which(name):
            yield Candidate(name, (found,))
        else:
            sys.stdout.write(f"{name} is not installed\n")


def hand(desk: Desk, seconds: float) -> None:
    """50 moves and 4 keys a second."""
    script = desk.folder / "hand"
    lines = []
    for step in range(int(seconds * 50)):
        lines.append(f"mousemove {200 + step * 7 % 600} {200 + step * 5 % 300}")
        if step % 12 == 0:
            lines.append("key --delay 0 " + "abcdefghij"[step // 12 % 10])
        lines.append("sleep 0.02")
    script.write_text("\n".join(lines) + "\n")
    subprocess.run(["xdotool", str(script)], env=desk.env, check=True)


def rates(before: Reading, after: Reading) -> tuple[float, float]:
    """CPU in ms a minute, wake-ups a second."""
    seconds = after.at - before.at
    return (after.cpu - before.cpu) * 60 / seconds, (after.wakes - before.wakes) / seconds


def prepare(desk: Desk) -> None:
    """Switch the idle sensor and the add-ons' on, without quiet hours."""
    chosen = ALL_DAY | {"nudges.idle.threshold": str(AWAY)}
    chosen |= {f"nudges.{sensor}.on": "true" for sensor in ("idle", "tabs", "mail")}
    desk.set(chosen)
    desk.run("brief", check=True)


def measure(one: Candidate) -> dict[str, float]:
    """Start it, let it settle, then idle, a return, and work."""
    figures: dict[str, float] = {}
    with Desk() as desk, Tray(desk.env["DBUS_SESSION_BUS_ADDRESS"]) as tray:
        if one.ours:
            prepare(desk)
        # Safe Eyes asks the system's bus; a bare machine has none.
        bus = desk.env["DBUS_SESSION_BUS_ADDRESS"]
        program = desk.spawn(*one.command, **({} if one.ours else {"DBUS_SYSTEM_BUS_ADDRESS": bus}))
        time.sleep(SETTLE)
        assert not one.ours or tray.joined, "no icon in the tray"
        forks = Forks()
        forks.parents.update(family(program.pid))
        forks.start()
        if one.ours:
            figures["leave ms"] = left(desk, program)
        before = read(family(program.pid))
        time.sleep(IDLE)
        after = read(family(program.pid))
        figures["idle ms/min"], figures["idle wakes/s"] = rates(before, after)
        figures["rest MiB"] = pss(family(program.pid))
        if one.ours:
            figures["nudge ms"] = returned(desk, program)
        before = read(family(program.pid))
        hand(desk, ACTIVE)
        figures["active ms/min"], figures["active wakes/s"] = rates(before, read(family(program.pid)))
        figures["end MiB"] = pss(family(program.pid))
        figures["forks"] = -1 if forks.count is None else forks.count
        assert program.running, program.said()
    return figures


def left(desk: Desk, program: Program) -> float:
    """CPU in ms of one absence that begins: what goes on at the desk is asked then, once."""
    desk.screen.move(5, 5)
    before = read([program.pid])
    time.sleep(AWAY + 2)
    return read([program.pid]).cpu - before.cpu


def returned(desk: Desk, program: Program) -> float:
    """CPU in ms of one return with its nudge, refused."""
    before = read([program.pid])
    desk.screen.move(9, 9)
    desk.notifications.invoke(desk.notifications.wait_for(20), "later")
    kept = desk.home / ".local/state/coach-numerique-responsable/quiet.json"
    wait_for(kept.exists, what="the refusal")
    time.sleep(0.5)
    return read([program.pid]).cpu - before.cpu


COLUMNS = (
    "idle ms/min", "active ms/min", "idle wakes/s", "active wakes/s", "leave ms", "nudge ms", "forks",
    "rest MiB", "end MiB",
)  # fmt: skip


def told(value: float | None) -> str:
    """A figure; -1 is unknown."""
    return "" if value is None else "?" if value < 0 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def compared(ours: dict[str, float], theirs: dict[str, float]) -> str:
    """Our figures divided by theirs, where they have any."""
    ratios = ((column, ours[column] / theirs[column]) for column in COLUMNS if theirs.get(column, 0) > 0)
    return ", ".join(f"{column} {ratio:.3f}" for column, ratio in ratios)


def main() -> int:
    """Measure all, print a table and the ratios to the sleeping Python and the peers; 1 when ours misses a goal."""
    wanted = list(candidates())
    with ThreadPoolExecutor(len(wanted)) as pool:
        rows = dict(zip((one.name for one in wanted), pool.map(measure, wanted), strict=True))
    sys.stdout.write(f"{'':<22}" + "".join(f"{name:>15}" for name in COLUMNS) + "\n")
    rows["goal"] = dict(GOALS)
    for name, row in rows.items():
        sys.stdout.write(f"{name:<22}" + "".join(f"{told(row.get(column)):>15}" for column in COLUMNS) + "\n")
    for name in (name for name in rows if name.startswith("ours")):
        for other in ("Python, sleeping 1 s", *(peer for peer in PEERS if peer in rows)):
            sys.stdout.write(f"{name}, as a multiple of {other}: {compared(rows[name], rows[other])}\n")
    return verdict({name: row for name, row in rows.items() if name == FROZEN_OURS}, GOALS)


if __name__ == "__main__":
    sys.exit(main())
