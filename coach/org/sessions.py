"""A session in a room, for staff without a computer: who was there, attested by the trainer who saw them."""

from datetime import datetime

from coach.content.library import Library
from coach.domain.people import Person, Role
from coach.org.assigning import find_path
from coach.org.errors import SessionNotKept
from coach.org.on_server import sessions as on_server
from coach.org.rights import may
from coach.org.server import server
from coach.org.shapes import Held, Session
from coach.store import completions, database, people
from coach.store import sessions as kept
from coach.words import _, day


def record_session(actor: Person, shelf: Library, wanted: Session, now: datetime) -> str:
    """Keep the session, and a completion of each lesson for each person who had not finished it; returns its id.

    Raises:
        UnknownPath, SessionNotKept: what is wrong.
    """
    path, there = find_path(shelf, wanted.path), server(actor)
    if there is not None:
        return on_server.record(there, path.id, wanted)
    may(actor, Role.TRAINER)
    lessons = tuple(dict.fromkeys(wanted.lessons))
    numbers = tuple(dict.fromkeys(wanted.people))
    if not lessons or not set(lessons) <= set(path.lessons):
        raise SessionNotKept(reason=_("choose at least one lesson of the path."))
    if not numbers:
        raise SessionNotKept(reason=_("nobody is ticked."))
    if wanted.held_on > now.astimezone().date():
        raise SessionNotKept(reason=_("{day} is still to come.").format(day=day(wanted.held_on)))
    with database.organisation() as connection:
        listed = {one.id: one for one in people.present(connection)}
        strangers = [number for number in numbers if number not in listed]
        if strangers:
            raise SessionNotKept(reason=_("“{number}” is not on the list.").format(number=strangers[0]))
        name = kept.add(connection, path.id, wanted.held_on, numbers, actor.id)
        for number in numbers:
            for lesson in lessons:
                completions.record(
                    connection,
                    person=number,
                    service=listed[number].service,
                    path=path.id,
                    lesson=lesson,
                    edition=shelf.cards[lesson].edition,
                    day=wanted.held_on,
                    minutes=shelf.cards[lesson].minutes,
                    mode="group",
                    session=name,
                )
    return name


def undo_session(actor: Person, name: str) -> None:
    """Undo a session just recorded, as if it had not been."""
    there = server(actor)
    if there is not None:
        on_server.undo(there, name)
        return
    may(actor, Role.TRAINER)
    with database.organisation() as connection:
        kept.forget(connection, name)


def sessions(actor: Person, shelf: Library) -> tuple[Held, ...]:
    """Every session, the latest first."""
    there = server(actor)
    if there is not None:
        return on_server.held(there, shelf)
    may(actor, Role.TRAINER)
    with database.organisation() as connection:
        found = kept.held(connection)
    titles = {path.id: path.title for path in shelf.paths.values()}
    return tuple(
        Held(one.id, titles.get(one.path, one.path), one.held_on, one.by, one.people) for one in found
    )
