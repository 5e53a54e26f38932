"""Who has a part of their own on a shared computer."""

import os
from dataclasses import dataclass
from urllib.parse import unquote

from coach import places, settings
from coach.domain.errors import CoachError
from coach.store import glance
from coach.study import short_code
from coach.study.me import session_login


@dataclass(frozen=True)
class Known:
    """Somebody with a folder here; `coded` when a short code was chosen."""

    id: str
    name: str
    service: str
    coded: bool


def known() -> list[Known]:
    """Everybody with a folder here, by name. The session's own login is nobody: everybody uses it."""
    try:
        folders = sorted(
            one.name for one in os.scandir(os.path.join(places.home(), "people")) if one.is_dir()
        )
    except OSError:
        return []
    found = [_known(unquote(folder, errors="surrogateescape")) for folder in folders if folder != "%"]
    return sorted(
        (one for one in found if one.coded or one.id != session_login()), key=lambda one: one.name.casefold()
    )


def one(person: str) -> Known:
    """One person, with a folder here or not yet."""
    return _known(person)


def _known(person: str) -> Known:
    try:
        listed = glance.person(places.organisation(), person_id=person)
        name = listed.name if listed else settings.read(person).name
    except CoachError:
        # Whoever it is meets the sentence that says why after the code; the others are not kept waiting for it.
        listed, name = None, ""
    return Known(person, name or person, listed.service if listed else "", short_code.has(person))
