"""Sessions in a room, kept at the server."""

from coach.content.library import Library
from coach.org.on_server.answers import count, day, rows, text, texts
from coach.org.server import Server, reading
from coach.org.shapes import Held, Session


def record(there: Server, path: str, wanted: Session) -> str:
    """Keep the session of a path (its id); returns the session's.

    Raises:
        SessionNotKept, PathNotPublished: what is wrong.
    """
    told = there.ask(
        "record_session",
        path=path,
        lessons=list(dict.fromkeys(wanted.lessons)),
        people=list(dict.fromkeys(wanted.people)),
        held_on=wanted.held_on.isoformat(),
    )
    with reading(there):
        (name,) = texts([told])
        return name


def undo(there: Server, name: str) -> None:
    """As if one's own session of today had not been."""
    there.ask("undo_session", id=name)


def held(there: Server, shelf: Library) -> tuple[Held, ...]:
    """Every session with somebody whom the role covers, the latest first."""
    told = there.ask("sessions")
    titles = {path.id: path.title for path in shelf.paths.values()}
    with reading(there):
        return tuple(
            Held(
                text(one, "id"),
                titles.get(text(one, "path"), text(one, "title")),
                day(one, "held_on"),
                text(one, "by"),
                count(one["people"]),
            )
            for one in rows(told)
        )
