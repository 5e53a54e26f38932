"""A person's own export read back: on a new computer, or after the records were lost."""

import dataclasses
import json
from dataclasses import dataclass
from typing import Any

from coach import settings
from coach.domain.errors import RestoreError, SettingError
from coach.settings import OPTIONS, Settings
from coach.store import database, merge
from coach.study.me import Me, me
from coach.words import _

# A year of daily lessons is 3 MB; what is a hundred times larger is no export of ours.
_MOST = 300_000_000
# What is switched on is switched on by a person at this desk; a pause was for that day.
_NOT_RESTORED = frozenset({"autostart", "paused_until", "quit_told", "welcomed"})


@dataclass(frozen=True)
class Restored:
    """What was added: attempts at lessons, answers, lines of the notebook, settings by name."""

    attempts: int
    answers: int
    notes: int
    settings: tuple[str, ...]


def restore(file: str, *, other_login: bool = False) -> Restored:
    """Read an export back: what is not here yet is added, what is here stays; twice is as once.

    Settings are taken where this desk still has the program's own; no reminder is switched on by a file.

    Args:
        file: what `own_data.export` wrote.
        other_login: the file is this person's own, although it names another login.

    Raises:
        RestoreError: the file cannot be read or is none of ours, or it is somebody else's; nothing was changed.
        StorageError: the records cannot be written; nothing was changed in them.
    """
    who, told = me(), _read(file)
    owner = told["person"].get("id")
    if owner != who.person.id and not other_login:
        reason = _("it belongs to “{owner}”, and you are “{me}” here; if it is yours, add --other-login")
        raise RestoreError(file=file, reason=reason.format(owner=owner, me=who.person.id))
    try:
        with database.records(who.person.id) as connection:
            added = merge.merge(connection, told["records"])
    except merge.ForeignRowError as error:
        raise RestoreError(
            file=file, reason=_("this part is not understood: {part}").format(part=error)
        ) from error
    return Restored(
        added["attempt"], added["answer"], added["gesture_note"], _take_settings(who, told["settings"])
    )


def _read(file: str) -> dict[str, dict[str, Any]]:
    try:
        with open(file, "rb") as opened:
            content = opened.read(_MOST + 1)
    except OSError as error:
        raise RestoreError(file=file, reason=error.strerror or error) from error
    try:
        told = json.loads(content) if len(content) <= _MOST else None
    except (ValueError, RecursionError):
        told = None
    parts = ("person", "settings", "records")
    if not isinstance(told, dict) or not all(isinstance(told.get(part), dict) for part in parts):
        raise RestoreError(file=file, reason=_("it is no export of this program"))
    return told


def _take_settings(who: Me, told: dict[str, Any]) -> tuple[str, ...]:
    plain, taken = Settings(), {}
    for name in OPTIONS.keys() & told.keys() - _NOT_RESTORED - who.policy.fixed.keys():
        if getattr(who.own, name) == getattr(plain, name):
            try:
                value = settings.checked(name, told[name])
            except SettingError:
                # An older or newer program had other values; the lessons matter more.
                continue
            if value != getattr(plain, name):
                taken[name] = value
    if taken:
        settings.write(who.person.id, dataclasses.replace(who.own, **taken))
    return tuple(sorted(taken))
