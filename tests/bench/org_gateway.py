"""What a synchronisation costs the server, and what happens when 2,000 workstations ask at the same instant.

Everything is real but the workstations: PostgreSQL that keeps what it said through a power cut, the gateway as a
process of its own, HTTP over loopback. The load runs on the same machine, so CPU time is the fact and wall time is
pessimistic. A tenth of the workstations lose their first answer: they cut the line once everything is sent.
"""

import asyncio
import base64
import gzip
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import psutil
import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from coach.domain.batch import Head, digest
from coach.domain.people import Person, Role
from coach.server.administration import administration
from coach.server.people import put
from tests.desk.gateway import Gateway, gateway
from tests.desk.postgres import Cluster, cluster
from tests.real.town import Desk, Town, finished, town

DESKS, EVENTS, ASSIGNMENTS, SYNCS, TRIES = 2_000, 20, 60, 1_000, 8
GOAL_MS = 10.0
LESSON = "mes-onglets"
PERSON = frozenset({Role.LEARNER})


@dataclass(frozen=True)
class Cpu:
    """Seconds of CPU so far: of the gateway's process, and of all of PostgreSQL's."""

    gateway: float
    postgres: float


def spent(site: Gateway, server: Cluster) -> Cpu:
    """What both have used so far."""
    main = psutil.Process(server.main_process())
    return Cpu(_cpu(psutil.Process(site.process.pid)), sum(map(_cpu, [main, *main.children(recursive=True)])))


def _cpu(process: psutil.Process) -> float:
    told = process.cpu_times()
    return float(told.user + told.system)


def move_in(place: Town) -> list[Desk]:
    """So many people of one service, each with an enrolled desk, and what is proposed to their service."""
    with administration(place.dsn) as here:
        put(
            here,
            [Person(f"b{n:05}", f"Agent {n}", "Accueil", PERSON) for n in range(DESKS)],
            date(2026, 1, 1),
        )
    desks = []
    with psycopg.connect(place.dsn) as connection:
        rows = connection.execute(
            "SELECT person_id, tenant_id FROM org.person WHERE staff_number LIKE 'b_____' ORDER BY staff_number"
        ).fetchall()
        for person, tenant in rows:
            key, token = Ed25519PrivateKey.generate(), base64.urlsafe_b64encode(os.urandom(32)).decode()
            row = connection.execute(
                "INSERT INTO org.device (tenant_id, person_id, public_key, token_sha256) VALUES (%s, %s, %s, %s)"
                " RETURNING device_id",
                (tenant, person, key.public_key().public_bytes_raw(), sha256(token.encode()).digest()),
            ).fetchone()
            assert row
            connection.execute(
                "INSERT INTO org.chain (device_id, chain, tenant_id) VALUES (%s, 1, %s)", (row[0], tenant)
            )
            desks.append(Desk(str(row[0]), token, key))
        connection.execute(
            "INSERT INTO org.assignment (assignment_id, tenant_id, service_id, path_id, assigned_by)"
            " SELECT gen_random_uuid(), p.tenant_id, p.service_id, 'bienvenue',"
            " (SELECT person_id FROM org.person WHERE staff_number = 't1')"
            " FROM org.person p, generate_series(1, %s) WHERE p.staff_number = 'b00000'",
            (ASSIGNMENTS,),
        )
    with psycopg.connect(place.dsn, autocommit=True) as connection:
        connection.execute("ANALYZE")
    return desks


def packed(desk: Desk) -> bytes:
    """The whole request of a synchronisation: so many events, everything asked for; the chain moves on."""
    text, signature = desk.batch([finished(LESSON, "") for _ in range(EVENTS)])
    desk.head = Head(desk.head.chain, desk.head.last + 1, digest(text.encode()))
    told = {"batches": [{"body": text, "signature": base64.b64encode(signature).decode()}], "cursor": None}
    body = gzip.compress(json.dumps(told).encode())
    head = (
        f"POST /rpc/sync HTTP/1.1\r\nHost: coach\r\nAuthorization: Bearer {desk.token}\r\nCoach-Client: 1.0\r\n"
        f"Content-Encoding: gzip\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


async def ask(port: int, request: bytes, cut: bool = False) -> tuple[int, int, bytes]:
    """Status, seconds to wait, body; status 0 for a line that was refused or cut."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request)
        await writer.drain()
        if cut:
            writer.close()
            return 0, 1, b""
        answer = await reader.read()
        writer.close()
    except OSError:
        return 0, 1, b""
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").lower().split("\r\n")
    wait = next((int(line.split(":")[1]) for line in lines if line.startswith("retry-after:")), 1)
    return int(lines[0].split()[1]) if head else 0, wait, body


async def workstation(port: int, request: bytes, number: int, seen: Counter[str]) -> bool:
    """One that asks until it is served, as a desk does; counts what it met."""
    for turn in range(TRIES):
        status, wait, body = await ask(port, request, cut=turn == 0 and number % 10 == 0)
        if status == 200:
            verdict = json.loads(body)["push"][0]
            seen["served at first" if turn == 0 else "served after another try"] += 1
            seen["events taken"] += verdict["new"]
            return bool(verdict["status"] == "ok")
        seen["answer lost on purpose" if turn == 0 and number % 10 == 0 else f"refused with {status}"] += 1
        await asyncio.sleep(wait * random.uniform(1, 2))
    return False


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


async def at_the_same_instant(port: int, requests: list[bytes], seen: Counter[str]) -> bool:
    """All at once."""
    served = await asyncio.gather(
        *(workstation(port, request, number, seen) for number, request in enumerate(requests))
    )
    return all(served)


def main() -> int:
    """Measure and print; 1 if somebody was never served, or an event is missing or there twice."""
    resource.setrlimit(
        resource.RLIMIT_NOFILE, (min(8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2
    )
    with cluster(safe=True) as server, town(server) as place, tempfile.TemporaryDirectory() as folder:
        desks = move_in(place)
        with gateway(place.gateway, Path(folder)) as site:
            quiet(site, server, desks)
            return burst(site, server, place, desks)


def quiet(site: Gateway, server: Cluster, desks: list[Desk]) -> None:
    """CPU per synchronisation."""
    asyncio.run(one_after_the_other(site.port, [packed(desk) for desk in desks[:50]]))
    before = spent(site, server)
    asyncio.run(health_pages(site.port))
    after = spent(site, server)
    bare = _milliseconds(before.gateway, after.gateway), _milliseconds(before.postgres, after.postgres)
    print(
        f"the health page, which asks PostgreSQL for one word: gateway {bare[0]:.1f} ms, PostgreSQL {bare[1]:.1f} ms"
    )
    requests = [packed(desks[number % len(desks)]) for number in range(100, 100 + SYNCS)]
    before, began = spent(site, server), time.monotonic()
    asyncio.run(one_after_the_other(site.port, requests))
    after, took = spent(site, server), time.monotonic() - began
    mine, store = _milliseconds(before.gateway, after.gateway), _milliseconds(before.postgres, after.postgres)
    print(
        f"{EVENTS} events pushed, {ASSIGNMENTS} assignments pulled, {SYNCS} times, {SYNCS / took:.0f} a second"
    )
    print(f"  CPU per sync: gateway {mine:.1f} ms, PostgreSQL {store:.1f} ms, together {mine + store:.1f} ms")
    print(f"  that is {(mine + store) / max(sum(bare), 0.1):.1f} times the health page in this run")
    print(f"  goal: at most {GOAL_MS:.0f} ms: {'met' if mine + store <= GOAL_MS else 'MISSED'}")


def burst(site: Gateway, server: Cluster, place: Town, desks: list[Desk]) -> int:
    """All workstations at the same instant."""
    kept_before = _events(place)
    seen: Counter[str] = Counter()
    requests = [packed(desk) for desk in desks]
    before, began = spent(site, server), time.monotonic()
    served = asyncio.run(at_the_same_instant(site.port, requests, seen))
    after, took = spent(site, server), time.monotonic() - began
    more = _events(place) - kept_before
    print(
        f"{DESKS} workstations at the same instant: {'all' if served else 'NOT ALL'} served in {took:.1f} s"
    )
    for what, count in sorted(seen.items()):
        print(f"  {what}: {count}")
    used = after.gateway - before.gateway, after.postgres - before.postgres
    print(f"  CPU: gateway {used[0]:.1f} s, PostgreSQL {used[1]:.1f} s")
    print(f"  events sent {DESKS * EVENTS}, in the store {more}, duplicates {max(0, more - DESKS * EVENTS)}")
    return 0 if served and more == DESKS * EVENTS else 1


def _milliseconds(before: float, after: float) -> float:
    return (after - before) * 1000 / SYNCS


def _events(place: Town) -> int:
    with psycopg.connect(place.dsn) as connection:
        row = connection.execute("SELECT count(*) FROM org.event").fetchone()
        assert row
        return int(row[0])


if __name__ == "__main__":
    sys.exit(main())
