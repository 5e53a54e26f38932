"""What the server tells human resources, in a passing file like a desk's own: whatever reads that one reads this."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from coach.exports import unguarded
from coach.org.on_server import completions
from coach.org.on_server.completions import picked
from coach.org.server import Server, reading
from coach.store import database
from coach.store.completions import CANCELLED, Chosen, Record
from coach.store.database import Connection

_BLOCK = 1000
_Row = TypeVar("_Row")


@contextmanager
def told(server: Server, chosen: Chosen) -> Iterator[Connection]:
    """The chosen completions, and every person, cohort and proposal within the grant; gone with the block.

    Raises:
        SyncError: the server does not tell it all.
    """
    with database.passing() as connection, reading(server):
        _people(connection, server)
        _cohorts(connection, server)
        _proposals(connection, server, chosen.path)
        _completions(connection, completions.records(server, chosen))
        yield connection


def _people(connection: Connection, server: Server) -> None:
    names = ("staff_number", "name", "service", "audiences", "left_on")
    rows = _texts(server.rows("hr_people"), names)
    _put(connection, "person (id, name, service, roles, audiences, login, left_on)", (
        (who, name, service, "", audiences, "", left_on or None)
        for who, name, service, audiences, left_on in rows
    ))  # fmt: skip


def _cohorts(connection: Connection, server: Server) -> None:
    rows = list(_texts(server.rows("hr_members"), ("cohort_id", "cohort", "staff_number")))
    _put(connection, "cohort (id, name)", dict.fromkeys((which, name) for which, name, _who in rows))
    _put(connection, "cohort_member (cohort, person)", ((which, who) for which, _name, who in rows))


def _proposals(connection: Connection, server: Server, path: str) -> None:
    names = (
        *("assignment_id", "path_id", "target", "target_id", "due", "message", "assigned_on", "assigned_by"),
        "withdrawn_on",
    )
    into = "assignment (id, path, target, target_id, due, message, assigned_on, assigned_by, withdrawn_on)"
    rows = _texts(server.rows("hr_proposals", path=path), names)
    _put(connection, into, (
        (line, which, target, target_id, due or None, message, on, by, withdrawn or None)
        for line, which, target, target_id, due, message, on, by, withdrawn in rows
    ))  # fmt: skip


def _completions(connection: Connection, records: Iterable[Record]) -> None:
    done = "completion (id, person, service, path, lesson, edition, finished_on, minutes, mode, refused)"
    for block in _blocks(records):
        _put(connection, done, (
            (one.id, one.staff_number, one.service, one.path, one.lesson, one.edition,
             one.finished_on.isoformat(), one.minutes, one.mode, "")
            for one in block
        ))  # fmt: skip
        # What stands in the way of counting it; by whom, the server keeps for who asks about one person.
        _put(connection, "correction (id, completion, verb, day, by, reason)", (
            (one.id, one.id, CANCELLED, one.cancelled_on.isoformat(), "", one.cancel_reason)
            for one in block if one.cancelled_on
        ))  # fmt: skip


def _texts(rows: Iterator[list[str]], columns: tuple[str, ...]) -> Iterator[list[str]]:
    return ([unguarded(cell) for cell in row] for row in picked(rows, columns))


def _put(connection: Connection, into: str, rows: Iterable[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * (into.count(",") + 1))
    for block in _blocks(rows):
        connection.exec_driver_sql(f"INSERT OR IGNORE INTO {into} VALUES ({marks})", block)  # noqa: S608 - ours


def _blocks(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    left = iter(rows)
    while block := list(islice(left, _BLOCK)):
        yield block
