"""A desk becomes a device of one person, by a one-time code or by who the server's front says is there."""

from dataclasses import replace
from datetime import datetime

from coach.server_client import credentials, keys
from coach.server_client.credentials import Credentials
from coach.store import database, devices, people
from coach.sync.desk import Desk
from coach.sync.exchange import new_device
from coach.sync.gateway import Gateway


def enrol(desk: Desk, code: str, now: datetime) -> tuple[Desk, Credentials]:
    """Enrol at the server; returns the desk of the person the code was for, and what proves it.

    Raises:
        SyncError: the code is not accepted, or there is no keyring; a code is not used up then.
        LaterError: the server cannot be reached.
    """
    credentials.probe(desk.url)
    key = keys.new_key()
    told = Gateway(desk.url, desk.client).enrol(code.strip().upper(), keys.public(key))
    own = Credentials(desk.url, told.device, key, told.token)
    person = replace(told.person, login=desk.person.login)
    credentials.keep(person.id, own)
    found = replace(desk, person=person)
    settle(found, own, now)
    return found, own


def settle(desk: Desk, own: Credentials, now: datetime) -> None:
    """Note in the organisation's file whose desk this is."""
    with database.organisation() as connection:
        people.put(connection, [desk.person])
        people.own_login(connection, desk.person)
        devices.enrol(connection, new_device(desk, own, now))
