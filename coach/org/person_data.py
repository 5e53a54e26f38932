"""All that the organisation keeps about one person, for that person's right of access."""

import json
import os
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from coach.domain.people import Person, Role
from coach.exports import flat
from coach.org.errors import UnknownGroup
from coach.org.on_server import export_log as log_there
from coach.org.on_server import one_person
from coach.org.rights import may
from coach.org.server import Server, server
from coach.org.shared import shared
from coach.org.whole_file import whole_file
from coach.store import assignments, completions, corrections, export_log, people
from coach.store.completions import Chosen, Record
from coach.store.database import Connection
from coach.store.people import Listed


def everything(actor: Person, staff_number: str, now: datetime) -> dict[str, Any]:
    """Values that JSON can hold. Answers and scores are not among them: they are on the person's own desk.

    Where the organisation has a server, roles, login and devices are the administration's to tell.

    Raises:
        UnknownGroup: nobody ever had this staff number.
        SyncError: the organisation's server does not tell it.
    """
    may(actor, Role.HR)
    there = server(actor)
    chosen = Chosen(target="person", target_id=staff_number)
    with shared(actor, chosen) as connection:
        found = [one for one in people.listed(connection) if one.person.id == staff_number]
        if not found:
            raise UnknownGroup(name=staff_number, near="–")
        told = _told(connection, found[0], list(completions.by_person(connection, chosen)))
        if there is None:
            told["exports_made"] = [_row(line) for line in export_log.of(connection, staff_number)]
    if there is not None:
        told = _completed(told, there, staff_number)
    return {**told, "written": now.isoformat()}


def _told(connection: Connection, listed: Listed, done: list[Record]) -> dict[str, Any]:
    person, cohorts = listed.person, people.cohorts_of(connection).get(listed.person.id, {})
    reached = {("person", person.id), ("service", person.service)} | {("cohort", one) for one in cohorts}
    return {
        "person": {
            **asdict(person),
            "roles": sorted(person.roles),
            "audiences": sorted(person.audiences),
        },
        "left_on": _value(listed.left_on),
        "cohorts": sorted(cohorts.values()),
        "proposed": [
            _row(line) for line in assignments.lines(connection) if (line.target, line.target_id) in reached
        ],
        "finished": [
            {
                **_values(one._asdict()),
                "corrections": [_row(line) for line in corrections.of(connection, one.id)],
            }
            for one in done
        ],
    }


def _completed(told: dict[str, Any], there: Server, staff_number: str) -> dict[str, Any]:
    """The same with what only the server has, without what it does not tell human resources."""
    corrected = one_person.corrections(there, staff_number)
    hidden = ("roles", "login")
    return {
        **told,
        "person": {name: value for name, value in told["person"].items() if name not in hidden},
        "services": one_person.postings(there, staff_number),
        "finished": [{**one, "corrections": corrected.get(one["id"], [])} for one in told["finished"]],
        "exports_made": [_row(line) for line in log_there.lines(there, staff_number)],
    }


def _row(line: Any) -> dict[str, Any]:
    return _values(asdict(line))


def _values(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def write(actor: Person, staff_number: str, file: str, now: datetime) -> str:
    """Write it: as CSV if the name ends in .csv, else as JSON; returns the file.

    Raises:
        ExportError: it cannot be written. UnknownGroup, SyncError: as `everything`.
    """
    told, file = everything(actor, staff_number, now), os.path.abspath(file)
    text = flat(told) if file.lower().endswith(".csv") else json.dumps(told, ensure_ascii=False, indent=1)
    with whole_file(file, replace=False) as draft:
        draft.fill(lambda out: out.write(text.encode("utf-8", "replace")))
        draft.keep()
    return file
