"""A group's people with the paths proposed to each: not started, started, finished. Never more than that."""

from coach.content.library import Library
from coach.domain.people import Person, Role
from coach.org.finishing import pairs, state_of
from coach.org.freshness import heard_of
from coach.org.names import plain
from coach.org.on_server import standing as on_server
from coach.org.rights import may
from coach.org.server import server
from coach.org.shapes import Group, Standing
from coach.store import assignments, database, hearing, people


def standing(actor: Person, shelf: Library, group: Group) -> tuple[Standing, ...]:
    """By name, then in the order of the paths. A path proposed to somebody in several ways stands once."""
    there = server(actor)
    if there is not None:
        return on_server.standing(there, shelf, group)
    may(actor, Role.TRAINER)
    with database.organisation() as connection:
        inside = people.members(connection, group.kind, group.id)
        finished = pairs(connection, shelf)
        known = hearing.heard(connection)
        proposed: dict[str, set[str]] = {}
        for line in assignments.lines(connection):
            if line.withdrawn_on is None:
                for one in people.members(connection, line.target, line.target_id):
                    proposed.setdefault(one.id, set()).add(line.path)
    found = []
    for person in sorted(inside, key=lambda one: (plain(one.name), one.id)):
        heard = heard_of(known, person.id)
        paths = [path for path in shelf.paths.values() if path.id in proposed.get(person.id, ())]
        for path in paths:
            state = state_of(person.id, path, finished)
            found.append(Standing(person.name, person.id, path.title, state, heard))
        if not paths:
            found.append(Standing(person.name, person.id, "", None, heard))
    return tuple(found)
