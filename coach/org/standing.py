"""A group's people with the paths proposed to each: not started, started, finished. Never more than that."""

from dataclasses import dataclass

from coach.content.library import Library
from coach.domain.people import Person, Role
from coach.org.assigning import State, state_of
from coach.org.freshness import Heard, heard_of
from coach.org.groups import Group
from coach.org.names import plain
from coach.org.rights import may
from coach.store import assignments, completions, database, hearing, people
from coach.words import _


@dataclass(frozen=True)
class Standing:
    """One person and one path, or no path at all."""

    name: str
    number: str
    path: str
    state: State | None
    heard: Heard

    @property
    def told(self) -> str:
        """The state in words."""
        return _(self.state.value) if self.state else ""


def standing(actor: Person, shelf: Library, group: Group) -> tuple[Standing, ...]:
    """By name, then in the order of the paths. A path proposed to somebody in several ways stands once."""
    may(actor, Role.TRAINER)
    with database.organisation() as connection:
        inside = people.members(connection, group.kind, group.id)
        finished = set(completions.finished(connection))
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
            state = state_of(person.id, path.lessons, finished)
            found.append(Standing(person.name, person.id, path.title, state, heard))
        if not paths:
            found.append(Standing(person.name, person.id, "", None, heard))
    return tuple(found)
