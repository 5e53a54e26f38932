"""A small town in a real PostgreSQL: its people, its desks, and a gateway's connection to speak for them."""

from __future__ import annotations

import base64
import contextlib
import os
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from psycopg.sql import SQL, Identifier
from psycopg.types.json import Jsonb

from coach.content.library import library
from coach.domain.batch import Head, body, completed, digest, midnight, passed
from coach.domain.people import Person, Role
from coach.server.administration import administration
from coach.server.codes import make_codes
from coach.server.install import install
from coach.server.people import put
from coach.server.publishing import publish
from tests.desk.postgres import Cluster

NAME = "Ville d’Exemple"
TRAINER = Person("t1", "Inès Faure", "Formation", frozenset({Role.LEARNER, Role.TRAINER}))
HR = Person("h1", "Paul Roy", "Ressources humaines", frozenset({Role.LEARNER, Role.HR}))
AGENTS = tuple(Person(f"00{n}", f"Agent {n}", "Accueil" if n <= 6 else "Voirie") for n in range(1, 10))
PEOPLE = (*AGENTS, TRAINER, HR)


_FORGOTTEN = (
    *("event", "progress", "batch", "chain", "device", "code", "assignment", "cohort_member", "cohort"),
    *("session_member", "session"),
    *("export_log", "erased", "role_grant", "posting", "person", "service_scope", "service", "content_pack"),
)


def event_id(day: date) -> str:
    """A UUIDv7 of a day's midnight."""
    noise = int.from_bytes(os.urandom(10), "big")
    value = midnight(day) << 80 | noise & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62
    return str(uuid.UUID(int=value))


def finished(lesson: str, path: str = "bienvenue", day: date | None = None) -> dict[str, Any]:
    """The event of a lesson finished on a day, today by default; without a lesson, of the path's quiz passed."""
    day = day or datetime.now(UTC).date()
    if not lesson:
        return passed(day, path, 1, event_id(day))
    return completed(day, path, lesson, 1, event_id(day))


@dataclass
class Desk:
    """A person's desk as the database knows one; `head` is the end of its chain."""

    device: str
    token: str
    key: Ed25519PrivateKey
    head: Head = field(default_factory=Head)

    def batch(self, events: Sequence[Mapping[str, Any]], head: Head | None = None) -> tuple[str, bytes]:
        """A batch after the head (or another one) and its signature."""
        content = body(self.device, head or self.head, events)
        return content.decode(), self.key.sign(bytes.fromhex(digest(content)))


@dataclass
class Town:
    """The database of the town: `dsn` for its superuser, `gateway` for the gateway."""

    dsn: str
    gateway: str

    def settle_again(self) -> None:
        """Forget all but the lessons, and let PEOPLE move in."""
        with administration(self.dsn) as place:
            for table in _FORGOTTEN:
                place.connection.execute(SQL("DELETE FROM org.{}").format(Identifier(table)))
            put(place, PEOPLE, date(2026, 1, 1))

    @contextlib.contextmanager
    def inside(self, desk: Desk) -> Iterator[psycopg.Connection]:
        """A gateway's transaction in which a desk's token was shown."""
        with psycopg.connect(self.gateway) as connection:
            token = sha256(desk.token.encode()).digest()
            assert connection.execute("SELECT api_v1.enter(%s)", (token,)).fetchone() != (None,)
            yield connection

    def call(self, desk: Desk, name: str, *arguments: object) -> Any:
        """One function of api_v1 for a desk, in a transaction of its own; dictionaries go as JSON."""
        with self.inside(desk) as connection:
            return call(connection, name, *arguments)

    def push(self, desk: Desk, *events: Mapping[str, Any]) -> dict[str, Any]:
        """The next batch of a desk; its head moves on when it was taken."""
        text, signature = desk.batch(events)
        verdict: dict[str, Any] = self.call(desk, "push", text, signature)
        if verdict["status"] == "ok":
            desk.head = Head(desk.head.chain, verdict["last"], digest(text.encode()))
        return verdict

    def pull(self, desk: Desk, cursor: object = None) -> dict[str, Any]:
        """What a desk is told."""
        told: dict[str, Any] = self.call(desk, "pull", Jsonb(cursor))
        return told

    def enrol(self, number: str) -> Desk:
        """A new desk of somebody."""
        with administration(self.dsn) as town:
            (code,) = make_codes(town, datetime.now(UTC), [number])
        key = Ed25519PrivateKey.generate()
        public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
        with psycopg.connect(self.gateway) as connection:
            told = call(connection, "enrol", code.code, public, "1.0")
        return Desk(told["device"], told["token"], key)


def call(connection: psycopg.Connection, name: str, *arguments: object) -> Any:
    """One function of api_v1 in a transaction that is open."""
    given = [Jsonb(one) if isinstance(one, dict) else one for one in arguments]
    row = connection.execute(f"SELECT api_v1.{name}({', '.join(['%s'] * len(given))})", given).fetchone()
    return row[0] if row else None


@contextlib.contextmanager
def town(cluster: Cluster, name: str = "town") -> Iterator[Town]:
    """The town in a database of its own: PEOPLE, the shipped lessons, nobody enrolled."""
    with cluster.database(name) as dsn:
        install(dsn, NAME)
        with administration(dsn) as place:
            publish(place, library("fr"))
        found = Town(dsn, cluster.dsn(name, "coach_gateway"))
        found.settle_again()
        yield found
