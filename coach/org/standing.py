"""A group's people with the paths proposed to each: not started, started, finished. Never more than that."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from coach.content.library import Library
from coach.domain.lesson import Path
from coach.domain.people import Person, Role
from coach.org.finishing import pairs, state_of
from coach.org.freshness import Heard, heard_of
from coach.org.groups import first_of
from coach.org.on_server import standing as on_server
from coach.org.rights import may
from coach.org.server import server
from coach.org.shapes import Group, GroupStanding, PathCount, Standing, State
from coach.store import assignments, database, hearing, people
from coach.store.database import Connection


def standing(actor: Person, shelf: Library, group: Group, today: date, words: str = "") -> GroupStanding:
    """By name, then in the order of the paths. A path proposed to somebody in several ways stands once.

    Of the people those are told who have every one of the words, as in `find_people`. `today` is this desk's day: a
    server goes by its own.
    """
    there = server(actor)
    if there is not None:
        return on_server.standing(there, shelf, group, words)
    may(actor, Role.TRAINER)
    with database.organisation() as connection:
        inside = people.members(connection, group.kind, group.id)
        told, more = first_of(inside, people.cohorts_of(connection), words)
        proposed, finished = _proposed(connection, shelf), pairs(connection, shelf)
        known = hearing.heard(connection)
    states = {
        who.id: {path.id: state_of(who.id, path, finished) for path in proposed.get(who.id, ())}
        for who in inside
    }
    count = Counter(pair for one in states.values() for pair in one.items())
    reached = {path for path, _state in count}
    return GroupStanding(
        people=len(inside),
        silent=sum(heard_of(known, one.id).old(today) for one in inside),
        paths=tuple(
            PathCount(path.title, *(count[path.id, state] for state in State))
            for path in shelf.paths.values()
            if path.id in reached
        ),
        lines=tuple(
            line for one in told for line in _lines(one, shelf, states[one.id], heard_of(known, one.id))
        ),
        more=more,
    )


def _proposed(connection: Connection, shelf: Library) -> dict[str, list[Path]]:
    """The paths proposed to each person, by staff number."""
    found: dict[str, set[str]] = {}
    for line in assignments.lines(connection):
        if line.withdrawn_on is None:
            for one in people.members(connection, line.target, line.target_id):
                found.setdefault(one.id, set()).add(line.path)
    return {who: [path for path in shelf.paths.values() if path.id in ids] for who, ids in found.items()}


def _lines(who: Person, shelf: Library, states: Mapping[str, State], heard: Heard) -> Iterator[Standing]:
    for path, state in states.items():
        yield Standing(who.name, who.id, shelf.paths[path].title, state, heard)
    if not states:
        yield Standing(who.name, who.id, "", None, heard)
