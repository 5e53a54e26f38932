"""Roles given and taken back by the administration, for the whole organisation or a service and those below it."""

from dataclasses import dataclass

from coach.server.administration import Town
from coach.server.errors import UnknownPerson, UnknownService

ROLES = ("trainer", "hr", "admin")
GRANTED = "grant"


@dataclass(frozen=True)
class Grant:
    """A role that somebody holds; an empty service is the whole organisation."""

    staff_number: str
    name: str
    role: str
    service: str


def grant(town: Town, number: str, role: str, service: str = "") -> bool:
    """Give a role; returns whether that is new.

    Raises:
        UnknownPerson, UnknownService: there is none.
    """
    who, where = person(town, number), _service(town, service)
    made = town.connection.execute(
        "INSERT INTO org.role_grant (tenant_id, person_id, role, service_id, granted_by)"
        " SELECT %(tenant)s, %(who)s, %(role)s, %(where)s, %(by)s WHERE NOT EXISTS ("
        "   SELECT FROM org.role_grant WHERE person_id = %(who)s AND role = %(role)s AND revoked_at IS NULL"
        "   AND service_id IS NOT DISTINCT FROM %(where)s::bigint)",
        {"tenant": town.tenant, "who": who, "role": role, "where": where, "by": GRANTED},
    )
    _tell_desks(town, who)
    return made.rowcount > 0


def revoke(town: Town, number: str, role: str, service: str = "") -> bool:
    """Take a role back, also one that a file gave; returns whether the person held it.

    Raises:
        UnknownPerson, UnknownService: there is none.
    """
    who, where = person(town, number), _service(town, service)
    done = town.connection.execute(
        "UPDATE org.role_grant SET revoked_at = now() WHERE person_id = %s AND role = %s"
        " AND revoked_at IS NULL AND service_id IS NOT DISTINCT FROM %s::bigint",
        (who, role, where),
    )
    _tell_desks(town, who)
    return done.rowcount > 0


def grants(town: Town) -> list[Grant]:
    """Every role that is held now, by people on the list."""
    rows = town.connection.execute(
        "SELECT p.staff_number, p.name, g.role, coalesce(s.name, '') FROM org.role_grant g"
        " JOIN org.person p USING (person_id) LEFT JOIN org.service s ON s.service_id = g.service_id"
        " WHERE g.tenant_id = %s AND g.revoked_at IS NULL AND p.left_on IS NULL"
        " ORDER BY p.name, p.staff_number, g.role",
        (town.tenant,),
    )
    return [Grant(*row) for row in rows]


def person(town: Town, number: str) -> object:
    """The identity of a staff number; raises `UnknownPerson`."""
    row = town.connection.execute(
        "SELECT person_id FROM org.person WHERE tenant_id = %s AND staff_number = %s", (town.tenant, number)
    ).fetchone()
    if row is None:
        raise UnknownPerson(number=number)
    return row[0]


def _service(town: Town, name: str) -> int | None:
    rows = town.connection.execute(
        "SELECT name, service_id FROM org.service WHERE tenant_id = %s ORDER BY name", (town.tenant,)
    )
    known: dict[str, int] = dict(rows.fetchall())
    if name and name not in known:
        raise UnknownService(name=name, near=", ".join(f"“{one}”" for one in list(known)[:5]))
    return known.get(name)


def _tell_desks(town: Town, who: object) -> None:
    """The person's desks are told everything anew: what they may see is no longer the same."""
    town.connection.execute("UPDATE org.person SET name = name WHERE person_id = %s", (who,))
