"""The final quizzes of a person's records, read by the standard library for the first page."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime

from coach.domain.final_quiz import Tried

_RESULT = ("edition", "asked", "right", "threshold")


def tried(connection: sqlite3.Connection) -> Iterator[Tried]:
    """Those gone through to their end, oldest first."""
    query = (
        "SELECT verb, object, result, at FROM event"
        " WHERE object LIKE 'path/%' AND verb IN ('passed', 'failed') ORDER BY at"
    )
    for verb, thing, told, at in connection.execute(query):
        result = json.loads(told)
        # Somebody's own export, which a person may have edited, comes back here as it is.
        if isinstance(result, dict) and all(isinstance(result.get(n), int | float) for n in _RESULT):
            edition, asked, right, threshold = (result[name] for name in _RESULT)
            day = datetime.fromisoformat(at).astimezone().date()
            path = thing.removeprefix("path/")
            yield Tried(path, edition, day, asked, right, threshold, verb == "passed")


def begun(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """(path, edition) of those begun and not finished."""
    yield from connection.execute(
        "SELECT DISTINCT lesson, edition FROM attempt WHERE kind = 'quiz' AND finished IS NULL"
    )
