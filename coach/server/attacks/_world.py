"""A town of throw-away people in one transaction, and what the gateway's role can do to it."""

import base64
import os
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from psycopg.types.json import Jsonb

from coach.domain.batch import Head, body, completed, digest, midnight
from coach.domain.people import Person, Role
from coach.domain.text import N_
from coach.server.administration import Town
from coach.server.codes import make_codes
from coach.server.people import put
from coach.words import _

PATH, OTHER_PATH, LESSON = "path", "other", "lesson"
AGENT, TRAINER, HR = N_("an agent"), N_("a trainer"), N_("human resources")
GATEWAY, ANYONE = N_("a stolen gateway"), N_("anyone")
_PEOPLE = (
    Person("ana", "Ana", "One"),
    Person("ben", "Ben", "One"),
    Person("cleo", "Cléo", "Two"),
    Person("tom", "Tom", "One"),
    Person("hana", "Hana", "Two", frozenset({Role.HR})),
)


@dataclass
class Desk:
    """Somebody's desk; `head` is the end of its chain."""

    device: str
    token: str
    key: Ed25519PrivateKey
    head: Head = field(default_factory=Head)

    def batch(self, *events: Mapping[str, Any], head: Head | None = None) -> tuple[str, bytes]:
        """A batch after the head (or another one), and its signature."""
        content = body(self.device, head or self.head, events)
        return content.decode(), self.key.sign(bytes.fromhex(digest(content)))


@dataclass
class World:
    """The town and the gateway's connection to it. `desks` by staff number, `zoe` lives in another organisation."""

    connection: psycopg.Connection
    desks: dict[str, Desk]
    today: date
    line: str = ""

    def enter(self, who: str) -> Desk:
        """Be there with somebody's token."""
        desk = self.desks[who]
        assert self.call("enter", sha256(desk.token.encode()).digest()) is not None
        return desk

    def call(self, name: str, *arguments: object, **named: object) -> Any:
        """One function of api_v1."""
        given = [Jsonb(one) if _is_json(one) else one for one in arguments]
        places = [*(["%s"] * len(given)), *(f"{key} => %s" for key in named)]
        return self.one(f"SELECT api_v1.{name}({', '.join(places)})", *given, *named.values())

    def one(self, query: str, *arguments: object) -> Any:
        """The first value of the first row, or None."""
        row = self.connection.execute(query.encode(), arguments).fetchone()
        return row[0] if row else None

    def finished(self, day: date | None = None, path: str = PATH) -> dict[str, Any]:
        """The event of the lesson finished on a day."""
        day = day or self.today
        return completed(day, path, LESSON, 1, identity(day))


@dataclass(frozen=True)
class Attack:
    """What somebody tries. `run` says whether it worked, or is stopped by the database's refusal.

    `who` and `what` are English msgids, `fact` fills the placeholder of the latter.
    """

    who: str
    what: str
    run: Callable[[World], bool]
    fact: str = ""

    @property
    def told(self) -> str:
        """The attack in words."""
        return _("{who}: {what}").format(who=_(self.who), what=_(self.what).format(name=self.fact))


def _is_json(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict) for one in value)
    )


def identity(day: date) -> str:
    """A UUIDv7 of a day's midnight."""
    noise = int.from_bytes(os.urandom(10), "big")
    value = midnight(day) << 80 | noise & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62
    return str(uuid.UUID(int=value))


def build(connection: psycopg.Connection) -> World:
    """The town, in a transaction that whoever opened it takes back."""
    now = datetime.now(UTC)
    connection.execute("SET LOCAL ROLE coach_owner")
    desks = _town(connection, "here", _PEOPLE, now) | _town(
        connection, "there", (Person("zoe", "Zoé", "Far"),), now
    )
    world = World(connection, desks, now.date())
    # A trainer of service One only, who proposes a path there; Ana has finished its lesson.
    connection.execute(
        "INSERT INTO org.role_grant (tenant_id, person_id, role, service_id, granted_by)"
        " SELECT p.tenant_id, person_id, 'trainer', service_id, 'check' FROM org.person p"
        " JOIN org.device USING (person_id) WHERE device_id = %s",
        (desks["tom"].device,),
    )
    as_gateway(connection)
    world.enter("tom")
    (world.line,) = world.call("assign", PATH, [{"target": "service", "id": "One"}])
    ana = world.enter("ana")
    text, signature = ana.batch(world.finished())
    assert world.call("push", text, signature)["new"] == 1
    ana.head = Head(1, 1, digest(text.encode()))
    return world


def as_gateway(connection: psycopg.Connection) -> None:
    """From here on this transaction can do what the gateway's role can, and nobody is there."""
    superuser = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = session_user").fetchone()
    connection.execute("RESET ROLE")
    way = "SESSION AUTHORIZATION" if superuser == (True,) else "ROLE"
    connection.execute(f"SET LOCAL {way} coach_gateway".encode())
    connection.execute("SELECT set_config('coach.seal', '', true)")


def _town(
    connection: psycopg.Connection, name: str, people: Sequence[Person], now: datetime
) -> dict[str, Desk]:
    row = connection.execute(
        "INSERT INTO org.tenant (name) VALUES (%s) RETURNING tenant_id", (f"{name} {uuid.uuid4()}",)
    ).fetchone()
    assert row is not None
    town = Town(connection, row[0], name)
    connection.execute("INSERT INTO org.domain VALUES (%s, 'domain', 0, '')", (row[0],))
    connection.execute("INSERT INTO org.lesson VALUES (%s, %s, 1, '', 3, 'domain')", (row[0], LESSON))
    for path in (PATH, OTHER_PATH):
        connection.execute(
            "INSERT INTO org.path (tenant_id, path_id, title, minutes) VALUES (%s, %s, '', 3)", (row[0], path)
        )
        connection.execute("INSERT INTO org.path_lesson VALUES (%s, %s, 0, %s)", (row[0], path, LESSON))
    put(town, people, now.date())
    return {code.staff_number: _enrol(connection, code.code) for code in make_codes(town, now)}


def _enrol(connection: psycopg.Connection, code: str) -> Desk:
    key = Ed25519PrivateKey.generate()
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    connection.execute("SET LOCAL ROLE coach_door")
    row = connection.execute("SELECT api_v1.enrol(%s, %s, 'check')", (code, public)).fetchone()
    connection.execute("SET LOCAL ROLE coach_owner")
    assert row is not None
    return Desk(row[0]["device"], row[0]["token"], key)
