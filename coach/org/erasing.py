"""Erasing a person from the organisation's file: looked at first, proven by an entry, done again after a restore."""

from collections.abc import Callable, Iterable
from datetime import datetime

from coach.domain.people import Person, Role
from coach.org.errors import AtTheServer, UnknownGroup
from coach.org.rights import may
from coach.org.server import server
from coach.store import database, erased, people
from coach.store.database import Connection
from coach.store.erased import Kept


def plan(actor: Person, staff_number: str) -> tuple[Person, Kept]:
    """Whom an erasure means, and what would go.

    Raises:
        UnknownGroup: nobody ever had this staff number.
        AtTheServer: the organisation has one; its administration erases there.
    """
    _allowed(actor)
    with database.organisation() as connection:
        return _found(connection, staff_number), erased.kept(connection, staff_number)


def erase(actor: Person, staff_number: str, now: datetime, note: Callable[[str], None]) -> str:
    """Erase a person; returns the fingerprint that finds the person again in an older copy of the file.

    `note` is given the fingerprint first: what it raises stops the erasure. Raises as `plan` does.
    """
    _allowed(actor)
    with database.organisation() as connection:
        found = _found(connection, staff_number)
        fingerprint = erased.erase(connection, found.id, actor.id, now.astimezone().date())
        note(fingerprint)
    return fingerprint


def erase_again(actor: Person, fingerprints: Iterable[str], now: datetime) -> int:
    """After a restore from an older copy: erase again whom these mean; returns how many were there."""
    _allowed(actor)
    with database.organisation() as connection:
        numbers = erased.meant(connection, fingerprints)
        for number in numbers:
            erased.erase(connection, number, actor.id, now.astimezone().date())
    return len(numbers)


def _allowed(actor: Person) -> None:
    may(actor, Role.HR)
    if server(actor) is not None:
        raise AtTheServer


def _found(connection: Connection, staff_number: str) -> Person:
    for one in people.listed(connection):
        if one.person.id == staff_number and one.person.name:
            return one.person
    raise UnknownGroup(name=staff_number, near="–")
