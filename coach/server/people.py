"""The organisation's people in the store: who is listed, brought up to date from a file."""

from collections.abc import Iterable, Sequence
from datetime import date

from coach.domain.people import Person, Role
from coach.server.administration import Town
from coach.store.people import Listed

# Roles that a file gives; those of `coach org grant` are not a file's to take back.
IMPORTED = "import"


def listed(town: Town) -> list[Listed]:
    """Everybody who is or was on the list, with the roles that the file gave."""
    rows = town.connection.execute(
        "SELECT p.staff_number, p.name, s.name, p.audiences, p.login, p.left_on,"
        "  ARRAY(SELECT g.role FROM org.role_grant g WHERE g.person_id = p.person_id"
        "        AND g.granted_by = %s AND g.revoked_at IS NULL)"
        " FROM org.person p JOIN org.service s USING (service_id)"
        " WHERE p.tenant_id = %s AND NOT EXISTS (SELECT FROM org.erased e WHERE e.person_id = p.person_id)"
        " ORDER BY p.staff_number",
        (IMPORTED, town.tenant),
    )
    return [
        Listed(
            Person(
                id=number,
                name=name,
                service=service,
                roles=frozenset(map(Role, roles)) | {Role.LEARNER},
                audiences=frozenset(audiences),
                login=login,
            ),
            left_on,
        )
        for number, name, service, audiences, login, left_on, roles in rows
    ]


def put(town: Town, people: Sequence[Person], today: date) -> None:
    """Add people or change them; they are on the list again. A new service counts from today on."""
    services = _services(town, {one.service for one in people})
    with town.connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO org.person (tenant_id, staff_number, login, name, service_id, audiences)"
            " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (tenant_id, staff_number) DO UPDATE"
            " SET login = excluded.login, name = excluded.name, service_id = excluded.service_id,"
            "     audiences = excluded.audiences, left_on = NULL",
            [
                (town.tenant, one.id, one.login, one.name, services[one.service], sorted(one.audiences))
                for one in people
            ],
        )
    numbers = [one.id for one in people]
    town.connection.execute(
        "INSERT INTO org.posting (tenant_id, person_id, since, service_id)"
        " SELECT p.tenant_id, p.person_id, %(today)s, p.service_id FROM org.person p"
        " WHERE p.tenant_id = %(tenant)s AND p.staff_number = ANY (%(numbers)s) AND p.service_id IS DISTINCT FROM"
        "   (SELECT service_id FROM org.posting b WHERE b.person_id = p.person_id ORDER BY since DESC LIMIT 1)"
        " ON CONFLICT (person_id, since) DO UPDATE SET service_id = excluded.service_id",
        {"today": today, "tenant": town.tenant, "numbers": numbers},
    )
    _roles(town, people)


def leave(town: Town, people: Iterable[Person], today: date) -> None:
    """These are no longer on the list; what they finished stays, their desks may no longer come in."""
    town.connection.execute(
        "UPDATE org.person SET left_on = %s WHERE tenant_id = %s AND staff_number = ANY (%s)",
        (today, town.tenant, [one.id for one in people]),
    )


def _services(town: Town, names: set[str]) -> dict[str, int]:
    """The number of each service; those that are new are made."""
    town.connection.execute(
        "INSERT INTO org.service (tenant_id, name) SELECT %s, unnest(%s::text[]) ON CONFLICT DO NOTHING",
        (town.tenant, sorted(names)),
    )
    town.connection.execute(
        "INSERT INTO org.service_scope SELECT tenant_id, service_id, service_id FROM org.service"
        " WHERE tenant_id = %s ON CONFLICT DO NOTHING",
        (town.tenant,),
    )
    rows = town.connection.execute(
        "SELECT name, service_id FROM org.service WHERE tenant_id = %s", (town.tenant,)
    )
    return dict(rows.fetchall())


def _roles(town: Town, people: Iterable[Person]) -> None:
    """Grant what the file says, and take back what an earlier file said and this one does not."""
    wanted = [(one.id, role.value) for one in people for role in one.roles - {Role.LEARNER}]
    facts = {
        "tenant": town.tenant,
        "by": IMPORTED,
        "everybody": [one.id for one in people],
        "numbers": [number for number, _role in wanted],
        "roles": [role for _number, role in wanted],
    }
    town.connection.execute(
        "UPDATE org.role_grant g SET revoked_at = now() FROM org.person p"
        " WHERE p.person_id = g.person_id AND p.tenant_id = %(tenant)s AND g.granted_by = %(by)s"
        "   AND g.revoked_at IS NULL AND p.staff_number = ANY (%(everybody)s) AND NOT EXISTS ("
        "     SELECT FROM unnest(%(numbers)s::text[], %(roles)s::text[]) w (number, role)"
        "     WHERE w.number = p.staff_number AND w.role = g.role)",
        facts,
    )
    town.connection.execute(
        "INSERT INTO org.role_grant (tenant_id, person_id, role, granted_by)"
        " SELECT p.tenant_id, p.person_id, w.role, %(by)s"
        " FROM unnest(%(numbers)s::text[], %(roles)s::text[]) w (number, role)"
        " JOIN org.person p ON p.tenant_id = %(tenant)s AND p.staff_number = w.number"
        " WHERE NOT EXISTS (SELECT FROM org.role_grant g WHERE g.person_id = p.person_id AND g.role = w.role"
        "   AND g.granted_by = %(by)s AND g.revoked_at IS NULL)",
        facts,
    )
