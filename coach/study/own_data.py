"""A person's own data: everything seen in one table, taken away as a file, or erased."""

import dataclasses
import json
import os
import shutil
from datetime import datetime

from coach import places, settings
from coach.domain.errors import ExportError, StorageError
from coach.domain.people import Person
from coach.store import glance
from coach.store.disk import as_storage_error


def everything(person: Person, now: datetime) -> dict[str, object]:
    """Everything the program keeps about a person on this desk, as plain values."""
    return {
        "person": dataclasses.asdict(person)
        | {"roles": sorted(person.roles), "audiences": sorted(person.audiences)},
        "settings": dataclasses.asdict(settings.read(person.id)),
        "records": glance.everything(places.records(person.id)),
        "written": now.isoformat(),
    }


def export(person: Person, file: str, now: datetime) -> None:
    """Write everything as JSON.

    Raises:
        ExportError: the file cannot be written.
    """
    try:
        with open(file + ".part", "w", encoding="utf-8") as out:
            json.dump(everything(person, now), out, ensure_ascii=False, indent=1, default=list)
        os.replace(file + ".part", file)
    except OSError as error:
        raise ExportError(file=file, reason=error.strerror or error) from error


def erase(person: Person) -> None:
    """Erase the person's records and settings on this desk, and what the agent noticed.

    Completions already shared with the organisation are its training records and stay there.

    Raises:
        StorageError: something could not be removed.
    """
    from coach import handover
    from coach.store import database

    database.close()
    handover.erase()
    folder = places.person(person.id)
    try:
        if os.path.isdir(folder):
            shutil.rmtree(folder)
    except OSError as error:
        raise as_storage_error(error, folder) from error
    if os.path.exists(folder):
        raise StorageError(file=folder, reason="it is still there")
