"""The administration's way into the database: one transaction as the owner of the tables, for one organisation."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg.conninfo import conninfo_to_dict

from coach.server.errors import NoStore, ServerError
from coach.words import _


@dataclass(frozen=True)
class Town:
    """An organisation and the transaction in which it is put in order."""

    connection: psycopg.Connection
    tenant: int
    name: str


@contextmanager
def administration(dsn: str, organisation: str = "") -> Iterator[Town]:
    """A transaction on the organisation of that name, or the only one; it is kept unless something is raised.

    Raises:
        ServerError: the database cannot be reached, or refused something.
        NoStore: there is no such organisation.
    """
    with reached(dsn) as connection:
        if _one(connection, "SELECT to_regclass('org.tenant')") is None:
            raise NoStore(name=organisation)
        connection.execute("SET LOCAL ROLE coach_owner")
        rows = connection.execute(
            "SELECT tenant_id, name FROM org.tenant WHERE name = %s OR %s = ''", (organisation, organisation)
        ).fetchall()
        if len(rows) != 1:
            raise NoStore(name=organisation)
        yield Town(connection, *rows[0])


@contextmanager
def reached(dsn: str) -> Iterator[psycopg.Connection]:
    """A transaction as whoever the DSN names. No error repeats the DSN: it may hold a password.

    Raises:
        ServerError: the database cannot be reached, or refused something.
    """
    try:
        conninfo_to_dict(dsn)
    except psycopg.ProgrammingError:
        raise ServerError(reason=_("its address is not written as PostgreSQL wants it.")) from None
    try:
        with psycopg.connect(dsn, application_name="coach org") as connection:
            yield connection
    except psycopg.Error as error:
        raise ServerError(reason=str(error).strip()) from error


def _one(connection: psycopg.Connection, query: str) -> object:
    row = connection.execute(query).fetchone()
    return row[0] if row else None
