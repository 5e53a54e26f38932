"""Opens the two SQLite files so that an acknowledged write is kept: WAL, synchronous FULL, foreign keys."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import URL, Engine, MetaData, NullPool, StaticPool, create_engine, event
from sqlalchemy import Connection as Connection  # noqa: PLC0414 - so rooms above can hand it on
from sqlalchemy.exc import DBAPIError

from coach import places
from coach.domain.errors import NewerSchema
from coach.store import schema
from coach.store.disk import as_storage_error, refuse_network
from coach.store.glance import REVISIONS

__all__ = ["Connection", "close", "create", "engine", "organisation", "passing", "records", "revision"]

_METADATA: dict[str, MetaData] = {"records": schema.records, "organisation": schema.organisation}


@contextmanager
def records(person_id: str) -> Iterator[Connection]:
    """One transaction on a person's records; committed to the disk when the block ends without an error.

    Raises:
        StorageError: the file cannot be opened or written; what was committed before is safe.
    """
    with _transaction("records", places.records(person_id)) as connection:
        yield connection


@contextmanager
def organisation() -> Iterator[Connection]:
    """One transaction on the organisation's file, like `records`."""
    with _transaction("organisation", places.organisation()) as connection:
        yield connection


@contextmanager
def passing() -> Iterator[Connection]:
    """An empty file like the organisation's, for one reading; nobody else can open it.

    SQLite lets the system take it away as soon as it is closed, or this program was killed: on Linux it has no name,
    on Windows it goes with its last handle. What fits into memory never reaches the disk.

    Raises:
        StorageError: there is no room for it.
    """
    opened = create_engine("sqlite://", creator=lambda: sqlite3.connect(""), poolclass=StaticPool)
    try:
        with opened.begin() as connection:
            schema.organisation.create_all(connection)
            yield connection
    except (DBAPIError, sqlite3.Error) as error:
        raise as_storage_error(getattr(error, "orig", None) or error, tempfile.gettempdir()) from error
    finally:
        opened.dispose()


@contextmanager
def _transaction(kind: str, file: str) -> Iterator[Connection]:
    try:
        with engine(kind, file).begin() as connection:
            yield connection
    except DBAPIError as error:
        raise as_storage_error(error.orig or error, file) from error
    except (OSError, sqlite3.Error) as error:
        raise as_storage_error(error, file) from error


@lru_cache(maxsize=8)
def engine(kind: str, file: str) -> Engine:
    """The engine of one file, its schema brought up to date first.

    No connection stays open between two transactions: the write-ahead log is folded in each time, so that a
    copy of the file is whole, and Windows lets the file be erased.
    """
    refuse_network(os.path.dirname(file))
    os.makedirs(os.path.dirname(file), exist_ok=True)
    opened = create_engine(URL.create("sqlite", database=file), poolclass=NullPool)
    event.listen(opened, "connect", _prepare)
    _bring_up_to_date(opened, kind, file)
    return opened


def _prepare(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def revision(file: str) -> int:
    """The schema revision of a file, mirrored in `user_version`; 0 for a new or absent file."""
    if not os.path.exists(file):
        return 0
    connection = sqlite3.connect(file)
    try:
        found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    finally:
        connection.close()
    return found


def _bring_up_to_date(opened: Engine, kind: str, file: str) -> None:
    found, wanted = revision(file), REVISIONS[kind]
    if found > wanted:
        raise NewerSchema(file=file)
    if found == 0:
        create(opened, kind)
    elif found < wanted:
        # Alembic takes 0.6 s to import and is needed once in the life of a file.
        from coach.store.migrate import upgrade

        upgrade(kind, file)


def create(opened: Engine, kind: str) -> None:
    """A new file at today's schema, stamped as Alembic would; all or nothing, once if two programs start."""
    with opened.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        _METADATA[kind].create_all(connection)
        connection.exec_driver_sql(
            "CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT PRIMARY KEY)"
        )
        connection.exec_driver_sql("DELETE FROM alembic_version")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (f"{REVISIONS[kind]:04d}",))
        connection.exec_driver_sql(f"PRAGMA user_version={REVISIONS[kind]}")


def close() -> None:
    """Let go of every file, for instance before it is erased."""
    engine.cache_clear()
