"""What a server or a trainer tells a desk, merged into the organisation's file: however often, it is there once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Connection, or_, select
from sqlalchemy.dialects.sqlite import insert

from coach.domain.people import Person
from coach.store.outbox import KNOWN, Finished
from coach.store.schema import assignment, batch, completion


@dataclass(frozen=True)
class Proposed:
    """A path proposed to the person, in whatever group; `removed`: it is no longer. `by` is a name."""

    id: str
    path: str
    due: date | None
    message: str
    assigned_on: date
    by: str
    removed: bool = False


def propose(connection: Connection, device: str, person: str, lines: Iterable[Proposed], today: date) -> None:
    """Add or change the paths proposed to a person."""
    for line in lines:
        if line.removed:
            _withdraw(connection, [own_id(line.id, person)], today)
            continue
        values = {
            "path": line.path,
            "target": "person",
            "target_id": person,
            "due": line.due.isoformat() if line.due else None,
            "message": line.message,
            "assigned_on": line.assigned_on.isoformat(),
            "assigned_by": line.by,
            "withdrawn_on": None,
            "device": device,
        }
        connection.execute(
            insert(assignment)
            .values(id=own_id(line.id, person), **values)
            .on_conflict_do_update(index_elements=["id"], set_=values)
        )


def own_id(line: str, person: str) -> str:
    """The id of a proposal as it concerns one person: two people of one desk may share what was proposed."""
    return str(uuid5(NAMESPACE_URL, f"{line}/{person}"))


def keep_only(connection: Connection, person: str, told: Collection[str], today: date) -> None:
    """Everything was told: what was told earlier and is not among it any more was withdrawn meanwhile."""
    kept = {own_id(line, person) for line in told}
    rows = connection.scalars(
        select(assignment.c.id).where(
            assignment.c.target_id == person,
            assignment.c.device.is_not(None),
            assignment.c.withdrawn_on.is_(None),
        )
    ).all()
    _withdraw(connection, [row for row in rows if row not in kept], today)


def _withdraw(connection: Connection, ids: list[str], today: date) -> None:
    connection.execute(
        assignment.update()
        .where(assignment.c.id.in_(ids), assignment.c.withdrawn_on.is_(None))
        .values(withdrawn_on=today.isoformat())
    )


def finish(
    connection: Connection, person: Person, lines: Collection[Finished], minutes: Mapping[str, int]
) -> None:
    """Add what the organisation knows the person has finished; `minutes` are published, by lesson.

    A completion that waits here and is known there need not be sent: it takes the id and the day it has there.
    """
    taken = set(connection.scalars(select(completion.c.id).where(completion.c.id.in_([n.id for n in lines]))))
    rows = connection.execute(select(completion).where(completion.c.person == person.id))
    own = {(row.path, row.lesson, row.edition): row for row in rows}
    for line in lines:
        row = own.get((line.path, line.lesson, line.edition))
        if row is None and line.id not in taken:
            _add(connection, person, line, minutes)
        elif row is not None and (row.batch is None or row.refused) and line.id not in taken - {row.id}:
            connection.execute(
                completion.update()
                .where(completion.c.id == row.id)
                .values(id=line.id, finished_on=line.day.isoformat(), batch=KNOWN, refused="")
            )
        taken.add(line.id)


def _add(connection: Connection, person: Person, line: Finished, minutes: Mapping[str, int]) -> None:
    connection.execute(
        insert(completion).values(
            id=line.id,
            person=person.id,
            service=person.service,
            path=line.path,
            lesson=line.lesson,
            edition=line.edition,
            finished_on=line.day.isoformat(),
            minutes=minutes.get(line.lesson, 0),
            mode="individual",
            batch=KNOWN,
        )
    )


def annul(connection: Connection, person: str, lines: Iterable[Finished]) -> None:
    """HR has annulled these: they are neither sent again nor counted as arrived."""
    for line in lines:
        connection.execute(
            completion.update()
            .where(
                completion.c.person == person,
                completion.c.path == line.path,
                completion.c.lesson == line.lesson,
                completion.c.edition == line.edition,
            )
            .values(batch=KNOWN, refused="annulled")
        )


def send_missing(connection: Connection, person: str, told: Iterable[Finished], since: date) -> None:
    """Everything was told: what the organisation once had, and has no more, waits to be sent again.

    A server brought back from a backup has forgotten what came after it. Older than `since` it would not take.
    """
    acknowledged = select(batch.c.id).where(batch.c.state == "acked")
    known = {(line.path, line.lesson, line.edition) for line in told}
    rows = connection.execute(
        select(completion).where(
            completion.c.person == person,
            completion.c.mode == "individual",
            completion.c.refused == "",
            completion.c.finished_on >= since.isoformat(),
            or_(completion.c.batch == KNOWN, completion.c.batch.in_(acknowledged)),
        )
    ).all()
    lost = [row.id for row in rows if (row.path, row.lesson, row.edition) not in known]
    connection.execute(completion.update().where(completion.c.id.in_(lost)).values(batch=None))
