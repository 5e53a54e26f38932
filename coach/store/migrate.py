"""Brings an older file to today's schema by Alembic's operations: a copy first, then all of it or nothing."""

import glob
import os
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import URL, Connection, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from coach.domain.errors import DamagedFile
from coach.registry import load
from coach.store.disk import as_storage_error
from coach.store.migrations import Revision

KEPT = 3


def revisions(kind: str) -> dict[int, Revision]:
    """The revisions of `records` or `organisation` by number."""
    found = load(f"coach.store.migrations.{kind}", "REVISION", Revision)
    return {int(name.removeprefix("r")): revision for name, revision in found.items()}


def upgrade(
    kind: str, file: str, steps: Mapping[int, Revision] | None = None, now: datetime | None = None
) -> None:
    """Bring a file to the newest revision; a copy of the file as it was stays beside it.

    Raises:
        StorageError: nothing was changed; DamagedFile when the file fails SQLite's own check.
    """
    wanted = revisions(kind) if steps is None else steps
    try:
        found = _checked(file)
        if 0 < found < max(wanted):
            keep_copy(file, max(wanted), now or datetime.now(UTC))
        if found < max(wanted):
            _run(file, wanted)
    except DBAPIError as error:
        raise as_storage_error(error.orig or error, file) from error
    except (OSError, sqlite3.Error) as error:
        raise as_storage_error(error, file) from error


def _checked(file: str) -> int:
    """The revision of a sound file; 0 for a new one."""
    with closing(sqlite3.connect(file)) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise DamagedFile(file=file)
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def keep_copy(file: str, revision: int, now: datetime) -> str:
    """Copy a file beside itself, its write-ahead log included, and keep the newest copies; returns the name.

    The copy gets its name only when it is whole, so that a power cut leaves none that looks good and is not.
    """
    copy = f"{file}.before-{revision:04d}-{now:%Y%m%dT%H%M%SZ}"
    torn = f"{copy}.part"
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(torn)) as target:
            source.backup(target)
        shutil.copymode(file, torn)
        os.replace(torn, copy)
    finally:
        if os.path.isfile(torn):
            os.remove(torn)
    for old in copies(file)[:-KEPT]:
        os.remove(old)
    return copy


def copies(file: str) -> list[str]:
    """The copies kept beside a file, oldest first."""
    return sorted(glob.glob(f"{glob.escape(file)}.before-????-*Z"))


def _run(file: str, steps: Mapping[int, Revision]) -> None:
    engine = create_engine(URL.create("sqlite", database=file), poolclass=NullPool)
    event.listen(engine, "connect", _manual)
    with engine.connect() as connection:
        # One transaction around every step: a power cut or an error half-way leaves the file as it was.
        # Taken at once, so that the window and a command that start together do not both upgrade.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        operations = Operations(MigrationContext.configure(connection))
        for number in sorted(number for number in steps if number > found):
            steps[number].upgrade(operations)
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise DamagedFile(file=file)
        _stamp(connection, max(steps))
        connection.commit()


def _manual(connection: Any, _record: object) -> None:
    """Python's sqlite3 opens no transaction before CREATE or ALTER; left to us, ours holds for them too."""
    connection.isolation_level = None


def _stamp(connection: Connection, revision: int) -> None:
    connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS alembic_version (version_num TEXT PRIMARY KEY)")
    connection.exec_driver_sql("DELETE FROM alembic_version")
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (f"{revision:04d}",))
    connection.exec_driver_sql(f"PRAGMA user_version={revision}")
