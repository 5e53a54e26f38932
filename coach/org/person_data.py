"""All that the organisation keeps about one person, for that person's right of access."""

import json
import os
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from coach.domain.people import Person, Role
from coach.exports import flat
from coach.org.errors import UnknownGroup
from coach.org.rights import may
from coach.org.whole_file import whole_file
from coach.store import assignments, completions, corrections, database, export_log, people
from coach.store.completions import Chosen


def everything(actor: Person, staff_number: str, now: datetime) -> dict[str, Any]:
    """Values that JSON can hold. Answers and scores are not among them: they are on the person's own desk.

    Raises:
        UnknownGroup: nobody ever had this staff number.
    """
    may(actor, Role.HR)
    with database.organisation() as connection:
        found = [one for one in people.listed(connection) if one.person.id == staff_number]
        if not found:
            raise UnknownGroup(name=staff_number, near="–")
        person, cohorts = found[0].person, people.cohorts_of(connection).get(staff_number, {})
        reached = {("person", person.id), ("service", person.service)} | {("cohort", one) for one in cohorts}
        done = list(completions.by_person(connection, Chosen(target="person", target_id=staff_number)))
        return {
            "person": {
                **asdict(person),
                "roles": sorted(person.roles),
                "audiences": sorted(person.audiences),
            },
            "left_on": _value(found[0].left_on),
            "cohorts": sorted(cohorts.values()),
            "proposed": [
                _row(line)
                for line in assignments.lines(connection)
                if (line.target, line.target_id) in reached
            ],
            "finished": [
                {
                    **_values(one._asdict()),
                    "corrections": [_row(line) for line in corrections.of(connection, one.id)],
                }
                for one in done
            ],
            "exports_made": [_row(line) for line in export_log.of(connection, staff_number)],
            "written": now.isoformat(),
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
        ExportError: it cannot be written. UnknownGroup: as `everything`.
    """
    told, file = everything(actor, staff_number, now), os.path.abspath(file)
    text = flat(told) if file.lower().endswith(".csv") else json.dumps(told, ensure_ascii=False, indent=1)
    with whole_file(file, replace=False) as draft:
        draft.fill(lambda out: out.write(text.encode("utf-8", "replace")))
        draft.keep()
    return file
