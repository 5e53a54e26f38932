"""The desks that are enrolled: whose, since when, when last heard; and one of them revoked."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import date

from coach.server.administration import Town
from coach.server.errors import UnknownDevice
from coach.server.grants import person
from coach.server_client import keys


@dataclass(frozen=True)
class Enrolled:
    """A desk as the organisation knows it.

    Attributes:
        fingerprint: of its key, as the desk itself shows it on the page Privacy.
        version: of its program at its last synchronisation; before the first, of the one that enrolled it.
        seen_on: day of its last synchronisation.
    """

    id: str
    fingerprint: str
    staff_number: str
    name: str
    service: str
    enrolled_on: date
    seen_on: date | None
    version: str
    revoked_on: date | None


def enrolled(town: Town, number: str = "") -> list[Enrolled]:
    """Every desk, or those of one person, the one heard last at the end.

    Raises:
        UnknownPerson: nobody has this staff number.
    """
    who = person(town, number) if number else None
    rows = town.connection.execute(
        "SELECT d.device_id::text, d.public_key, p.staff_number, p.name, s.name, d.enrolled_on, d.seen_on,"
        "  d.app_version, d.revoked_on"
        " FROM org.device d JOIN org.person p USING (person_id) JOIN org.service s USING (service_id)"
        " WHERE d.tenant_id = %(tenant)s"
        " AND NOT EXISTS (SELECT FROM org.erased e WHERE e.person_id = p.person_id)"
        " AND (d.person_id = %(who)s OR %(who)s::uuid IS NULL)"
        " ORDER BY p.name, p.staff_number, coalesce(d.seen_on, d.enrolled_on), d.device_id",
        {"tenant": town.tenant, "who": who},
    )
    return [Enrolled(row[0], keys.fingerprint(b64encode(row[1]).decode()), *row[2:]) for row in rows]


def find(town: Town, named: str) -> Enrolled:
    """The desk of a fingerprint, with or without its dashes; raises UnknownDevice."""
    wanted = named.replace("-", "").replace(" ", "").upper()
    for one in enrolled(town):
        if one.fingerprint.replace("-", "") == wanted:
            return one
    raise UnknownDevice(fingerprint=named)


def revoke(town: Town, one: Enrolled, today: date) -> None:
    """The desk may no longer come in. It keeps what it has, and takes a new code."""
    town.connection.execute(
        "UPDATE org.device SET revoked_on = %s WHERE device_id = %s AND revoked_on IS NULL", (today, one.id)
    )
