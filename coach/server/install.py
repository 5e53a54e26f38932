"""Makes the organisation's store in an empty PostgreSQL database, or brings an older one up to date."""

import os
from dataclasses import dataclass

import psycopg
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, NullPool, create_engine, text

from coach.registry import load
from coach.server.statements import execute, functions
from coach.store.migrations import Revision

AHEAD = 36
# Events up to so many days old are taken, and their months want a partition too.
BEHIND = 400


@dataclass(frozen=True)
class Installed:
    """The schema's revision, before (0 for none) and now, and how many months were made ready for events."""

    before: int
    now: int
    months: int


def revisions() -> dict[int, Revision]:
    """The revisions by number."""
    found = load("coach.server.migrations", "REVISION", Revision)
    return {int(name.removeprefix("r")): revision for name, revision in found.items()}


def install(dsn: str, name: str) -> Installed:
    """Make or update everything in one transaction, with an organisation of that name; again changes nothing.

    Whoever `dsn` logs in as must be a superuser, or own the database and be allowed to create roles.
    """
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(dsn), poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('coach org init'))"))
        before = _revision(connection)
        execute(connection, "roles")
        steps = revisions()
        newer = sorted(number for number in steps if number > before)
        if before and newer:
            _hold_the_door(connection)
        operations = Operations(MigrationContext.configure(connection))
        for number in newer:
            steps[number].upgrade(operations)
        functions(connection)
        connection.execute(text("SET LOCAL ROLE coach_owner"))
        _stamp(connection, max(steps))
        return Installed(before, max(steps), _furnish(connection, name))


def _hold_the_door(connection: Connection) -> None:
    """Let every desk end what it is at and wait: in the middle of a push it and we would wait for each other."""
    connection.execute(text("SET LOCAL ROLE coach_owner"))
    connection.execute(text("LOCK TABLE org.device, org.person"))
    connection.execute(text("RESET ROLE"))


def _revision(connection: Connection) -> int:
    if connection.execute(text("SELECT to_regclass('org.alembic_version')")).scalar_one() is None:
        return 0
    return int(connection.execute(text("SELECT version_num FROM org.alembic_version")).scalar_one())


def _stamp(connection: Connection, revision: int) -> None:
    connection.execute(text("CREATE TABLE IF NOT EXISTS org.alembic_version (version_num text PRIMARY KEY)"))
    connection.execute(text("DELETE FROM org.alembic_version"))
    connection.execute(text("INSERT INTO org.alembic_version VALUES (:n)"), {"n": f"{revision:04d}"})


def _furnish(connection: Connection, name: str) -> int:
    """The seal, the organisation and the months; returns how many months were made."""
    seal = text("INSERT INTO org.seal SELECT :secret WHERE NOT EXISTS (SELECT FROM org.seal)")
    connection.execute(seal, {"secret": os.urandom(32)})
    connection.execute(
        text("INSERT INTO org.tenant (name) VALUES (:name) ON CONFLICT DO NOTHING"), {"name": name}
    )
    months = text("SELECT org.add_partitions(current_date - CAST(:days AS integer), :months)")
    return int(connection.execute(months, {"days": BEHIND, "months": BEHIND // 28 + AHEAD}).scalar_one())
