"""The list of people brought up to date from a file: first what would change, then the change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from coach import words
from coach.content.library import Library
from coach.domain.people import Person
from coach.org import people_file
from coach.org.errors import PeopleElsewhere
from coach.org.people_file import PeopleFile
from coach.org.server import address
from coach.store import database, people
from coach.store.people import Listed


@dataclass(frozen=True)
class Change:
    """A person as listed, and as the file has the person now. `back`: the person had left the list."""

    before: Person
    after: Person
    back: bool


@dataclass(frozen=True)
class Plan:
    """What an import changes. `left`: people the file no longer has; `same`: how many stay as they are."""

    added: tuple[Person, ...]
    changed: tuple[Change, ...]
    left: tuple[Person, ...]
    same: int

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.added or self.changed or self.left)


def read_people(file: str, shelf: Library) -> PeopleFile:
    """Read a CSV of people, or raise PeopleFileError with every fault."""
    known = [pair for code in words.languages() for pair in replace(shelf, language=code).label.audiences]
    return people_file.read(file, {name: key for key, title in known for name in (key, title)})


def may_import(actor: Person) -> None:
    """Go on only where the list is this desk's own.

    Raises:
        PeopleElsewhere: it is the one of the organisation's server.
    """
    if url := address(actor):
        raise PeopleElsewhere(url=url)


def plan(wanted: Sequence[Person]) -> Plan:
    """What an import would change; nothing is written."""
    with database.organisation() as connection:
        return compare(wanted, people.listed(connection))


def apply(wanted: Sequence[Person], today: date) -> Plan:
    """Import all of it or nothing. People the file no longer has keep their records and leave the groups."""
    with database.organisation() as connection:
        found = compare(wanted, people.listed(connection))
        people.put(connection, (*found.added, *(change.after for change in found.changed)))
        people.leave(connection, found.left, today)
    return found


def compare(wanted: Sequence[Person], listed: Sequence[Listed]) -> Plan:
    """What makes one list out of the other, wherever that one is kept."""
    known = {one.person.id: one for one in listed}
    numbers = {one.id for one in wanted}
    changed = tuple(
        Change(known[one.id].person, one, known[one.id].left_on is not None)
        for one in wanted
        if one.id in known and known[one.id] != Listed(one)
    )
    added = tuple(one for one in wanted if one.id not in known)
    return Plan(
        added=added,
        changed=changed,
        left=tuple(one.person for one in listed if one.left_on is None and one.person.id not in numbers),
        same=len(wanted) - len(added) - len(changed),
    )
