"""Saved exports: a format, columns and titles under a name, so that the HR system takes the file untouched.

They are HR's own and lie beside the person's settings, as JSON.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from coach import places
from coach.domain.people import Person, Role
from coach.exports import formats
from coach.org.errors import UnknownProfile
from coach.org.grains import GRAINS
from coach.org.rights import may
from coach.org.whole_file import whole_file

MOST = 1_000_000  # bytes


@dataclass(frozen=True)
class Profile:
    """What a saved export says; the filters are chosen each time. Fields as in `Query`."""

    name: str
    format: str
    grain: str
    columns: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    pseudonyms: bool = False


def profiles(actor: Person) -> dict[str, Profile]:
    """The person's profiles by name, in alphabetical order; those that name what is no longer there are left out."""
    may(actor, Role.HR)
    rows = _read(_file(actor))
    found = (_profile(name, row) for name, row in sorted(rows.items()))
    return {one.name: one for one in found if one}


def find(actor: Person, name: str) -> Profile:
    """The profile of a name.

    Raises:
        UnknownProfile: there is none; the error names those there are.
    """
    known = profiles(actor)
    if name not in known:
        raise UnknownProfile(name=name, known=", ".join(known) or "–")
    return known[name]


def save(actor: Person, profile: Profile) -> None:
    """Keep a profile; one of the same name is replaced.

    Raises:
        ExportError: it cannot be written.
    """
    told = {name: value for name, value in asdict(profile).items() if name != "name"}
    _write(actor, {**_kept(actor), profile.name: told})


def forget(actor: Person, name: str) -> None:
    """Keep a profile no longer. Raises UnknownProfile as `find` does."""
    gone = find(actor, name).name
    _write(actor, {kept: row for kept, row in _kept(actor).items() if kept != gone})


def _kept(actor: Person) -> dict[str, Any]:
    may(actor, Role.HR)
    return _read(_file(actor))


def _file(actor: Person) -> str:
    return os.path.join(places.person(actor.id), "exports.json")


def _read(file: str) -> dict[str, Any]:
    try:
        with open(file, "rb") as opened:
            told = json.loads(opened.read(MOST))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _write(actor: Person, rows: Mapping[str, Any]) -> None:
    file = _file(actor)
    os.makedirs(os.path.dirname(file), exist_ok=True)
    with whole_file(file, replace=True) as draft:
        draft.fill(lambda out: out.write(json.dumps(rows, ensure_ascii=False, indent=1).encode()))
        draft.keep()


def _profile(name: str, row: Any) -> Profile | None:
    try:
        grain = GRAINS[row["grain"]]
        columns, titles = tuple(row["columns"]), dict(row["titles"])
        known = set(columns) <= set(grain.keys) and all(isinstance(one, str) for one in titles.values())
        if row["format"] in formats() and known:
            return Profile(name, row["format"], row["grain"], columns, titles, row["pseudonyms"] is True)
    except (KeyError, TypeError, ValueError, AttributeError):
        pass
    return None
