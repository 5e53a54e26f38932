"""Groups: the services of people, cohorts made by hand, and single persons."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from coach.domain.people import Person, Role
from coach.org.errors import AmbiguousGroup, CohortError, NobodyListed, UnknownGroup
from coach.org.names import near, plain
from coach.org.on_server import groups as on_server
from coach.org.rights import may
from coach.org.server import server
from coach.org.shapes import Group, Kind
from coach.store import database, people
from coach.store.identifiers import uuid7
from coach.store.people import Cohort
from coach.words import _


def groups(actor: Person) -> tuple[Group, ...]:
    """Every service, cohort and person, in this order."""
    there = server(actor)
    if there is not None:
        return on_server.groups(there)
    may(actor, Role.TRAINER, Role.HR)
    return every()


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
    known = groups(actor)
    if not known:
        raise NobodyListed
    exact = [group for group in known if text in (group.key, group.id, group.name)]
    found = exact or [group for group in known if plain(text) in _plain_names(group)]
    if len(found) > 1:
        raise AmbiguousGroup(name=text, near=", ".join(f"“{group.key}”" for group in found[:8]))
    if not found:
        raise UnknownGroup(name=text, near=near(text, _told(known)))
    return found[0]


def _plain_names(group: Group) -> set[str]:
    return {plain(group.key), plain(group.name), plain(group.id)}


def _told(known: Sequence[Group]) -> list[str]:
    return [group.id if group.kind is Kind.PERSON else group.name for group in known]


def everybody(actor: Person) -> tuple[Person, ...]:
    """Everybody on the list now, by name. A server tells nobody's roles: `roles` is empty then."""
    there = server(actor)
    if there is not None:
        return on_server.everybody(there)
    may(actor, Role.TRAINER, Role.HR)
    with database.organisation() as connection:
        return tuple(sorted(people.present(connection), key=lambda one: (plain(one.name), one.id)))


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
