"""Two desks of one person, and a store brought back from a backup: whatever was lost comes again by itself."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from coach.__main__ import main
from tests.desk.gateway import gateway
from tests.desk.postgres import Cluster
from tests.real.org_desks import Sit, code, finish, kept, known, waiting
from tests.real.test_org_gateway import propose
from tests.real.town import Town, town

NAME = "brought_back"
PEOPLE = {"first": "001", "second": "001", "other": "002"}
"""Whose desk is whose."""


@pytest.fixture(scope="module")
def settled(postgres: Cluster) -> Iterator[Town]:
    """A town in a database of its own: the one that the tests share must not be dropped."""
    with town(postgres, NAME) as found:
        yield found


@pytest.fixture(scope="module")
def shared_gateway(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """A gateway before it."""
    with gateway(settled.gateway, tmp_path_factory.mktemp("gateway")) as found:
        yield found


def progress(store: Town) -> list[tuple[str, str, str]]:
    """Who has finished what, as trainers and human resources see it."""
    with psycopg.connect(store.dsn) as connection:
        return connection.execute(
            "SELECT staff_number, path_id, lesson_id FROM org.progress JOIN org.person USING (person_id)"
            " ORDER BY 1, 2, 3, edition"
        ).fetchall()


def test_one_lesson_finished_at_two_desks_counts_once(sit: Sit, store: Town) -> None:
    propose(store)
    for name in ("first", "second"):
        sit(name)
        assert main(["sync", "enrol", code(store)]) == 0
    for name in ("first", "second"):
        sit(name)
        finish("mes-onglets")
    for name in ("first", "second", "first"):
        sit(name)
        assert main(["sync", "--now"]) == 0
        assert (known(), waiting()) == (["mes-onglets"], 0)
    assert progress(store) == [("001", "bienvenue", "mes-onglets")]
    sit("third")
    assert main(["sync", "enrol", code(store)]) == 0
    assert (known(), waiting()) == (["mes-onglets"], 0)
    assert progress(store) == [("001", "bienvenue", "mes-onglets")]


def test_a_store_brought_back_from_a_backup_is_told_again_by_every_desk(
    sit: Sit, store: Town, postgres: Cluster, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, person in PEOPLE.items():
        sit(name)
        assert main(["sync", "enrol", code(store, person)]) == 0
        finish("veille-ou-arret", "", edition=len(name), person=person)
        assert main(["sync", "--now"]) == 0
    backup = postgres.dump(NAME)

    for name, person in PEOPLE.items():
        sit(name)
        for edition in (101, 102):
            finish("mes-onglets", "", edition=edition * len(name), person=person)
            assert main(["sync", "--now"]) == 0
    sit("late")
    assert main(["sync", "enrol", code(store)]) == 0
    finish("nos-engagements", "")
    assert main(["sync", "--now"]) == 0
    events, before = kept(store), progress(store)
    assert len(events) == 10

    _bring_back(postgres, store, backup)
    assert len(kept(store)) == 3
    capsys.readouterr()
    # Nobody has anything new to tell: the next synchronisation alone must find out.
    for name in PEOPLE:
        sit(name)
        assert main(["sync", "--now"]) == 0
        assert capsys.readouterr().err == ""
    sit("late")
    assert main(["sync", "--now"]) != 0
    assert main(["sync", "enrol", code(store)]) == 0
    assert progress(store) == before
    assert len(kept(store)) == 10
    _go_on(sit)
    assert len(kept(store)) == 13


def _go_on(sit: Sit) -> None:
    for name, person in PEOPLE.items():
        sit(name)
        finish("nos-engagements", "", edition=7 + len(name), person=person)
        assert main(["sync", "--now"]) == 0
        assert waiting(person) == 0


def _bring_back(postgres: Cluster, store: Town, backup: Path) -> None:
    postgres.restore(NAME, backup)
    with psycopg.connect(store.gateway) as connection:
        connection.execute("SELECT api_v1.health()")
