"""Desks that speak to a real gateway: how they enrol, what they send, and what the store then holds."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from coach.domain.batch import Head
from coach.server.administration import administration
from coach.server.codes import make_codes
from coach.store import completions, database, outbox
from tests.desk.gateway import Gateway
from tests.real.town import Desk, Town

Sit = Callable[[str], None]
"""Sits down at a desk, by its name."""


def code(store: Town, number: str = "001") -> str:
    """A one-time code for somebody."""
    with administration(store.dsn) as place:
        return make_codes(place, datetime.now(UTC), [number])[0].code


def enrol(site: Gateway, store: Town, number: str = "001") -> Desk:
    """A new desk, over HTTP."""
    key = Ed25519PrivateKey.generate()
    status, told = site.call("enrol", code=code(store, number), public_key=public(key), client="1.0")
    assert status == 200, told
    return Desk(told["device"], told["token"], key)


def public(key: Ed25519PrivateKey) -> str:
    """The public half, as it is sent."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def sent(desk: Desk, *events: Any, head: Head | None = None) -> dict[str, str]:
    """A batch as it is sent."""
    text, signature = desk.batch(events, head)
    return {"body": text, "signature": base64.b64encode(signature).decode()}


def kept(store: Town) -> list[tuple[Any, ...]]:
    """Every event in the store."""
    with psycopg.connect(store.dsn) as connection:
        return connection.execute("SELECT event_id, person_id FROM org.event ORDER BY event_id").fetchall()


def finish(lesson: str, path: str = "bienvenue", edition: int = 1, person: str = "001") -> None:
    """The person of this desk finishes a lesson today."""
    with database.organisation() as connection:
        completions.record(
            connection,
            person=person,
            service="Accueil",
            path=path,
            lesson=lesson,
            edition=edition,
            day=datetime.now(UTC).date(),
            minutes=4,
        )


def known() -> list[str]:
    """What this desk has."""
    with database.organisation() as connection:
        return sorted(one.lesson for one in completions.records(connection, completions.Chosen()))


def waiting(person: str = "001") -> int:
    """How many completions wait at this desk."""
    with database.organisation() as connection:
        return outbox.counts(connection, person).waiting
