"""An older file is copied, then brought up to date as a whole or left as it was."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Text, create_engine

from coach.domain.errors import DamagedFile, StorageError
from coach.store import database, glance, migrate, schema
from coach.store.migrations import Revision

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FIRST = {1: migrate.revisions("organisation")[1]}
KINDS = {"records": schema.records, "organisation": schema.organisation}


def shape(file: Path) -> set[tuple[str, str, str]]:
    """Every table and index as SQLite keeps them, white space aside."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    return {(kind, name, " ".join(sql.split())) for kind, name, sql in rows}


def columns(file: Path, table: str) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def version(file: Path) -> tuple[int, str]:
    with closing(sqlite3.connect(file)) as connection:
        number = connection.execute("PRAGMA user_version").fetchone()[0]
        return number, connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A cohort in a file of revision 1, its last write still in the write-ahead log."""
    file = tmp_path / "organisation.db"
    migrate.upgrade("organisation", str(file), FIRST)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("INSERT INTO cohort VALUES ('c1', 'Pilotes')")
        connection.commit()
    return file


def with_step(step: Callable[[Operations], None]) -> dict[int, Revision]:
    return {**FIRST, 2: Revision(step)}


def add_colour(op: Operations) -> None:
    op.add_column("cohort", Column("colour", Text))


@pytest.mark.parametrize("kind", KINDS)
def test_the_revisions_end_at_the_schema_of_the_program(kind: str, tmp_path: Path) -> None:
    made, upgraded = tmp_path / "made.db", tmp_path / "upgraded.db"
    database.create(create_engine(f"sqlite:///{made}"), kind)
    migrate.upgrade(kind, str(upgraded))

    assert max(migrate.revisions(kind)) == glance.REVISIONS[kind]
    assert shape(upgraded) == shape(made)
    assert version(upgraded) == version(made)
    with create_engine(f"sqlite:///{upgraded}").connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, KINDS[kind]) == []


def test_a_copy_of_the_older_file_is_kept_with_what_was_in_the_log(older: Path) -> None:
    migrate.upgrade("organisation", str(older), with_step(add_colour), NOW)

    assert "colour" in columns(older, "cohort")
    assert version(older) == (2, "0002")
    [copy] = migrate.copies(str(older))
    assert copy == f"{older}.before-0002-20261123T100000Z"
    assert "colour" not in columns(Path(copy), "cohort")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT name FROM cohort").fetchall() == [("Pilotes",)]


def test_a_step_that_fails_half_way_leaves_the_original(older: Path) -> None:
    before = shape(older)

    def broken(op: Operations) -> None:
        add_colour(op)
        op.drop_table("export_log")
        op.execute("INSERT INTO no_such_table VALUES (1)")

    with pytest.raises(StorageError):
        migrate.upgrade("organisation", str(older), with_step(broken), NOW)

    assert shape(older) == before
    assert version(older) == (1, "0001")
    assert len(migrate.copies(str(older))) == 1


def test_a_step_that_breaks_a_reference_leaves_the_original(older: Path) -> None:
    def orphan(op: Operations) -> None:
        op.execute("INSERT INTO cohort_member VALUES ('c1', 'nobody')")

    with pytest.raises(DamagedFile):
        migrate.upgrade("organisation", str(older), with_step(orphan), NOW)
    with closing(sqlite3.connect(older)) as connection:
        assert connection.execute("SELECT count(*) FROM cohort_member").fetchone() == (0,)


def test_without_room_for_the_copy_nothing_is_upgraded(older: Path) -> None:
    # A folder in place of the copy: no name of the copy can be written, even by root.
    Path(f"{older}.before-0002-20261123T100000Z.part").mkdir()
    with pytest.raises(StorageError):
        migrate.upgrade("organisation", str(older), with_step(add_colour), NOW)
    assert version(older) == (1, "0001")
    assert migrate.copies(str(older)) == []


def test_a_damaged_file_is_left_as_it_is(older: Path) -> None:
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    torn = bytearray(older.read_bytes())
    torn[4096:8192] = b"\xff" * 4096
    older.write_bytes(torn)

    with pytest.raises(DamagedFile):
        migrate.upgrade("organisation", str(older), with_step(add_colour), NOW)
    assert older.read_bytes() == bytes(torn)


def test_the_last_three_copies_are_kept(older: Path) -> None:
    names = [migrate.keep_copy(str(older), 2, NOW + timedelta(days=day)) for day in range(5)]
    assert migrate.copies(str(older)) == names[2:]


def test_an_up_to_date_file_is_left_alone(older: Path) -> None:
    migrate.upgrade("organisation", str(older), FIRST, NOW)
    assert migrate.copies(str(older)) == []


def test_what_an_earlier_program_kept_is_all_there_and_waits_to_be_sent(tmp_path: Path) -> None:
    file = tmp_path / "organisation.db"
    kept = Path(__file__).with_name("organisation_r1.sql").read_text("utf-8")
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(kept)
        before = connection.execute("SELECT * FROM completion ORDER BY id").fetchall()
    migrate.upgrade("organisation", str(file), now=NOW)

    assert version(file)[0] == glance.REVISIONS["organisation"]
    assert len(migrate.copies(str(file))) == 1
    with closing(sqlite3.connect(file)) as connection:
        after = connection.execute("SELECT * FROM completion ORDER BY id").fetchall()
        assert after == [(*row, None, "", None) for row in before]
        assert len(after) == 2
        for table, count in (("person", 2), ("assignment", 1), ("cohort_member", 1), ("export_log", 1)):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (count,)
