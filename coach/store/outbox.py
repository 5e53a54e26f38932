"""A desk's own completions on their way out: which wait, which batch holds them, what the receiver said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Row, Update, func, select

from coach.domain.batch import Head
from coach.store.identifiers import tells_no_hour, uuid7_of
from coach.store.schema import batch, completion, device, pull

KNOWN = 0
"""In place of a batch: the organisation has this completion already."""


@dataclass(frozen=True)
class Finished:
    """A completion as it may leave the desk. `path` is empty for one that the person chose to share."""

    id: str
    path: str
    lesson: str
    edition: int
    day: date


@dataclass(frozen=True)
class Stored:
    """A batch as it was signed: exactly these bytes are sent, however often."""

    id: int
    chain: int
    n: int
    hash: str
    body: str
    signature: str


@dataclass(frozen=True)
class Signed:
    """A batch to be kept: the end of the chain before it, its hash, its text and the signature."""

    head: Head
    hash: str
    body: str
    signature: str


@dataclass(frozen=True)
class Counts:
    """How many of a person's completions wait, have arrived, or were refused."""

    waiting: int
    arrived: int
    refused: int


def unsent(connection: Connection, person: str) -> list[Finished]:
    """The person's own completions that no batch holds yet, the oldest first. None of them tells an hour.

    Group sessions are not among them: who attests them tells of them.
    """
    rows = connection.execute(
        select(completion)
        .where(completion.c.person == person, completion.c.mode == "individual", completion.c.batch.is_(None))
        .order_by(completion.c.finished_on, completion.c.id)
    ).all()
    return [_hourless(connection, _finished(row)) for row in rows]


def _finished(row: Row[tuple[object, ...]]) -> Finished:
    return Finished(row.id, row.path, row.lesson, row.edition, date.fromisoformat(row.finished_on))


def _hourless(connection: Connection, one: Finished) -> Finished:
    """An earlier program made ids that tell the hour: such a row gets another, once, before it is ever sent."""
    if tells_no_hour(one.id, one.day):
        return one
    return redated(connection, one, one.day)


def redated(connection: Connection, one: Finished, day: date) -> Finished:
    """A completion moved to a day, with an id of that day; it waits to be sent."""
    fresh = Finished(uuid7_of(day), one.path, one.lesson, one.edition, day)
    connection.execute(
        completion.update()
        .where(completion.c.id == one.id)
        .values(id=fresh.id, finished_on=day.isoformat(), batch=None, refused="")
    )
    return fresh


def head(connection: Connection, device_id: str, chain: int) -> Head:
    """The end of a chain as this file holds it."""
    last = connection.execute(
        select(batch.c.n, batch.c.hash)
        .where(batch.c.device == device_id, batch.c.chain == chain)
        .order_by(batch.c.n.desc())
        .limit(1)
    ).first()
    return Head(chain, last.n, last.hash) if last else Head(chain)


def put(connection: Connection, device_id: str, new: Signed, events: Sequence[str]) -> None:
    """Keep a signed batch, and note which completions it holds; `events` are their ids."""
    number = connection.execute(
        batch.insert().values(
            device=device_id,
            chain=new.head.chain,
            n=new.head.last + 1,
            prev=new.head.hash,
            hash=new.hash,
            body=new.body,
            signature=new.signature,
            state="sent",
            file="",
        )
    ).inserted_primary_key
    assert number is not None
    connection.execute(completion.update().where(completion.c.id.in_(events)).values(batch=number[0]))


def waiting(connection: Connection, device_id: str, chain: int, limit: int = -1) -> list[Stored]:
    """The batches of a chain that nobody has acknowledged, in order."""
    rows = connection.execute(
        select(batch)
        .where(batch.c.device == device_id, batch.c.chain == chain, batch.c.state == "sent")
        .order_by(batch.c.n)
        .limit(limit)
    )
    return [Stored(r.id, r.chain, r.n, r.hash, r.body, r.signature) for r in rows]


def acknowledge(connection: Connection, device_id: str, chain: int, last: int) -> None:
    """The receiver has the batches of a chain up to this number."""
    connection.execute(_of(device_id, chain).where(batch.c.n <= last).values(state="acked"))


def send_again(connection: Connection, device_id: str, chain: int, last: int) -> None:
    """The receiver has the batches up to this number and no more, whatever it said before."""
    acknowledge(connection, device_id, chain, last)
    connection.execute(_of(device_id, chain).where(batch.c.n > last).values(state="sent"))


def _of(device_id: str, chain: int) -> Update:
    return batch.update().where(batch.c.device == device_id, batch.c.chain == chain)


def refuse(connection: Connection, event: str, reason: str) -> None:
    """The receiver does not take this completion; it stays here with the reason."""
    connection.execute(completion.update().where(completion.c.id == event).values(refused=reason))


def offer_again(connection: Connection, person: str, reason: str, path: str | None = None) -> None:
    """What was refused for this reason, of one path or of all, waits to be sent once more."""
    chosen = completion.update().where(completion.c.person == person, completion.c.refused == reason)
    if path is not None:
        chosen = chosen.where(completion.c.path == path)
    connection.execute(chosen.values(batch=None, refused=""))


def refused(connection: Connection, person: str, reason: str) -> list[Finished]:
    """The completions that were refused for this reason."""
    rows = connection.execute(
        select(completion).where(completion.c.person == person, completion.c.refused == reason)
    ).all()
    return [_finished(row) for row in rows]


def begin_chain(connection: Connection, device_id: str, chain: int) -> None:
    """Begin another chain: what was not acknowledged waits again, and all that is known is asked for anew."""
    let_go(connection, device_id)
    connection.execute(device.update().where(device.c.id == device_id).values(chain=chain))
    ask_everything(connection, device_id)


def ask_everything(connection: Connection, device_id: str) -> None:
    """Ask for all that is known at the next exchange, not for what changed only."""
    connection.execute(pull.update().where(pull.c.device == device_id).values(cursor=None))


def let_go(connection: Connection, device_id: str) -> None:
    """Forget the batches of a device. The completions stay: known where acknowledged, else to be sent."""
    for state, number in (("acked", KNOWN), ("sent", None)):
        inside = select(batch.c.id).where(batch.c.device == device_id, batch.c.state == state)
        connection.execute(completion.update().where(completion.c.batch.in_(inside)).values(batch=number))
    connection.execute(batch.delete().where(batch.c.device == device_id, batch.c.state != "imported"))


def hashes(connection: Connection, device_id: str) -> set[str]:
    """The hashes of a device's own batches."""
    own = (batch.c.device == device_id, batch.c.state != "imported")
    return set(connection.scalars(select(batch.c.hash).where(*own)))


def counts(connection: Connection, person: str) -> Counts:
    """How things stand with a person's completions."""
    rows = connection.execute(
        select(completion.c.refused, completion.c.batch, batch.c.state, func.count())
        .outerjoin(batch, batch.c.id == completion.c.batch)
        .where(completion.c.person == person, completion.c.mode == "individual")
        .group_by(completion.c.refused, completion.c.batch, batch.c.state)
    ).all()
    refused = sum(row[3] for row in rows if row.refused)
    arrived = sum(row[3] for row in rows if not row.refused and (row.batch == KNOWN or row.state == "acked"))
    return Counts(sum(row[3] for row in rows) - refused - arrived, arrived, refused)


def withdraw(connection: Connection, person: str, lessons: Iterable[str]) -> int:
    """Take back completions that the person chose to share and that no batch holds; returns how many."""
    done = connection.execute(
        completion.delete().where(
            completion.c.person == person,
            completion.c.path == "",
            completion.c.lesson.in_(list(lessons)),
            completion.c.batch.is_(None),
        )
    )
    return done.rowcount
