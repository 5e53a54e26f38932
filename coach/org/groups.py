"""Groups: the services of people, cohorts made by hand, and single persons."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from coach.domain.people import Person, Role
from coach.org.errors import (
    AmbiguousGroup,
    AmbiguousPerson,
    CohortError,
    NobodyListed,
    UnknownGroup,
    UnknownPerson,
)
from coach.org.names import near, plain
from coach.org.on_server import groups as on_server
from coach.org.rights import may
from coach.org.server import server
from coach.org.shapes import MOST_PEOPLE, FoundGroups, FoundPeople, Group, Kind
from coach.store import database, people
from coach.store.identifiers import uuid7
from coach.store.people import Cohort
from coach.words import _


def find_groups(actor: Person, words: str = "", numbers: Sequence[str] = ()) -> FoundGroups:
    """Every service and cohort, and the people whom `find_people` finds."""
    there = server(actor)
    if there is not None:
        return on_server.find_groups(there, words, numbers)
    may(actor, Role.TRAINER, Role.HR)
    found = _people_of_the_file(words, numbers)
    others = tuple(group for group in every() if group.kind is not Kind.PERSON)
    return FoundGroups((*others, *(Group(Kind.PERSON, p.id, p.name, 1) for p in found.people)), found.more)


def find_people(actor: Person, words: str = "", numbers: Sequence[str] = ()) -> FoundPeople:
    """At most `MOST_PEOPLE` by name who have every word in name, staff number, service or cohort.

    Those of the staff numbers come besides. A server tells nobody's roles: `roles` is empty then.
    """
    there = server(actor)
    if there is not None:
        return on_server.find_people(there, words, numbers)
    may(actor, Role.TRAINER, Role.HR)
    return _people_of_the_file(words, numbers)


def _people_of_the_file(words: str, numbers: Sequence[str]) -> FoundPeople:
    with database.organisation() as connection:
        present, made = people.present(connection), people.cohorts_of(connection)
    first, more = first_of(present, made, words)
    chosen = {one.id for one in first} | set(numbers)
    told = tuple(sorted((one for one in present if one.id in chosen), key=_by_name))
    inside = {one.id: tuple(sorted(made.get(one.id, {}).values(), key=plain)) for one in told}
    return FoundPeople(told, inside, more)


def first_of(
    present: Iterable[Person], made: Mapping[str, Mapping[str, str]], words: str
) -> tuple[list[Person], bool]:
    """The first people by name who have every word, and whether there are others; `made`: cohorts of each."""
    wanted = [plain(word) for word in words.split()]

    def has(one: Person) -> bool:
        told = [f"{one.name} {one.id}", one.service, *made.get(one.id, {}).values()]
        return all(any(word in plain(part) for part in told) for word in wanted)

    hits = sorted((one for one in present if has(one)), key=_by_name)
    return hits[:MOST_PEOPLE], len(hits) > MOST_PEOPLE


def _by_name(one: Person) -> tuple[str, str]:
    return plain(one.name), one.id


def every() -> tuple[Group, ...]:
    """Those of this desk's file, for callers who have checked the role."""
    with database.organisation() as connection:
        services = people.services(connection)
        made = people.cohorts(connection)
        present = people.present(connection)
    return (
        *_sorted(Group(Kind.SERVICE, name, name, size) for name, size in services.items()),
        *_sorted(Group(Kind.COHORT, one.id, one.name, len(one.members)) for one in made),
        *_sorted(Group(Kind.PERSON, one.id, one.name, 1) for one in present),
    )


def _sorted(found: Iterable[Group]) -> list[Group]:
    """By name as in a dictionary: É stands with E, not after Z."""
    return sorted(found, key=lambda group: (plain(group.name), group.id))


def find_group(actor: Person, text: str) -> Group:
    """The service, cohort or person of a name, staff number or key such as `cohort:Pilotes`.

    Raises:
        UnknownGroup: there is none; the error names some that are near.
        AmbiguousGroup: there are several; the error names their keys.
        NobodyListed: no people were imported.
    """
    kind, _colon, key = text.partition(":")
    known = find_groups(actor, key if kind in set(Kind) else text, (text, key)).groups
    exact = [group for group in known if text in (group.key, group.id, group.name)]
    found = exact or [group for group in known if plain(text) in _plain_names(group)]
    if len(found) > 1:
        raise AmbiguousGroup(name=text, near=", ".join(f"“{group.key}”" for group in found[:8]))
    if found:
        return found[0]
    known = find_groups(actor).groups
    if not known:
        raise NobodyListed
    raise UnknownGroup(name=text, near=near(text, _told(known)))


def find_person(actor: Person, text: str) -> Group:
    """The person of a staff number or name, or the only one whom these words fit.

    Raises:
        UnknownPerson: nobody.
        AmbiguousPerson: there are several; the error names some with their staff numbers.
    """
    people = find_people(actor, text, (text,)).people
    exact = [one for one in people if one.id == text]
    named = [one for one in people if plain(one.name) == plain(text)]
    found = exact or named or people
    if not found:
        raise UnknownPerson(name=text)
    if len(found) > 1:
        told = ", ".join(f"{one.name} ({one.id})" for one in found[:8])
        raise AmbiguousPerson(name=text, near=told)
    return Group(Kind.PERSON, found[0].id, found[0].name, 1)


def _plain_names(group: Group) -> set[str]:
    return {plain(group.key), plain(group.name), plain(group.id)}


def _told(known: Sequence[Group]) -> list[str]:
    return [group.id if group.kind is Kind.PERSON else group.name for group in known]


def everybody(actor: Person) -> Iterator[Person]:
    """Everybody on the list now, by name, as they come. A server tells nobody's roles: `roles` is empty then."""
    there = server(actor)
    if there is not None:
        return on_server.everybody(there)
    may(actor, Role.TRAINER, Role.HR)
    with database.organisation() as connection:
        return iter(sorted(people.present(connection), key=_by_name))


def cohorts(actor: Person) -> tuple[Cohort, ...]:
    """Every cohort with its members' staff numbers."""
    there = server(actor)
    if there is not None:
        return on_server.cohorts(there)
    may(actor, Role.TRAINER, Role.HR)
    with database.organisation() as connection:
        return tuple(people.cohorts(connection))


def create_cohort(actor: Person, name: str, staff_numbers: Sequence[str], now: datetime) -> Cohort:
    """Make a cohort.

    Raises:
        CohortError: the name is empty or taken, or somebody is not on the list.
    """
    there = server(actor)
    if there is not None:
        return on_server.put_cohort(there, name, staff_numbers)
    may(actor, Role.TRAINER)
    name = " ".join(name.split())
    if not name:
        raise CohortError(name=name, reason=_("it has no name."))
    if any(plain(name) == plain(group.name) for group in every() if group.kind is not Kind.PERSON):
        raise CohortError(name=name, reason=_("a service or cohort has this name already."))
    return _put(Cohort(uuid7(now), name, tuple(dict.fromkeys(staff_numbers))))


def change_cohort(actor: Person, name: str, staff_numbers: Sequence[str]) -> Cohort:
    """Give a cohort other members.

    Raises:
        CohortError: there is no such cohort, or somebody is not on the list.
    """
    there = server(actor)
    if there is None:
        may(actor, Role.TRAINER)
    for one in cohorts(actor):
        if plain(one.name) == plain(name):
            if there is not None:
                return on_server.put_cohort(there, one.name, staff_numbers, one.id)
            return _put(Cohort(one.id, one.name, tuple(dict.fromkeys(staff_numbers))))
    raise CohortError(name=name, reason=_("there is no such cohort."))


def _put(cohort: Cohort) -> Cohort:
    with database.organisation() as connection:
        known = {one.id for one in people.present(connection)}
        strangers = [number for number in cohort.members if number not in known]
        if strangers:
            told = ", ".join(f"“{number}”" for number in strangers[:8])
            raise CohortError(
                name=cohort.name, reason=_("these are not on the list: {who}.").format(who=told)
            )
        people.put_cohort(connection, cohort)
    return cohort


def reach(actor: Person, chosen: Sequence[Group]) -> int:
    """How many people are in these groups, each counted once."""
    there = server(actor)
    if there is not None:
        return on_server.reach(there, chosen)
    may(actor, Role.TRAINER)
    with database.organisation() as connection:
        return len({one.id for g in chosen for one in people.members(connection, g.kind, g.id)})
