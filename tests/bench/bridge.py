"""What one message to `coach-bridge` costs from start to exit: CPU, time to its answer, and memory.

Beside ours, in the same run: a bare Python that only echoes one message. CPU is what the kernel charges the ended
process, memory PSS at the answer, when everything it needs is loaded.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.goals import verdict
from tests.desk import ALL_DAY, Desk

RUNS = 15
FROZEN = Path("dist/coach/coach-bridge")
ECHO = """
import sys
read, write = sys.stdin.buffer, sys.stdout.buffer
head = read.read(4)
write.write(head + read.read(int.from_bytes(head, sys.byteorder)))
write.flush()
read.read()
"""
ASK = {"ask": "state"}
FEW, MANY = {"noticed": "tabs", "value": 12}, {"noticed": "tabs", "value": 34}
GOAL_CPU, GOAL_MIB = 80, 20
PARTS = ("cpu", "answered", "pss")


@dataclass(frozen=True)
class Cost:
    """CPU in ms, milliseconds to the answer, MiB of PSS."""

    cpu: float
    answered: float
    pss: float


def once(command: tuple[str, ...], message: Mapping[str, Any], env: Mapping[str, str]) -> Cost:
    """Start it, send one message, read the answer, let it end."""
    body = json.dumps(message).encode()
    began = time.monotonic()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(len(body).to_bytes(4, sys.byteorder) + body)
        process.stdin.flush()
        process.stdout.read(int.from_bytes(process.stdout.read(4), sys.byteorder))
        answered = (time.monotonic() - began) * 1000
        rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
        process.stdin.close()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    pss = int(rollup.split("\nPss:")[1].split()[0]) / 1024
    return Cost((used.ru_utime + used.ru_stime) * 1000, answered, pss)


def rows() -> Iterator[tuple[str, tuple[str, ...], Mapping[str, Any]]]:
    """What is measured: a name, a command, a message."""
    yield "Python that echoes", (sys.executable, "-S", "-c", ECHO), ASK
    frozen = Path(sys.argv[1]) if len(sys.argv) > 1 else FROZEN
    ours: list[tuple[str, tuple[str, ...]]] = [("from source", (sys.executable, "-m", "coach.agent.bridge"))]
    ours += [("frozen", (str(frozen.resolve()),))] if frozen.exists() else []
    for name, command in ours:
        yield f"ours, {name}: is it on?", command, ASK
        yield f"ours, {name}: few tabs", command, FEW
        yield f"ours, {name}: a reminder", command, MANY


def main() -> int:
    """Measure in turn, so that a busy moment falls on all; print the medians. 1 when the frozen one misses a goal."""
    with Desk() as desk:
        chosen = ALL_DAY | {"nudges.tabs.on": "true"}
        desk.set(chosen)
        desk.run("brief", check=True)
        journal = desk.home / ".local/state/coach-numerique-responsable/nudges.jsonl"
        found: dict[str, list[Cost]] = {}
        for _ in range(RUNS):
            for name, command, message in rows():
                # Each one is the first of its day, so that it is judged to its end.
                journal.unlink(missing_ok=True)
                found.setdefault(name, []).append(once(command, message, desk.env))
    sys.stdout.write(f"{'':<32}{'CPU ms':>10}{'answer ms':>12}{'PSS MiB':>10}\n")
    medians = {
        name: {part: statistics.median(getattr(cost, part) for cost in costs) for part in PARTS}
        for name, costs in found.items()
    }
    for name, row in medians.items():
        sys.stdout.write(f"{name:<32}{row['cpu']:>10.0f}{row['answered']:>12.0f}{row['pss']:>10.1f}\n")
    sys.stdout.write(f"{'goal':<32}{GOAL_CPU:>10}{'':>12}{GOAL_MIB:>10}\n")
    frozen = {name: row for name, row in medians.items() if "frozen" in name}
    return verdict(frozen, {"cpu": GOAL_CPU, "pss": GOAL_MIB})


if __name__ == "__main__":
    sys.exit(main())
