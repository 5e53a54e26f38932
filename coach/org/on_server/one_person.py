"""What the organisation's server keeps about one person besides completions, as human resources may read it."""

from collections.abc import Mapping
from typing import Any

from coach.exports import unguarded
from coach.org.on_server.completions import picked
from coach.org.server import Server, reading

_CORRECTION = ("completion_id", "verb", "day", "by", "reason")


def corrections(server: Server, staff_number: str) -> dict[str, list[dict[str, Any]]]:
    """What was corrected, oldest first, by the id of the completion; the server tells the name of who did it."""
    found: dict[str, list[dict[str, Any]]] = {}
    with reading(server):
        for row in picked(server.rows("hr_corrections", staff_number=staff_number), _CORRECTION):
            line = dict(zip(("completion", *_CORRECTION[1:]), map(unguarded, row), strict=True))
            found.setdefault(row[0], []).append(line)
    return found


def postings(server: Server, staff_number: str) -> list[Mapping[str, str]]:
    """The services the person was in, and since when."""
    with reading(server):
        rows = picked(server.rows("hr_postings", staff_number=staff_number), ("since", "service"))
        return [{"since": since, "service": unguarded(service)} for since, service in rows]
