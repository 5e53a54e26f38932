"""Experience API statements (xAPI 1.0.3) for a learning record store: what was finished on which day, no score.

Identifiers are derived from those of the records, so that a second export of the same completion is the same
statement. A cancelled completion is followed by the statement that voids it (Data 2.3.2).
"""

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, BinaryIO
from urllib.parse import quote

from coach import policy
from coach.domain.text import N_
from coach.exports._columns import Column, Row
from coach.exports._export import Export
from coach.exports._guard import guarded
from coach.words import language

_VERBS = "http://adlnet.gov/expapi/verbs/"
_TYPES = "http://adlnet.gov/expapi/activities/"
# Without an address of the town's own: a name that can be nobody's (RFC 6761).
_NOWHERE = "https://organisation.invalid"


def write(columns: Sequence[Column], rows: Iterable[Row], out: BinaryIO) -> None:
    """Write a JSON array, a statement a line, whatever the columns."""
    site = (policy.read().organisation.get("url") or _NOWHERE).rstrip("/")
    comma = b"[\n"
    for row in rows:
        for statement in statements(row, site):
            text = json.dumps(statement, ensure_ascii=False, separators=(",", ":"))
            out.write(comma + text.encode("utf-8", "replace"))
            comma = b",\n"
    out.write(b"[\n]\n" if comma == b"[\n" else b"\n]\n")


def statements(row: Row, site: str) -> Iterator[dict[str, Any]]:
    """The statements of one completion. `site` is the town's address, under which every identifier stands."""
    told = _completed(row, site) if row["lesson_id"] else _passed(row, site)
    yield told
    if row["state"] == "cancelled":
        yield {
            "id": _id(site, "cancelled", row["completion_id"]),
            "actor": {"objectType": "Agent", "account": {"homePage": site, "name": "human-resources"}},
            "verb": {"id": f"{_VERBS}voided", "display": {"en": "voided", "fr": "a annulé"}},
            "object": {"objectType": "StatementRef", "id": told["id"]},
            "timestamp": _moment(row["cancelled_on"]),
        }


def _completed(row: Row, site: str) -> dict[str, Any]:
    lesson = f"{site}/lessons/{quote(str(row['lesson_id']), safe='')}"
    extensions = {
        f"{site}/xapi/published-minutes": row["minutes"],
        f"{site}/xapi/edition": row["edition"],
    }
    told = ("completed", {"en": "completed", "fr": "a terminé"}, {"completion": True})
    return _statement(row, site, told, _activity(lesson, "lesson", str(row["lesson"]), extensions))


def _passed(row: Row, site: str) -> dict[str, Any]:
    """A path's final quiz: that it was passed, without a score."""
    extensions = {f"{site}/xapi/edition": row["edition"]}
    quiz = _activity(f"{_path(row, site)}/quiz", "assessment", str(row["lesson"]), extensions)
    return _statement(row, site, ("passed", {"en": "passed", "fr": "a réussi"}, {"success": True}), quiz)


def _path(row: Row, site: str) -> str:
    return f"{site}/paths/{quote(str(row['path_id']), safe='')}"


def _statement(
    row: Row, site: str, told: tuple[str, dict[str, str], dict[str, bool]], thing: dict[str, Any]
) -> dict[str, Any]:
    verb, display, result = told
    path, who = _path(row, site), str(row["staff_number"])
    return {
        "id": _id(site, verb, row["completion_id"]),
        "actor": {"objectType": "Agent", "account": {"homePage": site, "name": guarded(who)}},
        "verb": {"id": f"{_VERBS}{verb}", "display": display},
        "object": thing,
        "result": result,
        "context": {
            "registration": _id(site, path, who),
            "contextActivities": {"parent": [_activity(path, "course", str(row["path"]), {})]},
            "extensions": {f"{site}/xapi/mode": row["mode"]},
        },
        "timestamp": _moment(row["finished_on"]),
    }


def _activity(iri: str, kind: str, name: str, extensions: Mapping[str, object]) -> dict[str, Any]:
    definition: dict[str, Any] = {"type": f"{_TYPES}{kind}", "name": {language(): guarded(name)}}
    if extensions:
        definition["extensions"] = dict(extensions)
    return {"objectType": "Activity", "id": iri, "definition": definition}


def _id(*parts: object) -> str:
    """Always the same for the same thing. The record's own id holds the hour at which it was made."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(str(part) for part in parts)))


def _moment(day: object) -> str | None:
    """The beginning of a day in UTC: an hour is known to nobody."""
    return f"{day.isoformat()}T00:00:00Z" if isinstance(day, date) else None


def _lines(file: BinaryIO) -> Iterator[bytes]:
    return (line for line in file if line.startswith(b"{"))


EXPORT = Export(
    ".json",
    write,
    N_("xAPI statements for a learning record store (JSON)"),
    keys=(
        *(
            "completion_id",
            "staff_number",
            "path_id",
            "path",
            "lesson_id",
            "lesson",
            "edition",
            "finished_on",
        ),
        *("minutes", "mode", "state", "cancelled_on"),
    ),
    lines=_lines,
)
