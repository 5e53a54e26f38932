"""The log of exports at the organisation's server: a line before the first byte, and that the file is whole."""

import json
from datetime import datetime

from coach.org.server import Server, reading
from coach.store.export_log import Line, New


def begin(server: Server, new: New) -> str:
    """Note that an export begins; returns the line's id."""
    filters = json.loads(new.filters)
    found = server.ask(
        "log_export", format=new.format, file=new.file, filters=filters, reason=filters.get("reason", "")
    )
    with reading(server):
        return str(found["id"])


def end(server: Server, line: str, rows: int, sha256: str) -> None:
    """Note that the file is written: its number of rows, and its SHA-256, hexadecimal."""
    server.ask("log_export", id=line, rows=rows, sha256=sha256)


def lines(server: Server, staff_number: str = "") -> list[Line]:
    """The newest lines first; those of one person, if a staff number says whose."""
    found = server.ask("export_log", **({"number": staff_number} if staff_number else {}))
    with reading(server):
        return [
            Line(
                at=datetime.fromisoformat(one["at"]),
                person=str(one["who"] or ""),
                format=str(one["format"]),
                file=str(one["file"]),
                filters=json.dumps(dict(one["filters"]), ensure_ascii=False, sort_keys=True),
                rows=int(one["rows"]),
                complete=one["complete"] is True,
            )
            for one in found
        ]
