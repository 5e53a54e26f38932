"""The notebook of gestures: read it by week, note, change, remove, and put back."""

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from coach.content.library import Library
from coach.domain.lesson import Gesture
from coach.domain.people import Person
from coach.store.glance import Notebook
from coach.study import today
from coach.study.me import Me
from coach.words import _


@dataclass(frozen=True)
class Line:
    """A line with its words and its effect as they are shown, and the gesture of the list, if it is one."""

    note: Notebook
    text: str
    effect: str
    gesture: Gesture | None = None


@dataclass(frozen=True)
class Week:
    """The lines done in one week, the newest first."""

    monday: date
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Contents:
    """The whole notebook: what is planned, the nearest day first, then the weeks, the newest first."""

    planned: tuple[Line, ...]
    weeks: tuple[Week, ...]


def contents(who: Me) -> Contents:
    """The person's notebook; a pure reading of the records."""
    shelf = who.library
    lines = [
        Line(note, told(shelf, note), effect(shelf, note.gesture), shelf.gestures.get(note.gesture))
        for note in today.learning(who).notes
    ]
    planned = [line for line in lines if line.note.state == "planned"]
    done = [line for line in lines if line.note.state != "planned"]
    return Contents(
        planned=tuple(sorted(planned, key=lambda line: line.note.day)),
        weeks=tuple(Week(monday, tuple(held)) for monday, held in groupby(done, _monday)),
    )


def _monday(line: Line) -> date:
    return line.note.day - timedelta(days=line.note.day.weekday())


def effect(shelf: Library, gesture: str) -> str:
    """What a gesture spares, as a range with its source; own words never get a figure."""
    known = shelf.gestures.get(gesture)
    return (known and shelf.effect(known)) or _("The effect cannot be measured.")


def note(person: Person, gesture: str, words: str, state: str, day: date, now: datetime) -> str:
    """Note a gesture of the list, or own words; `state` is planned, done or habit. Returns the line's id."""
    from coach.store import database, gestures

    with database.records(person.id) as connection:
        return gestures.add(connection, gesture, _tidy(words), state, day, now)


def note_done(who: Me, gesture: Gesture, now: datetime) -> None:
    """Note a gesture of the list as done today, unless it stands there for today already."""
    if not noted_today(who, gesture, now):
        note(who.person, gesture.id, "", "done", now.astimezone().date(), now)


def managed(gesture: Gesture) -> str:
    """The words of a line whose gesture the IT department takes care of; it counts as done."""
    return _("{gesture} The IT department takes care of it.").format(gesture=gesture.text)


def noted_today(who: Me, gesture: Gesture, now: datetime) -> bool:
    """Whether a gesture of the list stands in the notebook for today."""
    day = now.astimezone().date()
    return any(line.gesture == gesture.id and line.day == day for line in today.learning(who).notes)


def gesture_of(shelf: Library, lesson: str) -> Gesture | None:
    """The gesture that a lesson teaches, if both are installed."""
    card = shelf.cards.get(lesson)
    return shelf.gestures.get(card.gesture) if card is not None else None


def _tidy(words: str) -> str:
    return " ".join(words.split())[:300]


def change(person: Person, line: Notebook) -> None:
    """Change a line."""
    from coach.store import database, gestures

    with database.records(person.id) as connection:
        gestures.change(connection, dataclasses.replace(line, words=_tidy(line.words)))


def remove(person: Person, line: Notebook) -> None:
    """Remove a line; `put_back` undoes it."""
    from coach.store import database, gestures

    with database.records(person.id) as connection:
        gestures.remove(connection, line.id)


def put_back(person: Person, line: Notebook) -> None:
    """Undo a removal."""
    from coach.store import database, gestures

    with database.records(person.id) as connection:
        gestures.restore(connection, line)


def told(shelf: Library, line: Notebook) -> str:
    """The line's words: the gesture's, or the person's own."""
    gesture = shelf.gestures.get(line.gesture)
    return line.words or (gesture.text if gesture else line.gesture)
