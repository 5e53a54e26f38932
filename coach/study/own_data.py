"""A person's own data: everything seen in one table, taken away as a file, or erased."""

import dataclasses
import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from coach import handover, places, settings
from coach.domain.errors import ExportError
from coach.domain.people import Person
from coach.sensors import moments, sensors
from coach.store import glance
from coach.store.disk import as_storage_error
from coach.words import _
from coach.workstation import screen_sleep


@dataclass(frozen=True)
class Reminder:
    """A reminder shown in the last seven days: what it was about, the day, and the lesson it leads to, if any."""

    moment: str
    day: date
    lesson: str


@dataclass(frozen=True)
class Looked:
    """What was looked at on one day: pairs (sensor, source key)."""

    day: date
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Erased:
    """How much was erased: reminders, and days for which the sources were noted."""

    reminders: int
    days: int


def reminders(now: datetime) -> tuple[Reminder, ...]:
    """The reminders of the last seven days, newest first; those of sensors no longer installed are left out."""
    try:
        rules = handover.read_brief().rules
    except handover.BriefError:
        rules = {}
    lessons = {rule.moment: rule.lesson for rule in rules.values()}
    return tuple(
        Reminder(moment, day, lessons.get(moment, ""))
        for moment, day in handover.recent(now.astimezone())
        if moment in moments()
    )


def looked_at(now: datetime) -> tuple[Looked, ...]:
    """The sources looked at in the last seven days, newest first: yes or no a day, never when or how often."""
    known = sensors()
    days = []
    for day, named in handover.sources_looked_at(now.astimezone()).items():
        pairs = [tuple(name.partition(".")[::2]) for name in named]
        sources = tuple((s, key) for s, key in pairs if s in known and key in known[s].sources)
        days.append(Looked(day, sources))
    return tuple(days)


def everything(person: Person, now: datetime) -> dict[str, Any]:
    """Everything the program keeps about a person on this desk, as values that JSON can hold."""
    return {
        "person": dataclasses.asdict(person)
        | {"roles": sorted(person.roles), "audiences": sorted(person.audiences)},
        "settings": dataclasses.asdict(settings.read(person.id)),
        "records": glance.everything(places.records(person.id)),
        "expected_to_last": _lasting(person, now),
        "shared_with_the_organisation": _shared(person),
        "proposed_by_the_organisation": [
            _row(dataclasses.asdict(one)) for one in glance.assigned(places.organisation(), person)
        ],
        "noticed_on_this_machine": {
            "reminders": [{"type": one.moment, "day": one.day.isoformat()} for one in reminders(now)],
            "sources_looked_at": {
                day.day.isoformat(): [".".join(pair) for pair in day.sources] for day in looked_at(now)
            },
        },
        "screen_sleep_set_here": screen_sleep.remembered(),
        "folders": {"records": places.person(person.id), "noticed": places.local()},
        "written": now.isoformat(),
    }


def _lasting(person: Person, now: datetime) -> list[dict[str, object]]:
    """How long each answer is expected to last: worked out from the answers, as the daily review does."""
    from coach.study.memory import replay

    known = replay(glance.answers(places.records(person.id)), now)
    return [
        {
            "lesson": lesson,
            "question": question,
            "asked": one.asked.isoformat(),
            "until": one.due.isoformat(),
            "stability_days": round(one.stability, 2),
            "difficulty_1_to_10": round(one.difficulty, 2),
        }
        for (lesson, question), one in known.items()
    ]


def _shared(person: Person) -> list[dict[str, object]]:
    if not os.path.exists(places.organisation()):
        return []
    from coach.store import completions, database

    with database.organisation() as connection:
        chosen = completions.Chosen(target="person", target_id=person.id)
        return [_row(record._asdict()) for record in completions.records(connection, chosen)]


def _row(values: dict[str, Any]) -> dict[str, object]:
    return {name: part.isoformat() if isinstance(part, date) else part for name, part in values.items()}


def export(person: Person, file: str, now: datetime) -> None:
    """Write everything but what was noticed here, which must not leave this computer by a file.

    A name that ends in .csv is written for a spreadsheet; else it is JSON, which comes back.

    Raises:
        ExportError: the file cannot be written.
    """
    fresh = file + ".part"
    stays = _("What was noticed stays on this computer: see it on the page Privacy.")
    told = everything(person, now) | {"noticed_on_this_machine": stays}
    text = json.dumps(told, ensure_ascii=False, indent=1, default=list)
    if file.lower().endswith(".csv"):
        from coach.exports import flat

        text = flat(json.loads(text))
    try:
        with open(fresh, "w", encoding="utf-8", newline="") as out:
            out.write(text)
        os.replace(fresh, file)
    except OSError as error:
        with suppress(OSError):
            os.remove(fresh)
        raise ExportError(file=file, reason=error.strerror or error) from error


def erase_noticed(now: datetime) -> Erased:
    """Erase what the agent noticed on this machine; settings and records stay.

    Raises:
        StorageError: something could not be removed.
    """
    found = Erased(len(handover.recent(now.astimezone())), len(handover.sources_looked_at(now.astimezone())))
    try:
        handover.erase()
    except OSError as error:
        raise as_storage_error(error, places.local()) from error
    return found


def erase(person: Person) -> None:
    """Erase the person's records and settings on this desk, all that the agent noticed or knows, and the logs.

    Completions already shared with the organisation are its training records and stay there.

    Raises:
        StorageError: something could not be removed.
    """
    from coach.store import database

    database.close()
    folder = places.person(person.id)
    try:
        handover.erase_all()
        screen_sleep.forget()
        if os.path.isdir(folder):
            shutil.rmtree(folder)
    except OSError as error:
        raise as_storage_error(error, folder) from error
    for log in logs():
        # Emptied, not removed: the window has its own open, and some systems would refuse.
        with suppress(OSError):
            os.truncate(log, 0)


def logs() -> tuple[str, ...]:
    """The log files that exist: the agent's and the window's, with their older parts."""
    try:
        names = sorted(os.listdir(places.local()))
    except OSError:
        return ()
    return tuple(
        os.path.join(places.local(), name)
        for name in names
        if name.startswith(("coach.log", "window.log", "sync.log"))
    )
