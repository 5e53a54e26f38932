"""Sessions held in a room: which path, on which day, who was there, who attests it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from coach.store.identifiers import uuid7_of
from coach.store.schema import completion, person, session, session_member


@dataclass(frozen=True)
class Held:
    """A session. `by` is the trainer's name, or staff number when the list has no name; `people` counts heads."""

    id: str
    path: str
    held_on: date
    by: str
    people: int


def add(connection: Connection, path: str, held_on: date, people: Sequence[str], by: str) -> str:
    """Keep a session with the staff numbers of those who were there; returns its id."""
    name = uuid7_of(held_on)
    connection.execute(
        session.insert().values(id=name, path=path, held_on=held_on.isoformat(), attested_by=by)
    )
    connection.execute(session_member.insert(), [{"session": name, "person": one} for one in people])
    return name


def forget(connection: Connection, name: str) -> None:
    """Undo a session as if it had not been written, with the completions that came from it."""
    connection.execute(completion.delete().where(completion.c.session == name))
    connection.execute(session_member.delete().where(session_member.c.session == name))
    connection.execute(session.delete().where(session.c.id == name))


def held(connection: Connection) -> list[Held]:
    """Every session, the latest first."""
    heads = (
        select(func.count())
        .select_from(session_member)
        .where(session_member.c.session == session.c.id)
        .correlate(session)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            session, func.coalesce(person.c.name, session.c.attested_by).label("by"), heads.label("people")
        )
        .outerjoin(person, person.c.id == session.c.attested_by)
        .order_by(session.c.held_on.desc(), session.c.id.desc())
    )
    return [Held(row.id, row.path, date.fromisoformat(row.held_on), row.by, row.people) for row in rows]
