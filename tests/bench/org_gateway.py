"""What a synchronisation costs the server, one after the other; `org_crowd` has all of them at the same instant.

Everything is real but the workstations: PostgreSQL that keeps what it said through a power cut, the gateway as a
process of its own, HTTP over loopback. The load runs on the same machine, so CPU time is the fact and wall time is
pessimistic.
"""

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.goals import verdict
from tests.desk.gateway import Gateway, gateway
from tests.desk.postgres import Cluster, cluster
from tests.real.crowd import ask, move_in, packed, spent
from tests.real.town import Desk, town

EVENTS, ASSIGNMENTS, SYNCS = 20, 60, 1_000
GOAL_MS = 10.0


async def one_after_the_other(port: int, requests: list[bytes]) -> None:
    """As on an ordinary day: four at a time."""
    waiting = iter(requests)

    async def some() -> None:
        for request in waiting:
            status, _, body = await ask(port, request)
            assert status == 200, body
            told = json.loads(body)
            assert (told["push"][0]["new"], len(told["pull"]["assignments"])) == (EVENTS, ASSIGNMENTS), told

    await asyncio.gather(*(some() for _ in range(4)))


async def health_pages(port: int) -> None:
    """As many of them as synchronisations: what any request costs on this machine today."""
    waiting = iter(range(SYNCS))

    async def some() -> None:
        for _ in waiting:
            status, _, body = await ask(
                port, b"GET /health HTTP/1.1\r\nHost: coach\r\nConnection: close\r\n\r\n"
            )
            assert status == 200, body

    await asyncio.gather(*(some() for _ in range(4)))


def main() -> int:
    """Measure and print; 1 if a synchronisation costs more than its goal."""
    with cluster(safe=True) as server, town(server) as place, tempfile.TemporaryDirectory() as folder:
        desks = move_in(place, SYNCS, ASSIGNMENTS)
        with gateway(place.gateway, Path(folder)) as site:
            return quiet(site, server, desks)


def quiet(site: Gateway, server: Cluster, desks: list[Desk]) -> int:
    """CPU per synchronisation."""
    asyncio.run(one_after_the_other(site.port, [packed(desk, EVENTS) for desk in desks[:50]]))
    before = spent(site, server)
    asyncio.run(health_pages(site.port))
    after = spent(site, server)
    bare = _milliseconds(before.gateway, after.gateway), _milliseconds(before.postgres, after.postgres)
    print(
        f"the health page, which asks PostgreSQL for one word: gateway {bare[0]:.1f} ms, PostgreSQL {bare[1]:.1f} ms"
    )
    requests = [packed(desks[number % len(desks)], EVENTS) for number in range(100, 100 + SYNCS)]
    before, began = spent(site, server), time.monotonic()
    asyncio.run(one_after_the_other(site.port, requests))
    after, took = spent(site, server), time.monotonic() - began
    mine, store = _milliseconds(before.gateway, after.gateway), _milliseconds(before.postgres, after.postgres)
    print(
        f"{EVENTS} events pushed, {ASSIGNMENTS} assignments pulled, {SYNCS} times, {SYNCS / took:.0f} a second"
    )
    print(f"  CPU per sync: gateway {mine:.1f} ms, PostgreSQL {store:.1f} ms, together {mine + store:.1f} ms")
    print(f"  that is {(mine + store) / max(sum(bare), 0.1):.1f} times the health page in this run")
    return verdict({"a synchronisation": {"ms of CPU": mine + store}}, {"ms of CPU": GOAL_MS})


def _milliseconds(before: float, after: float) -> float:
    return (after - before) * 1000 / SYNCS


if __name__ == "__main__":
    sys.exit(main())
