"""kill -9 of workstation, gateway and PostgreSQL at random moments, 200 times, then the account.

Everything is real: `coach sync` as processes with files of their own, the gateway, PostgreSQL that keeps its word.
After each kill, whatever a desk was told has arrived is looked for in the store; in the end each finished lesson must
be there exactly once, and nothing else.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.goals import verdict
from tests.desk.postgres import cluster
from tests.real.kills import VICTIMS, Shambles, shambles
from tests.real.town import town

KILLS = 200


def main() -> int:
    """Kill and count; 1 if a completion is missing, there twice, or waits for ever."""
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    with (
        cluster(safe=True) as server,
        town(server) as place,
        tempfile.TemporaryDirectory() as folder,
        shambles(server, place, Path(folder), seed) as found,
    ):
        began = time.monotonic()
        while killed(found) < KILLS:
            found.round(found.chance.choice(VICTIMS))
        found.settle()
        faults = found.account()
        for what, count in sorted(found.seen.items()):
            print(f"  {what}: {count}")
        finished = sum(len(desk.finished) for desk in found.desks)
        print(f"  {finished} lessons finished; {time.monotonic() - began:.0f} s")
        for fault in faults:
            print(f"  {fault}")
        return verdict({f"after {killed(found)} kills": {"faults": len(faults)}}, {"faults": 0})


def killed(found: Shambles) -> int:
    """How often so far; those that were killed in their pause, to go on sooner, are not counted."""
    return sum(found.seen[f"{victim} killed"] for victim in VICTIMS)


if __name__ == "__main__":
    sys.exit(main())
