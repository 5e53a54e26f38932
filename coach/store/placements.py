"""The placements that a person has begun, read by the standard library like the first page."""

import json
from dataclasses import dataclass
from datetime import datetime

from coach.store.glance import _has_column, _reading


@dataclass(frozen=True)
class Placement:
    """A placement that was begun: what it has asked, as "lesson/question", and when it was finished, UTC."""

    attempt: str
    asked: tuple[str, ...]
    finished: datetime | None


def placements(file: str) -> tuple[Placement, ...]:
    """Every placement in a person's `records.db`, the oldest first.

    Raises:
        StorageError: the file is damaged, unreadable or newer than the program.
    """
    with _reading("records", file) as connection:
        if connection is None or not _has_column(connection, "attempt", "kind"):
            return ()
        query = "SELECT id, asked, finished FROM attempt WHERE kind = 'placement' ORDER BY started"
        return tuple(
            Placement(row[0], tuple(json.loads(row[1])), datetime.fromisoformat(row[2]) if row[2] else None)
            for row in connection.execute(query)
        )
