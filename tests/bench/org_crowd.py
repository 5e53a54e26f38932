"""2,000 workstations at the same instant: nobody refused for good, all served with retries, nothing there twice.

The gateway is started with as few open files as a shell gives; PostgreSQL keeps its word through a power cut. The
load runs on the same machine: CPU time is the fact, and the seconds are pessimistic.
"""

import resource
import sys
import tempfile
from pathlib import Path

from tests.bench.goals import verdict
from tests.desk.gateway import gateway
from tests.desk.postgres import cluster
from tests.real.crowd import at_the_same_instant, events, move_in, packed, spent
from tests.real.town import town

DESKS, EVENTS, ASSIGNMENTS = 2_000, 20, 60
A_SHELL_S = ("prlimit", "--nofile=1024:")


def main() -> int:
    """Measure and print; 1 if somebody was not served or refused without a word, or an event is not there once."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with cluster(safe=True) as server, town(server) as place, tempfile.TemporaryDirectory() as folder:
        desks = move_in(place, DESKS, ASSIGNMENTS)
        with gateway(place.gateway, Path(folder), within=A_SHELL_S) as site:
            requests = [packed(desk, EVENTS) for desk in desks]
            before = spent(site, server)
            seen, took = at_the_same_instant(site.port, requests)
            after = spent(site, server)
        print(
            f"{DESKS} workstations at the same instant, {EVENTS} events each: {took:.1f} s until the last is served"
        )
        for what, count in sorted(seen.items()):
            print(f"  {what}: {count}")
        used = after.gateway - before.gateway, after.postgres - before.postgres
        print(
            f"  CPU for each one: gateway {used[0] * 1000 / DESKS:.1f} ms, PostgreSQL {used[1] * 1000 / DESKS:.1f} ms"
        )
        there = events(place)
    print(f"  events sent {DESKS * EVENTS}, in the store {there}")
    missed = {
        "never served": DESKS - seen["served"],
        "refused or cut": seen["refused or cut"],
        "20 seconds without an answer": seen["20 seconds without an answer"],
        "too few or too many": abs(there - DESKS * EVENTS),
    }
    return verdict({"all of them": missed}, dict.fromkeys(missed, 0))


if __name__ == "__main__":
    sys.exit(main())
