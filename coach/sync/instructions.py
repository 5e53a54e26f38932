"""What a trainer's program writes into one person's box: that person's own paths and completions, signed."""

import json
import os
from typing import Any

from coach.domain import batch
from coach.domain.batch import Head
from coach.domain.people import Person
from coach.server_client.credentials import Credentials
from coach.store import boxes
from coach.store.boxes import Box
from coach.store.database import Connection
from coach.store.outbox import Finished
from coach.store.pulled import Proposed
from coach.sync import lessons, lots
from coach.sync.lots import DamagedError, Sealed

CARD, INSTRUCTIONS = "carte.json", "consignes.json"


def write(
    connection: Connection,
    box: str,
    known: Box,
    own: Credentials,
    person: Person,
    refused: list[tuple[str, str]],
) -> None:
    """Write what this person alone is told, unless it lies there already.

    Raises:
        OSError: it cannot be written.
    """
    told = _told(connection, known, person, boxes.head(connection, known.device), refused)
    digest = batch.digest(json.dumps(told, sort_keys=True).encode())
    file = os.path.join(box, INSTRUCTIONS)
    there = _serial(file, own.public_key)
    if digest == known.told and there == known.serial:
        return
    serial = max(known.serial, there) + 1
    sealed = Sealed(json.dumps({"serial": serial, **told}, ensure_ascii=False), "", own.public_key)
    lots.write(file, Sealed(sealed.body, own.sign(sealed.digest), sealed.key))
    boxes.told(connection, known.device, serial, digest)


def _serial(file: str, public_key: str) -> int:
    """Number of the instructions that lie there; 0 for none of ours. A restored file may have forgotten it."""
    try:
        sealed = lots.read(file)
        serial = json.loads(sealed.body)["serial"] if sealed.signed_by(public_key) else 0
    except (DamagedError, ValueError, KeyError, TypeError, RecursionError):
        return 0
    return int(serial)


def _told(
    connection: Connection, known: Box, person: Person, head: Head, refused: list[tuple[str, str]]
) -> dict[str, Any]:
    pack = lessons.published()
    return {
        "device": known.device,
        "chain": head.chain,
        "last": head.last,
        "refused": [{"id": event, "reason": reason} for event, reason in refused],
        "cursor": {},
        "full": True,
        "me": {
            "id": person.id,
            "name": person.name,
            "service": person.service,
            "roles": sorted(person.roles),
            "audiences": sorted(person.audiences),
        },
        "assignments": [_proposed(line) for line in boxes.proposed(connection, person) if not line.removed],
        "completions": [_finished(one) for one in boxes.finished(connection, person.id)],
        "content": {"version": pack.number, "hash": pack.hash} if pack else None,
    }


def _proposed(line: Proposed) -> dict[str, Any]:
    return {
        "id": line.id,
        "path": line.path,
        "due": line.due.isoformat() if line.due else None,
        "message": line.message,
        "assigned_on": line.assigned_on.isoformat(),
        "assigned_by": line.by,
    }


def _finished(one: Finished) -> dict[str, Any]:
    return {
        "id": one.id,
        "path": one.path,
        "lesson": one.lesson,
        "edition": one.edition,
        "day": one.day.isoformat(),
    }
