"""Thousands of workstations at the same instant: enrolled desks with keys of their own, a process per few hundred.

Each sends a signed batch and asks again as a desk does: after what the server wished and a random time that grows.
"""

import asyncio
import base64
import gzip
import json
import multiprocessing
import os
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import psutil
import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from coach.domain.batch import Head, digest
from coach.domain.people import Person, Role
from coach.server.administration import administration
from coach.server.people import put
from coach.server_client.client import SILENCE
from coach.sync import pace
from tests.desk.gateway import Gateway
from tests.desk.postgres import Cluster
from tests.real.town import Desk, Town, finished

LESSON = "mes-onglets"
TRIES = 40
_WITHOUT_A_WORD = {0: "refused or cut", 1: "20 seconds without an answer"}
_IN_A_PROCESS = 400
_PERSON = frozenset({Role.LEARNER})


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


def move_in(place: Town, desks: int, assignments: int) -> list[Desk]:
    """So many people of one service, each with an enrolled desk, and what is proposed to their service."""
    people = [Person(f"b{n:05}", f"Agent {n}", "Accueil", _PERSON) for n in range(desks)]
    with administration(place.dsn) as here:
        put(here, people, date(2026, 1, 1))
    found = []
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
            found.append(Desk(str(row[0]), token, key))
        connection.execute(
            "INSERT INTO org.assignment (assignment_id, tenant_id, service_id, path_id, assigned_by)"
            " SELECT gen_random_uuid(), p.tenant_id, p.service_id, 'bienvenue',"
            " (SELECT person_id FROM org.person WHERE staff_number = 't1')"
            " FROM org.person p, generate_series(1, %s) WHERE p.staff_number = 'b00000'",
            (assignments,),
        )
    with psycopg.connect(place.dsn, autocommit=True) as connection:
        connection.execute("ANALYZE")
    return found


def packed(desk: Desk, events: int) -> bytes:
    """The whole request of a synchronisation: so many events, everything asked for; the chain moves on."""
    text, signature = desk.batch([finished(LESSON, "") for _ in range(events)])
    desk.head = Head(desk.head.chain, desk.head.last + 1, digest(text.encode()))
    told = {"batches": [{"body": text, "signature": base64.b64encode(signature).decode()}], "cursor": None}
    body = gzip.compress(json.dumps(told).encode())
    head = (
        f"POST /rpc/sync HTTP/1.1\r\nHost: coach\r\nAuthorization: Bearer {desk.token}\r\nCoach-Client: 1.0\r\n"
        f"Content-Encoding: gzip\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


async def ask(port: int, request: bytes, cut: bool = False) -> tuple[int, float, bytes]:
    """Status, seconds to wait as the server wishes, body; status 0 for a line refused or cut, 1 for silence."""
    try:
        async with asyncio.timeout(SILENCE):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request)
        await writer.drain()
        answer = b""
        while not cut:
            async with asyncio.timeout(SILENCE):
                part = await reader.read(65536)
            if not part:
                break
            answer += part
        writer.close()
    except TimeoutError:
        return 1, 0, b""
    except OSError:
        return 0, 0, b""
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").lower().split("\r\n")
    wait = next((int(line.split(":")[1]) for line in lines if line.startswith("retry-after:")), 0)
    return int(lines[0].split()[1]) if head else 0, wait, body


async def _workstation(port: int, request: bytes, cut: bool, seen: Counter[str]) -> None:
    """One that asks until it is served; counts what it met."""
    for turn in range(TRIES):
        lost = cut and turn == 0
        status, wait, body = await ask(port, request, cut=lost)
        if status == 200:
            verdict = json.loads(body)["push"][0]
            assert verdict["status"] == "ok", verdict
            seen["served"] += 1
            seen["served at the first try"] += turn == 0
            return
        if status in (429, 503) and wait:
            seen[f"told with {status} when to come back"] += 1
        elif not lost:
            seen[_WITHOUT_A_WORD.get(status, f"refused with {status}")] += 1
        await asyncio.sleep(pace.after(turn, wait, random.random).total_seconds())


def _some(port: int, requests: Sequence[bytes], start: Any, told: Any) -> None:
    """A process of workstations; the tenth of them loses its first answer."""
    seen: Counter[str] = Counter()

    async def together() -> None:
        await asyncio.gather(
            *(_workstation(port, one, number % 10 == 0, seen) for number, one in enumerate(requests))
        )

    start.wait()
    asyncio.run(together())
    told.put(seen)


def at_the_same_instant(port: int, requests: Sequence[bytes]) -> tuple[Counter[str], float]:
    """All at once: what they met, and the seconds until the last of them was served."""
    method = multiprocessing.get_context("spawn")
    parts = [requests[place : place + _IN_A_PROCESS] for place in range(0, len(requests), _IN_A_PROCESS)]
    start, told = method.Barrier(len(parts) + 1), method.Queue()
    processes = [method.Process(target=_some, args=(port, part, start, told)) for part in parts]
    for process in processes:
        process.start()
    try:
        start.wait(300)
        began = time.monotonic()
        seen: Counter[str] = Counter()
        for _ in processes:
            seen.update(told.get(timeout=900))
        return seen, time.monotonic() - began
    finally:
        for process in processes:
            process.join(10)
            process.kill()


def events(place: Town) -> int:
    """How many are in the store."""
    with psycopg.connect(place.dsn) as connection:
        row = connection.execute("SELECT count(*) FROM org.event").fetchone()
        assert row
        return int(row[0])
