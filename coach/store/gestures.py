"""The notebook of gestures: planned, done once, or a habit."""

from datetime import date, datetime

from sqlalchemy import Connection

from coach.store.glance import Notebook
from coach.store.identifiers import uuid7
from coach.store.schema import gesture_note


def add(connection: Connection, gesture: str, words: str, state: str, day: date, now: datetime) -> str:
    """Note a gesture; returns the line's id."""
    new = uuid7(now)
    connection.execute(
        gesture_note.insert().values(id=new, gesture=gesture, words=words, state=state, day=day.isoformat())
    )
    return new


def change(connection: Connection, note: Notebook) -> None:
    """Change a line."""
    connection.execute(
        gesture_note.update()
        .where(gesture_note.c.id == note.id)
        .values(gesture=note.gesture, words=note.words, state=note.state, day=note.day.isoformat())
    )


def restore(connection: Connection, note: Notebook) -> None:
    """Put a removed line back as it was."""
    connection.execute(
        gesture_note.insert().values(
            id=note.id, gesture=note.gesture, words=note.words, state=note.state, day=note.day.isoformat()
        )
    )


def remove(connection: Connection, note_id: str) -> None:
    """Remove a line."""
    connection.execute(gesture_note.delete().where(gesture_note.c.id == note_id))
