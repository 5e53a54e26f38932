"""Completions become signed batches, and what the receiver says of them is heeded: nothing is lost, nobody is asked.

A batch is kept as it was signed and is the same bytes at each try. A `gap` sends again what the receiver lacks. A
`fork`, after a backup was restored on either side, begins a new chain with all that was not acknowledged.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from coach.domain import batch
from coach.domain.batch import MOST_EVENTS, Head
from coach.server_client.credentials import Credentials
from coach.store import outbox
from coach.store.database import Connection
from coach.store.devices import Device
from coach.store.outbox import Finished, Signed, Stored
from coach.sync.answers import Verdict


def event(one: Finished) -> dict[str, Any]:
    """A completion as it is told: all that ever leaves a desk."""
    if not one.lesson:
        return batch.passed(one.day, one.path, one.edition, one.id)
    return batch.completed(one.day, one.path, one.lesson, one.edition, one.id)


def fault(one: Finished, today: date) -> str:
    """Why no receiver would take a completion today; nothing if one would."""
    return batch.event_fault(event(one), today)


def pack(connection: Connection, device: Device, own: Credentials, today: date) -> None:
    """Put every completion that waits into signed batches; one that no receiver would take goes on waiting."""
    ready = [event(one) for one in outbox.unsent(connection, device.person) if not fault(one, today)]
    head = outbox.head(connection, device.id, device.chain)
    for place in range(0, len(ready), MOST_EVENTS):
        events = ready[place : place + MOST_EVENTS]
        content = batch.body(device.id, head, events)
        digest = batch.digest(content)
        new = Signed(head, digest, content.decode(), own.sign(digest))
        outbox.put(connection, device.id, new, [one["id"] for one in events])
        head = Head(head.chain, head.last + 1, digest)


def heed(
    connection: Connection, device: Device, sent: Sequence[Stored], verdicts: Sequence[Verdict]
) -> tuple[int, int]:
    """Do what the receiver's verdicts ask for; returns how many completions it took and how many it refused."""
    taken = refused = 0
    for stored, verdict in zip(sent, verdicts, strict=True):
        if verdict.status is batch.Verdict.FORK:
            outbox.begin_chain(connection, device.id, device.chain + 1)
            break
        # A yes that does not reach this batch is an answer to an earlier question: a bad cache gave it once more.
        if verdict.status is batch.Verdict.GAP or verdict.last < stored.n:
            outbox.send_again(connection, device.id, stored.chain, verdict.last)
            outbox.ask_everything(connection, device.id)
            break
        outbox.acknowledge(connection, device.id, stored.chain, stored.n)
        told = {one["id"] for one in batch.read(stored.body.encode()).events}
        for identifier, reason in verdict.refused:
            # Of its own events only: a verdict about others is not this receiver's to give.
            if identifier in told:
                outbox.refuse(connection, identifier, reason)
                refused += 1
        taken += len(told)
    return taken - refused, refused


def redate(connection: Connection, person: str, server_day: date) -> None:
    """Days that lie ahead of the server's were told by a clock that was wrong: the latest possible day is today."""
    waiting = outbox.unsent(connection, person)
    for one in (*waiting, *outbox.refused(connection, person, "id")):
        if (one.day - server_day).days > 1:
            outbox.redated(connection, one, server_day)
