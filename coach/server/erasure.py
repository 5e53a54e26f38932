"""Erases a person: names, events and progress go; hashes and signatures stay, so that chains still prove order."""

from collections.abc import Iterable
from datetime import date

from coach.server.administration import Town
from coach.server.grants import person

# What tells of nobody but the person.
_DELETED = (
    "DELETE FROM org.event WHERE person_id = %(who)s",
    "DELETE FROM org.progress WHERE person_id = %(who)s",
    "DELETE FROM org.code WHERE person_id = %(who)s",
    "DELETE FROM org.cohort_member WHERE person_id = %(who)s",
    "DELETE FROM org.session_member WHERE person_id = %(who)s",
    "DELETE FROM org.assignment WHERE person_id = %(who)s",
    "DELETE FROM org.posting WHERE person_id = %(who)s",
    "UPDATE org.role_grant SET revoked_at = now() WHERE person_id = %(who)s AND revoked_at IS NULL",
    (
        "UPDATE org.device SET revoked_on = %(today)s, token_sha256 = sha256(device_id::text::bytea)"
        " WHERE person_id = %(who)s"
    ),
    (
        "UPDATE org.batch SET body = NULL WHERE device_id IN"
        " (SELECT device_id FROM org.device WHERE person_id = %(who)s)"
    ),
    (
        "UPDATE org.person SET name = '', login = '', staff_number = person_id::text, audiences = '{}',"
        " left_on = coalesce(left_on, %(today)s), seen_on = NULL WHERE person_id = %(who)s"
    ),
    (
        "INSERT INTO org.erased (person_id, tenant_id, erased_on) VALUES (%(who)s, %(tenant)s, %(today)s)"
        " ON CONFLICT DO NOTHING"
    ),
)


def erase(town: Town, number: str, today: date) -> str:
    """Erase the person of a staff number; returns the identity to keep for restores.

    Raises:
        UnknownPerson: there is none.
    """
    who = str(person(town, number))
    _erase(town, who, today)
    return who


def erase_again(town: Town, identities: Iterable[str], today: date) -> int:
    """After a restore from an older backup: erase again whom these identities name; returns how many were there."""
    known = town.connection.execute(
        "SELECT person_id::text FROM org.person WHERE tenant_id = %s AND person_id::text = ANY (%s)",
        (town.tenant, [one.strip() for one in identities]),
    ).fetchall()
    for (who,) in known:
        _erase(town, who, today)
    return len(known)


def _erase(town: Town, who: str, today: date) -> None:
    for statement in _DELETED:
        town.connection.execute(statement, {"who": who, "today": today, "tenant": town.tenant})
