"""One-time codes by which a person's desk becomes the person's: twelve letters, told once, kept as a hash."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from coach.domain.one_time_code import ALPHABET, LENGTH, written
from coach.server.administration import Town

VALID = timedelta(days=14)


@dataclass(frozen=True)
class Code:
    """A code for somebody; this is the only time that it can be read."""

    staff_number: str
    name: str
    service: str
    code: str


def make_codes(town: Town, now: datetime, numbers: Sequence[str] = (), service: str = "") -> list[Code]:
    """A new code for each of these people, of a service, or everybody; older codes of theirs end."""
    people = town.connection.execute(
        "SELECT p.person_id, p.staff_number, p.name, s.name FROM org.person p JOIN org.service s USING (service_id)"
        " WHERE p.tenant_id = %(tenant)s AND p.left_on IS NULL"
        "   AND (p.staff_number = ANY (%(numbers)s) OR s.name = %(service)s"
        "        OR %(numbers)s::text[] = '{}' AND %(service)s = '')"
        " ORDER BY s.name, p.name, p.staff_number",
        {"tenant": town.tenant, "numbers": list(numbers), "service": service},
    ).fetchall()
    town.connection.execute(
        "DELETE FROM org.code WHERE used_at IS NULL AND person_id = ANY (%s)", ([row[0] for row in people],)
    )
    made = [(row, _letters()) for row in people]
    with town.connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO org.code (sha256, tenant_id, person_id, expires_at) VALUES (%s, %s, %s, %s)",
            [(sha256(code.encode()).digest(), town.tenant, row[0], now + VALID) for row, code in made],
        )
    return [Code(number, name, where, written(code)) for (_id, number, name, where), code in made]


def _letters() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
