"""A person erased from the organisation's file: what tells of nobody else goes, the rest is nobody's any more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from secrets import token_hex
from uuid import uuid4

from sqlalchemy import Column, ColumnElement, Connection, Table, func, select

from coach.store import schema

_GONE: tuple[tuple[Table, Column[str]], ...] = (
    # A completion takes its corrections along.
    (schema.completion, schema.completion.c.person),
    (schema.cohort_member, schema.cohort_member.c.person),
    (schema.session_member, schema.session_member.c.person),
)
# What the person did to others stays, under the nameless id.
_RENAMED: tuple[tuple[Table, str], ...] = (
    (schema.assignment, "assigned_by"),
    (schema.correction, "by"),
    (schema.session, "attested_by"),
    (schema.export_log, "person"),
    (schema.box, "person"),
    (schema.erased, "by"),
)


@dataclass(frozen=True)
class Kept:
    """What the file has of a person, counted; `boxes` are the names of folders in the shared one."""

    completions: int
    proposals: int
    sessions: int
    boxes: tuple[str, ...]


def kept(connection: Connection, person: str) -> Kept:
    """What would go."""

    def count(table: Table, *chosen: ColumnElement[bool]) -> int:
        return connection.execute(select(func.count()).select_from(table).where(*chosen)).scalar_one()

    return Kept(
        count(schema.completion, schema.completion.c.person == person),
        count(schema.assignment, *_proposed(person)),
        count(schema.session_member, schema.session_member.c.person == person),
        tuple(connection.scalars(select(schema.box.c.device).where(schema.box.c.person == person))),
    )


def erase(connection: Connection, person: str, by: str, today: date) -> str:
    """Erase a person who is or was on the list; returns the fingerprint of the staff number."""
    nameless, fingerprint = str(uuid4()), _fingerprint(token_hex(8), person)
    devices = [
        *connection.scalars(select(schema.box.c.device).where(schema.box.c.person == person)),
        *connection.scalars(select(schema.device.c.id).where(schema.device.c.person == person)),
    ]
    for table, column in _GONE:
        connection.execute(table.delete().where(column == person))
    connection.execute(schema.assignment.delete().where(*_proposed(person)))
    # Hash and signature stay: the chain still proves its order.
    connection.execute(schema.batch.update().where(schema.batch.c.device.in_(devices)).values(body=""))
    connection.execute(schema.pull.delete().where(schema.pull.c.device.in_(devices)))
    connection.execute(schema.device.delete().where(schema.device.c.person == person))
    connection.execute(
        schema.erased.insert().values(
            fingerprint=fingerprint, person=nameless, erased_on=today.isoformat(), by=by
        )
    )
    for table, name in _RENAMED:
        connection.execute(table.update().where(table.c[name] == person).values({name: nameless}))
    connection.execute(
        schema.person.update()
        .where(schema.person.c.id == person)
        .values(
            id=nameless, name="", login="", roles="", audiences="",
            left_on=func.coalesce(schema.person.c.left_on, today.isoformat()),
        )
    )  # fmt: skip
    return fingerprint


def meant(connection: Connection, fingerprints: Iterable[str]) -> list[str]:
    """The staff numbers of the file that some of these fingerprints were made of."""
    numbers = list(connection.scalars(select(schema.person.c.id)))
    salts = {(salt, one) for one in fingerprints for salt in (one.partition(":")[0],)}
    return [number for number in numbers if any(_fingerprint(salt, number) == one for salt, one in salts)]


def _proposed(person: str) -> tuple[ColumnElement[bool], ...]:
    return (schema.assignment.c.target == "person", schema.assignment.c.target_id == person)


def _fingerprint(salt: str, number: str) -> str:
    """Not the number itself; salted, so that two files do not show that they mean the same person."""
    return f"{salt}:{sha256(f'{salt}:{number}'.encode()).hexdigest()}"
