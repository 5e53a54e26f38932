"""What a trainer's program keeps of the boxes in a shared folder: whose they are, and what was taken out of them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, or_, select
from sqlalchemy.dialects.sqlite import insert

from coach.domain.batch import Head
from coach.domain.people import Person
from coach.store.outbox import KNOWN, Finished
from coach.store.pulled import Proposed
from coach.store.schema import assignment, batch, box, cohort_member, completion, person


@dataclass(frozen=True)
class Box:
    """A registered box. `serial` and `told`: number and hash of the instructions last written into it."""

    device: str
    person: str
    public_key: str
    serial: int
    told: str


@dataclass(frozen=True)
class Lot:
    """A batch taken out of a box."""

    chain: int
    n: int
    prev: str
    hash: str
    body: str
    signature: str
    file: str


def registered(connection: Connection) -> dict[str, Box]:
    """The boxes whose keys were met, by device."""
    rows = connection.execute(select(box))
    return {r.device: Box(r.device, r.person, r.public_key, r.serial, r.told) for r in rows}


def register(connection: Connection, device: str, who: str, public_key: str, day: date) -> None:
    """Keep whose box this is; a key that was met before stays."""
    connection.execute(
        insert(box)
        .values(
            device=device, person=who, public_key=public_key, registered_on=day.isoformat(), serial=0, told=""
        )
        .on_conflict_do_nothing()
    )


def told(connection: Connection, device: str, serial: int, digest: str) -> None:
    """Note which instructions were written."""
    connection.execute(box.update().where(box.c.device == device).values(serial=serial, told=digest))


def files(connection: Connection, device: str) -> set[str]:
    """Names of the files that were taken out already."""
    return set(connection.scalars(select(batch.c.file).where(batch.c.device == device, batch.c.file != "")))


def head(connection: Connection, device: str) -> Head:
    """The end of the newest chain that was taken out."""
    row = connection.execute(
        select(batch.c.chain, batch.c.n, batch.c.hash)
        .where(batch.c.device == device, batch.c.state == "imported")
        .order_by(batch.c.chain.desc(), batch.c.n.desc())
        .limit(1)
    ).first()
    return Head(row.chain, row.n, row.hash) if row else Head()


def known_hash(connection: Connection, device: str, chain: int, n: int) -> str:
    """The hash of a batch that was taken out; empty if it was not."""
    found = connection.scalar(
        select(batch.c.hash).where(
            batch.c.device == device, batch.c.chain == chain, batch.c.n == n, batch.c.state == "imported"
        )
    )
    return found or ""


def keep(connection: Connection, device: str, lot: Lot) -> None:
    """Keep a batch as it was signed: a server that comes later is given these very bytes."""
    connection.execute(
        batch.insert().values(
            device=device,
            chain=lot.chain,
            n=lot.n,
            prev=lot.prev,
            hash=lot.hash,
            body=lot.body,
            signature=lot.signature,
            state="imported",
            file=lot.file,
        )
    )


def bodies(connection: Connection, device: str) -> list[str]:
    """The batches taken out of a box, in order."""
    return list(
        connection.scalars(
            select(batch.c.body)
            .where(batch.c.device == device, batch.c.state == "imported")
            .order_by(batch.c.chain, batch.c.n)
        )
    )


def finished(connection: Connection, who: str) -> list[Finished]:
    """What a person has finished, as the organisation's file has it."""
    rows = connection.execute(
        select(completion)
        .where(completion.c.person == who, completion.c.mode == "individual")
        .order_by(completion.c.id)
    )
    return [Finished(r.id, r.path, r.lesson, r.edition, date.fromisoformat(r.finished_on)) for r in rows]


def take(connection: Connection, who: Person, one: Finished, minutes: int) -> None:
    """Keep a completion out of a box; one that is there already stays as it is."""
    connection.execute(
        insert(completion)
        .values(
            id=one.id,
            person=who.id,
            service=who.service,
            path=one.path,
            lesson=one.lesson,
            edition=one.edition,
            finished_on=one.day.isoformat(),
            minutes=minutes,
            mode="individual",
            batch=KNOWN,
        )
        .on_conflict_do_nothing()
    )


def proposed(connection: Connection, who: Person) -> list[Proposed]:
    """The paths proposed to a person, now or ever; `removed` where no longer. Those told by a server are not ours."""
    inside = select(cohort_member.c.cohort).where(cohort_member.c.person == who.id)
    reached = or_(
        (assignment.c.target == "person") & (assignment.c.target_id == who.id),
        (assignment.c.target == "service") & (assignment.c.target_id == who.service),
        (assignment.c.target == "cohort") & assignment.c.target_id.in_(inside),
    )
    rows = connection.execute(
        select(assignment, person.c.name)
        .outerjoin(person, person.c.id == assignment.c.assigned_by)
        .where(reached, assignment.c.device.is_(None))
        .order_by(assignment.c.id)
    )
    return [
        Proposed(
            id=r.id,
            path=r.path,
            due=date.fromisoformat(r.due) if r.due else None,
            message=r.message,
            assigned_on=date.fromisoformat(r.assigned_on),
            by=r.name or r.assigned_by,
            removed=r.withdrawn_on is not None,
        )
        for r in rows
    ]
