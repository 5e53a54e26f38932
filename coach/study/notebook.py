"""The notebook of gestures: note, change, remove, and put back."""

from datetime import date, datetime

from coach.content.library import Library
from coach.domain.people import Person
from coach.store.glance import Notebook


def note(person: Person, gesture: str, words: str, state: str, day: date, now: datetime) -> str:
    """Note a gesture of the list, or own words; `state` is planned, done or habit. Returns the line's id."""
    from coach.store import database, gestures

    with database.records(person.id) as connection:
        return gestures.add(connection, gesture, " ".join(words.split())[:300], state, day, now)


def change(person: Person, line: Notebook) -> None:
    """Change a line."""
    from coach.store import database, gestures

    with database.records(person.id) as connection:
        gestures.change(connection, line)


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
