"""Completions as the organisation's server tells them to human resources, one row at a time."""

from collections.abc import Iterator, Sequence
from datetime import date

from coach.exports import unguarded
from coach.org.server import Server, nonsense, reading
from coach.store.completions import Chosen, Record

# In the order of `Record`; titles are those of this desk's own lessons, as they are for its file.
_COLUMNS = (
    *("completion_id", "staff_number", "name", "service", "cohort", "path_id", "lesson_id", "edition"),
    *(
        "assigned_on",
        "due",
        "finished_on",
        "minutes",
        "mode",
        "service_today",
        "cancelled_on",
        "cancel_reason",
    ),
)


def records(server: Server, chosen: Chosen, limit: int | None = None) -> Iterator[Record]:
    """The chosen completions by day, read from the line as they are asked for, never all at once.

    Raises:
        SyncError: the server does not tell them, or not to the end; what came before is not whole.
    """
    rows = server.rows("completions", **asked(chosen), most=limit)
    with reading(server):
        for row in picked(rows, _COLUMNS):
            yield _record(row)


def _record(row: list[str]) -> Record:
    identity, who, name, service, cohort, path, lesson, edition, *more = row
    assigned_on, due, finished_on, minutes, mode, today, cancelled_on, reason = more
    return Record(
        identity,
        unguarded(who),
        unguarded(name),
        unguarded(service),
        unguarded(cohort),
        unguarded(path),
        unguarded(lesson),
        int(edition),
        a_day(assigned_on),
        a_day(due),
        date.fromisoformat(finished_on),
        int(minutes),
        mode,
        unguarded(today),
        a_day(cancelled_on),
        unguarded(reason),
    )


def a_day(text: str) -> date | None:
    """A day as the server writes it; None for an empty text."""
    return date.fromisoformat(text) if text else None


def picked(rows: Iterator[list[str]], columns: Sequence[str]) -> Iterator[list[str]]:
    """These columns of rows whose first one tells the names; more columns may come from a newer server.

    Raises:
        ValueError: one of them is missing, or a row is shorter or longer than the first.
    """
    places, whole = placed(rows, columns)
    for row in whole:
        yield [row[place] for place in places]


def placed(rows: Iterator[list[str]], columns: Sequence[str]) -> tuple[list[int], Iterator[list[str]]]:
    """Where these columns are, and the rows after the names; raises as `picked` does."""
    heads = next(rows, [])
    return [heads.index(name) for name in columns], _as_wide(rows, len(heads))


def _as_wide(rows: Iterator[list[str]], wide: int) -> Iterator[list[str]]:
    for row in rows:
        if len(row) != wide:
            raise ValueError(len(row))
        yield row


def count(server: Server, chosen: Chosen) -> int:
    """How many completions are chosen, cancelled ones among them."""
    found = server.ask("count_completions", **asked(chosen))
    if not isinstance(found, int):
        raise nonsense(server.url)
    return found


def asked(chosen: Chosen) -> dict[str, str | None]:
    """What is chosen, as the server's function takes it."""
    return {
        "since": chosen.since.isoformat() if chosen.since else None,
        "until": chosen.until.isoformat() if chosen.until else None,
        "target": chosen.target,
        "target_id": chosen.target_id,
        "path": chosen.path,
        "in_service": chosen.service,
    }
