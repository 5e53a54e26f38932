"""A desk becomes a device of one person, by a one-time code or by who the server's front says is there."""

from dataclasses import replace
from datetime import datetime

from coach.domain import one_time_code
from coach.domain.errors import EnrolmentError
from coach.server_client import credentials, keys
from coach.server_client.client import not_accepted
from coach.server_client.credentials import Credentials
from coach.store import database, devices, people
from coach.sync.desk import Desk
from coach.sync.exchange import new_device
from coach.sync.gateway import Gateway


def enrol(desk: Desk, code: str, now: datetime) -> tuple[Desk, Credentials]:
    """Enrol at the server; returns the desk of the person the code was for, and what proves it.

    Raises:
        EnrolmentError: the code is not accepted.
        SyncError: there is no keyring; the code is not used up then.
        LaterError: the server cannot be reached.
    """
    shown = one_time_code.read(code)
    if shown is None:
        raise EnrolmentError(place=desk.url, reason=not_accepted())
    credentials.probe(desk.url)
    key = keys.new_key()
    told = Gateway(desk.url, desk.client).enrol(shown, keys.public(key), kerberos=desk.kerberos)
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
