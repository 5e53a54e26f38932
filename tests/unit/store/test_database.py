"""The records file keeps what it acknowledged, and says in a sentence why it cannot be used."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import ConnectionPoolEntry

from coach import places
from coach.domain.errors import (
    DamagedFile,
    DiskFull,
    NetworkFolder,
    NewerSchema,
    ReadOnlyFolder,
    StorageError,
)
from coach.domain.people import Person
from coach.store import attempts, database, glance, people
from coach.words import explain
from tests.unit.refusing import folder, refusing

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def write(person: str = "camille", lesson: str = "veille-ou-arret") -> attempts.Attempt:
    with database.records(person) as connection:
        return attempts.begin(connection, lesson, 1, ("q1",), NOW)


def rows(file: str) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT count(*) FROM attempt").fetchone()[0])


def test_what_keeps_an_acknowledged_answer_is_really_on() -> None:
    with database.records("camille") as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    full = 2
    assert asked == {"journal_mode": "wal", "synchronous": full, "foreign_keys": 1, "busy_timeout": 5000}


def test_an_answer_without_its_attempt_is_refused() -> None:
    orphan = attempts.NewAnswer("nowhere", "mes-onglets", "q1", "00000000", "trier", "null", 0, 1)
    with pytest.raises(StorageError) as raised, database.records("camille") as connection:
        attempts.keep(connection, orphan, NOW)
    assert isinstance(raised.value.__cause__, IntegrityError)


def test_a_score_above_one_is_refused() -> None:
    attempt = write()
    given = attempts.NewAnswer(attempt.id, attempt.lesson, "q1", "00000000", "trier", "null", 1.5, 1)
    with pytest.raises(StorageError), database.records("camille") as connection:
        attempts.keep(connection, given, NOW)


def begin_and_fail() -> None:
    with database.records("camille") as connection:
        attempts.begin(connection, "mes-onglets", 1, (), NOW)
        raise ZeroDivisionError


def test_an_error_in_the_block_undoes_the_whole_block() -> None:
    write()
    with pytest.raises(ZeroDivisionError):
        begin_and_fail()
    assert rows(places.records("camille")) == 1


@pytest.mark.parametrize(
    "person", ["jean.dupont", "Zoé D’Arc", "a?b#c%41", "../x", "", "DOMAIN\\login", "x" * 80]
)
def test_records_lie_where_they_are_said_to_lie_whatever_the_login(person: str) -> None:
    write(person)
    database.close()
    write(person)
    assert rows(places.records(person)) == 2


def test_the_folder_may_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "a b%20c?mode=memory#d"))
    write()
    database.close()
    write()
    assert rows(places.records("camille")) == 2


def test_nothing_stays_open_and_the_file_is_whole_by_itself(tmp_path: Path) -> None:
    write()
    file = Path(places.records("camille"))
    copy = tmp_path / "copy.db"
    copy.write_bytes(file.read_bytes())
    assert rows(str(copy)) == 1
    links = [os.readlink(f"/proc/self/fd/{name}") for name in os.listdir("/proc/self/fd") if _is_open(name)]
    assert not [link for link in links if link.startswith(str(file))]


def _is_open(name: str) -> bool:
    return os.path.lexists(f"/proc/self/fd/{name}")


def test_a_new_file_is_stamped_as_alembic_would() -> None:
    write()
    with closing(sqlite3.connect(places.records("camille"))) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (glance.REVISIONS["records"],)
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [
            (f"{glance.REVISIONS['records']:04d}",)
        ]


def test_a_program_killed_while_it_made_the_file_leaves_nothing_half_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(database, "REVISIONS", {"records": _Bomb()})
        with pytest.raises(ZeroDivisionError):
            write()
    with closing(sqlite3.connect(places.records("camille"))) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    write()
    assert rows(places.records("camille")) == 1


def test_programs_that_start_together_find_one_file_made() -> None:
    children = []
    for _ in range(6):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                write()
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 6
    assert rows(places.records("camille")) == 6


class _Bomb(int):
    """A revision that cannot be written down, so that making the file fails after its tables."""

    def __format__(self, spec: str) -> str:
        raise ZeroDivisionError


def test_a_newer_file_is_refused_and_untouched() -> None:
    write()
    file = places.records("camille")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version=99")
    database.close()
    before = Path(file).read_bytes()
    for use in (write, lambda: glance.learning(file)):
        with pytest.raises(NewerSchema) as raised:
            use()
        assert str(explain(raised.value)) == (
            f"These records were written by a newer version of the program: {file}."
            " Your records are intact and were not touched."
            " Install the newest version of the program, then open it again."
        )
    assert Path(file).read_bytes() == before


@pytest.mark.parametrize("damage", ["no database", "torn page"])
def test_a_damaged_file_is_refused_and_left_as_it_is(damage: str) -> None:
    write()
    file = Path(places.records("camille"))
    database.close()
    sound = file.read_bytes()
    torn = sound[:4096] + b"\xff" * 8192 + sound[12288:]
    file.write_bytes(b"not a database at all" * 400 if damage == "no database" else torn)
    before = file.read_bytes()
    for use in (write, lambda: glance.learning(str(file))):
        with pytest.raises(DamagedFile) as raised:
            use()
        assert str(explain(raised.value)) == (
            f"The records file is damaged: {file}."
            " It was left as it is. Earlier copies are kept beside it."
            " Ask your IT department to restore the file, or rename it to start afresh."
        )
    assert file.read_bytes() == before


def test_a_read_only_folder_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with folder() as place:
        monkeypatch.setenv("COACH_HOME", str(place))
        write()
        database.close()
        with refusing(place), pytest.raises(ReadOnlyFolder) as raised:
            write()
        assert str(explain(raised.value)) == (
            f"The folder may not be written: {places.records('camille')}."
            " Your records are intact; the last action was not saved."
            " Ask your IT department for the right to write there."
        )
        assert rows(places.records("camille")) == 1


def test_a_folder_that_may_not_be_made_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with folder() as place:
        monkeypatch.setenv("COACH_HOME", str(place / "home"))
        with refusing(place), pytest.raises(ReadOnlyFolder):
            write()
        assert not (place / "home").exists()


def test_a_full_disk_is_told_and_what_was_saved_stays() -> None:
    write()
    file = places.records("camille")
    opened = database.engine("records", file)

    def no_room(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(opened, "connect", no_room)
    with pytest.raises(DiskFull) as raised:
        write(lesson="l" * 500_000)
    assert str(explain(raised.value)) == (
        f"There is no room left on the disk for {file}."
        " What was saved before is intact; the last action was not saved."
        " Free some space, then do it once more."
    )
    event.remove(opened, "connect", no_room)
    write()
    assert rows(file) == 2


def test_a_network_folder_is_refused_before_anything_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", "//server/share/coach")
    with pytest.raises(NetworkFolder) as raised:
        write()
    local = os.path.join(places.local(), "records")
    assert str(explain(raised.value)) == (
        "Records cannot be kept on a network folder: //server/share/coach/people/camille."
        " Nothing was written there."
        f" Use a folder of this computer, for instance {local}."
    )
    assert not os.path.exists("/server")


def test_a_passing_file_is_empty_and_has_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    with database.passing() as connection:
        people.put(connection, [Person(f"p{n}", "x" * 2000, "Accueil") for n in range(5000)])
        assert len(people.listed(connection)) == 5000
        # Ten megabytes are more than SQLite keeps in memory.
        assert list(tmp_path.iterdir()) == []
    with database.passing() as connection:
        assert people.listed(connection) == []


_KILLED = """
import os
from coach.domain.people import Person
from coach.store import database, people
with database.passing() as connection:
    people.put(connection, [Person(f"p{n}", "x" * 2000, "Accueil") for n in range(5000)])
    os.abort()
"""


def test_nothing_is_left_of_a_passing_file_after_a_kill(tmp_path: Path) -> None:
    place = os.environ | {"TMPDIR": str(tmp_path), "SQLITE_TMPDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", _KILLED], env=place, check=False, capture_output=True)
    assert done.returncode != 0
    assert list(tmp_path.iterdir()) == []
