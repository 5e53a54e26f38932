"""The device that a person's desk is to the organisation: where it is enrolled, and when it last spoke there."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from coach.store import outbox
from coach.store.schema import device, pull


@dataclass(frozen=True)
class Device:
    """A person's desk at one server or folder.

    Attributes:
        url: of the server, or the shared folder.
        chain: the chain of batches that goes on now, from 1.
        client: version of the program that enrolled.
        last_sync: the last exchange that came to its end, UTC.
        not_before: the server asked for patience until then, UTC.
        trainer_key: of a folder's trainer as first met, base64; empty for a server or before.
        public_key: of this device, base64; empty where an older program enrolled and has not synchronised since.
    """

    id: str
    url: str
    person: str
    chain: int
    enrolled_on: date
    client: str
    last_sync: datetime | None = None
    not_before: datetime | None = None
    trainer_key: str = ""
    public_key: str = ""


@dataclass(frozen=True)
class Told:
    """What was told last: the cursor as JSON, the day everything was told, the hash of the lessons there."""

    cursor: str | None = None
    full_on: date | None = None
    content: str = ""


def find(connection: Connection, person: str, url: str) -> Device | None:
    """The person's device at this place."""
    row = connection.execute(select(device).where(device.c.person == person, device.c.url == url)).first()
    if row is None:
        return None
    return Device(
        id=row.id,
        url=row.url,
        person=row.person,
        chain=row.chain,
        enrolled_on=date.fromisoformat(row.enrolled_on),
        client=row.client,
        last_sync=_moment(row.last_sync),
        not_before=_moment(row.not_before),
        trainer_key=row.trainer_key,
        public_key=row.public_key,
    )


def enrol(connection: Connection, new: Device) -> None:
    """The person's device at this place from now on; what another one left unacknowledged waits again."""
    same = (device.c.id == new.id) | ((device.c.person == new.person) & (device.c.url == new.url))
    for before in connection.scalars(select(device.c.id).where(same)).all():
        outbox.let_go(connection, before)
        connection.execute(pull.delete().where(pull.c.device == before))
        connection.execute(device.delete().where(device.c.id == before))
    connection.execute(
        device.insert().values(
            id=new.id,
            url=new.url,
            person=new.person,
            chain=new.chain,
            enrolled_on=new.enrolled_on.isoformat(),
            client=new.client,
            trainer_key=new.trainer_key,
            public_key=new.public_key,
        )
    )
    connection.execute(pull.insert().values(device=new.id, content=""))


def spoke(connection: Connection, device_id: str, now: datetime) -> None:
    """An exchange has come to its end."""
    _set(connection, device_id, last_sync=now.isoformat(), not_before=None)


def wait_until(connection: Connection, device_id: str, moment: datetime) -> None:
    """The server asks for patience."""
    _set(connection, device_id, not_before=moment.isoformat())


def keep_key(connection: Connection, device_id: str, public_key: str) -> None:
    """Keep the public key of a device that was enrolled before it was kept."""
    _set(connection, device_id, public_key=public_key)


def trust(connection: Connection, device_id: str, trainer_key: str) -> None:
    """Keep the key of the folder's trainer, as first met."""
    _set(connection, device_id, trainer_key=trainer_key)


def _set(connection: Connection, device_id: str, **values: str | None) -> None:
    connection.execute(device.update().where(device.c.id == device_id).values(**values))


def told(connection: Connection, device_id: str) -> Told:
    """What was told last."""
    row = connection.execute(select(pull).where(pull.c.device == device_id)).first()
    if row is None:
        return Told()
    return Told(row.cursor, date.fromisoformat(row.full_on) if row.full_on else None, row.content)


def keep_told(connection: Connection, device_id: str, new: Told) -> None:
    """Keep what was told."""
    values = {
        "cursor": new.cursor,
        "full_on": new.full_on.isoformat() if new.full_on else None,
        "content": new.content,
    }
    connection.execute(
        insert(pull)
        .values(device=device_id, **values)
        .on_conflict_do_update(index_elements=["device"], set_=values)
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
