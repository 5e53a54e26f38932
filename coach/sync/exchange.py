"""One synchronisation with a server: batches out, what changed in, until nothing waits any more."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from coach.domain.people import Person
from coach.server_client.client import LaterError
from coach.server_client.credentials import Credentials
from coach.store import database, devices, people, pulled
from coach.store import outbox as stored
from coach.store.database import Connection
from coach.store.devices import Device, Told
from coach.sync import outbox
from coach.sync.answers import Pulled
from coach.sync.desk import Desk, Door, Outcome, Reply

ROUNDS = 12
AT_ONCE = 5
"""Batches in one request."""
EVERYTHING_AFTER = timedelta(days=30)
"""Everything is compared that often, so that a loss that nothing told of is made up for."""
OLDEST = timedelta(days=400)


def exchange(desk: Desk, own: Credentials, door: Door, now: datetime) -> Outcome:
    """Send all that waits and take in what changed.

    Raises:
        LaterError: it did not come to its end; what was acknowledged before stands.
        SyncError: a person has to do something first.
        StorageError: the organisation's file cannot be written.
    """
    done = Outcome()
    today = now.astimezone().date()
    for _ in range(ROUNDS):
        with database.organisation() as connection:
            device, told = ready(connection, desk, own, now)
            everything = _everything(told, today)
            if not everything:
                # All that is known is asked for first: what the organisation has already need not be sent.
                outbox.pack(connection, device, own, today)
            batches = stored.waiting(connection, device.id, device.chain, AT_ONCE)
        reply = door.sync(batches, None if everything else told.cursor)
        with database.organisation() as connection:
            taken, refused = outbox.heed(connection, device, batches, reply.answer.verdicts)
            full = everything or reply.answer.pulled.full
            _take_in(connection, desk, device, replace(reply.answer.pulled, full=full), today)
            done = _sum(done, taken, refused, reply)
            if not _left(connection, device, reply, today):
                devices.spoke(connection, device.id, now)
                return done
    raise LaterError("the server does not come to an end")


def ready(connection: Connection, desk: Desk, own: Credentials, now: datetime) -> tuple[Device, Told]:
    """The device of this desk. The keyring may know of one that a restored file has forgotten."""
    device = devices.find(connection, desk.person.id, desk.url)
    if device is None or device.id != own.device:
        devices.enrol(connection, new_device(desk, own, now))
        device = devices.find(connection, desk.person.id, desk.url)
        assert device
    if not device.public_key:
        devices.keep_key(connection, device.id, own.public_key)
    return device, devices.told(connection, device.id)


def new_device(desk: Desk, own: Credentials, now: datetime) -> Device:
    """A device that begins its first chain."""
    return Device(
        id=own.device,
        url=desk.url,
        person=desk.person.id,
        chain=1,
        enrolled_on=now.astimezone().date(),
        client=desk.client,
        public_key=own.public_key,
    )


def _everything(told: Told, today: date) -> bool:
    if told.cursor is None or told.full_on is None:
        return True
    # Ahead of today, a wrong clock has noted it.
    return not timedelta() <= today - told.full_on < EVERYTHING_AFTER


def _take_in(connection: Connection, desk: Desk, device: Device, new: Pulled, today: date) -> None:
    told = devices.told(connection, device.id)
    person = take_person(connection, desk, new)
    merge(connection, device, person, desk, new, today)
    if new.content and new.content != told.content:
        stored.offer_again(connection, person.id, "unknown")
    # A gap or a fork of this very round has asked for everything: that wish stands.
    asked = told.cursor is None and not new.full
    devices.keep_told(
        connection,
        device.id,
        Told(
            None if asked else new.cursor,
            today if new.full else told.full_on,
            new.content or told.content,
        ),
    )


def take_person(connection: Connection, desk: Desk, new: Pulled) -> Person:
    """The person's own row as the organisation has it now; a row about somebody else is not taken."""
    if new.me is None or new.me.id != desk.person.id:
        return desk.person
    person = replace(new.me, login=desk.person.login)
    people.put(connection, [person])
    return person


def merge(
    connection: Connection, device: Device, person: Person, desk: Desk, new: Pulled, today: date
) -> None:
    """Paths and completions as they were told, however often."""
    pulled.propose(connection, device.id, person.id, new.proposed, today)
    for line in new.proposed:
        stored.offer_again(connection, person.id, "not-assigned", line.path)
    pulled.finish(connection, person, new.completions, desk.minutes)
    pulled.annul(connection, person.id, new.annulled)
    if new.full:
        pulled.keep_only(connection, person.id, [line.id for line in new.proposed], today)
        pulled.send_missing(connection, person.id, new.completions, today - OLDEST)


def _left(connection: Connection, device: Device, reply: Reply, today: date) -> bool:
    if reply.day is not None:
        outbox.redate(connection, device.person, reply.day)
    again = devices.find(connection, device.person, device.url)
    assert again
    ready = stored.unsent(connection, device.person)
    return bool(
        devices.told(connection, device.id).cursor is None
        or stored.waiting(connection, device.id, again.chain, 1)
        or any(not outbox.fault(one, today) for one in ready)
    )


def _sum(done: Outcome, taken: int, refused: int, reply: Reply) -> Outcome:
    told = sum(not line.removed for line in reply.answer.pulled.proposed)
    return Outcome(done.sent + taken, done.proposed + told, done.refused + refused)
