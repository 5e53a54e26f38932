"""What the organisation shares, for one reading by human resources: this desk's file, or what its server tells."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import file_digest

from coach.domain.people import Person
from coach.org.on_server import export_log as log_there
from coach.org.on_server import passing
from coach.org.server import server
from coach.store import database, export_log
from coach.store.completions import Chosen
from coach.store.database import Connection
from coach.store.export_log import Line, New

EVERYTHING = Chosen()


@contextmanager
def shared(actor: Person, chosen: Chosen = EVERYTHING) -> Iterator[Connection]:
    """A file to read from that holds the chosen completions at least, with all people, cohorts and proposals.

    Raises:
        SyncError: the organisation has a server, and it does not tell them.
    """
    there = server(actor)
    with database.organisation() if there is None else passing.told(there, chosen) as connection:
        yield connection


def begin(actor: Person, new: New, now: datetime) -> str:
    """Note in the log that an export begins; returns the line's id."""
    there = server(actor)
    if there is not None:
        return log_there.begin(there, new)
    with database.organisation() as connection:
        return export_log.begin(connection, new, now)


def lines(actor: Person) -> list[Line]:
    """The log of exports, newest first."""
    there = server(actor)
    if there is not None:
        return log_there.lines(there)
    with database.organisation() as connection:
        return export_log.lines(connection)


@contextmanager
def logged(actor: Person, line: str, rows: int, part: str) -> Iterator[None]:
    """Around giving a file its name: the log says that it is whole. `part`: the file, written to the disk."""
    there = server(actor)
    if there is not None:
        with open(part, "rb") as file:
            log_there.end(there, line, rows, file_digest(file, "sha256").hexdigest())
        yield
        return
    with database.organisation() as connection:
        export_log.end(connection, line, rows)
        # Inside the transaction: a file that cannot take its name is not logged as written.
        yield
