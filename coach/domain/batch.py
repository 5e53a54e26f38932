"""What leaves a desk, byte for byte: events in batches that form a chain (decision 21).

A batch names the hash of the one before, so that none can be altered, left out or put in another place without
a trace. Everything here is pure; keys and signatures are the business of the rooms above.
"""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from hashlib import sha256
from typing import Any

VERSION = 1
MOST_EVENTS = 100
MOST_BYTES = 256_000

# All that is ever sent, by verb. A test compares each batch of the real program with it.
SENT: Mapping[str, Mapping[str, type]] = {
    "completed": {"id": str, "verb": str, "path": str, "lesson": str, "edition": int, "day": str},
    "passed": {"id": str, "verb": str, "path": str, "edition": int, "day": str, "passed": int},
}
_BATCH: Mapping[str, type] = {"v": int, "device": str, "chain": int, "n": int, "prev": str, "events": list}


class BatchError(ValueError):
    """A text is no batch of ours; the sentence says why, for a log."""


class Verdict(StrEnum):
    """What the receiver says of a batch."""

    OK = "ok"
    GAP = "gap"
    FORK = "fork"


@dataclass(frozen=True)
class Batch:
    """A batch read back. `prev` is the hash of the one before, empty for the first of a chain."""

    device: str
    chain: int
    n: int
    prev: str
    events: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Head:
    """The end of a chain as a receiver holds it; `last` is 0 before the first batch."""

    chain: int = 1
    last: int = 0
    hash: str = ""


def completed(day: date, path: str, lesson: str, edition: int, event_id: str) -> dict[str, Any]:
    """The event of a finished lesson; `path` is empty for one that the person chose to share."""
    return {
        "id": event_id,
        "verb": "completed",
        "path": path,
        "lesson": lesson,
        "edition": edition,
        "day": day.isoformat(),
    }


def passed(day: date, path: str, edition: int, event_id: str) -> dict[str, Any]:
    """The event of a path's final quiz that was passed; of a missed one there is none."""
    return {
        "id": event_id,
        "verb": "passed",
        "path": path,
        "edition": edition,
        "day": day.isoformat(),
        "passed": 1,
    }


def body(device: str, head: Head, events: Sequence[Mapping[str, Any]]) -> bytes:
    """The next batch after `head`, as canonical JSON: sorted keys, no spaces, UTF-8."""
    told = {
        "v": VERSION,
        "device": device,
        "chain": head.chain,
        "n": head.last + 1,
        "prev": head.hash,
        "events": list(events),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(content: bytes) -> str:
    """SHA-256 of a batch's bytes, in hexadecimal: what is signed, and what the next batch names."""
    return sha256(content).hexdigest()


def read(content: bytes) -> Batch:
    """A batch from its bytes; the events' own forms are for the receiver to judge one by one.

    Raises:
        BatchError: it is too large, no JSON, or lacks something.
    """
    if len(content) > MOST_BYTES:
        raise BatchError(f"{len(content)} bytes")
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BatchError("no JSON") from error
    if not isinstance(told, dict) or any(type(told.get(key)) is not kind for key, kind in _BATCH.items()):
        raise BatchError("not the keys of a batch")
    if told["v"] != VERSION or told["chain"] < 1 or told["n"] < 1:
        raise BatchError("not the numbers of a batch")
    if not 0 < len(told["events"]) <= MOST_EVENTS or not all(isinstance(e, dict) for e in told["events"]):
        raise BatchError("not the events of a batch")
    return Batch(told["device"], told["chain"], told["n"], told["prev"], tuple(told["events"]))


def judge(head: Head, told: Batch, known_hash: str, own_hash: str) -> Verdict:
    """What to answer to a batch.

    Args:
        head: of the device's newest chain.
        told: the batch.
        known_hash: of the batch already kept under the same chain and number; empty if there is none.
        own_hash: of this batch.
    """
    if told.chain > head.chain:
        # Not the next one only: a receiver brought back from a backup may have forgotten several chains.
        head = Head(told.chain)
    if told.chain != head.chain:
        return Verdict.FORK
    if told.n <= head.last:
        return Verdict.OK if known_hash == own_hash else Verdict.FORK
    if told.n > head.last + 1:
        return Verdict.GAP
    return Verdict.OK if told.prev == head.hash else Verdict.FORK


def event_fault(event: Mapping[str, Any], today: date) -> str:
    """Why an event cannot be taken: "form" or "id", or nothing.

    An id is a UUIDv7 whose time is the midnight of its day: it must order events without telling an hour.
    """
    # A later desk may know other verbs: what a server does not know it keeps, and loses nothing.
    verb = str(event.get("verb"))
    wanted = SENT.get(verb, dict.fromkeys(("id", "verb", "day"), str))
    extra = set(event) - set(wanted) if verb in SENT else ()
    if extra or not set(event) >= set(wanted):
        return "form"
    if any(type(event[key]) is not kind for key, kind in wanted.items()):
        return "form"
    try:
        day, identity = date.fromisoformat(event["day"]), uuid.UUID(event["id"])
    except ValueError:
        return "form"
    age = (today - day).days
    told = identity.version == 7 and identity.int >> 80 == midnight(day)
    return "" if told and -1 <= age <= 400 else "id"


def midnight(day: date) -> int:
    """Milliseconds from 1970 to the beginning of a day in UTC."""
    return int(datetime.combine(day, time(), UTC).timestamp()) * 1000
