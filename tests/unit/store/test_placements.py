"""Placements are read as they stand, from any file there may be."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach import places
from coach.domain.errors import StorageError
from coach.store import attempts, database, migrate
from coach.store.placements import Placement, placements

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)


def file() -> str:
    return places.records("camille")


def test_without_a_file_there_is_none_and_none_is_made() -> None:
    assert placements(file()) == ()
    assert not Path(file()).exists()


def test_each_is_told_with_what_it_has_asked_and_other_attempts_are_not() -> None:
    with database.records("camille") as connection:
        attempts.begin(connection, "mes-onglets", 1, ("q1",), NOW)
        attempts.begin(connection, "", 1, ("mes-onglets/q1",), NOW, "review")
        first = attempts.begin(connection, "", 1, (), NOW, "placement")
        attempts.ask(connection, first.id, ("mes-onglets/q1", "veille-ou-arret/gain"))
        attempts.finish(connection, first, NOW + timedelta(minutes=8))
        second = attempts.begin(connection, "", 1, ("mes-onglets/q2",), NOW + timedelta(days=1), "placement")
    assert placements(file()) == (
        Placement(first.id, ("mes-onglets/q1", "veille-ou-arret/gain"), NOW + timedelta(minutes=8)),
        Placement(second.id, ("mes-onglets/q2",), None),
    )


def test_a_file_of_an_earlier_program_has_none() -> None:
    Path(file()).parent.mkdir(parents=True)
    migrate.upgrade("records", file(), {1: migrate.revisions("records")[1]})
    assert placements(file()) == ()


def test_a_damaged_file_is_told() -> None:
    Path(file()).parent.mkdir(parents=True)
    Path(file()).write_bytes(b"no database" * 1000)
    with pytest.raises(StorageError):
        placements(file())
