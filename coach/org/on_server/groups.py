"""Groups and people as the server knows them: those of the services that the person's role covers."""

from collections.abc import Sequence

from coach.domain.people import Person
from coach.org.names import plain
from coach.org.on_server.answers import count, rows, text, texts
from coach.org.server import Server, reading
from coach.org.shapes import Group, Kind
from coach.store.people import Cohort


def groups(there: Server) -> tuple[Group, ...]:
    """Every service, cohort and person, in this order. Services without people are those that had some."""
    told = there.ask("groups")
    with reading(there):
        services = [(text(one, "name"), count(one["people"])) for one in rows(told["services"])]
        return (
            *_sorted([Group(Kind.SERVICE, name, name, size) for name, size in services]),
            *_sorted(
                [Group(Kind.COHORT, one.id, one.name, len(one.members)) for one in _cohorts(told["cohorts"])]
            ),
            *_sorted([Group(Kind.PERSON, one.id, one.name, 1) for one in _people(told["people"])]),
        )


def _sorted(found: Sequence[Group]) -> list[Group]:
    return sorted(found, key=lambda group: (plain(group.name), group.id))


def everybody(there: Server) -> tuple[Person, ...]:
    """By name. The roles of others are not told, so nobody has any here."""
    told = there.ask("people")
    with reading(there):
        return _people(told)


def _people(told: object) -> tuple[Person, ...]:
    found = [
        Person(
            id=text(one, "id"),
            name=text(one, "name"),
            service=text(one, "service"),
            roles=frozenset(),
            audiences=frozenset(texts(one["audiences"])),
        )
        for one in rows(told)
    ]
    return tuple(sorted(found, key=lambda one: (plain(one.name), one.id)))


def cohorts(there: Server) -> tuple[Cohort, ...]:
    """By name; members are those whom the role covers."""
    told = there.ask("cohorts")
    with reading(there):
        return _cohorts(told)


def _cohorts(told: object) -> tuple[Cohort, ...]:
    return tuple(Cohort(text(one, "id"), text(one, "name"), texts(one["members"])) for one in rows(told))


def put_cohort(there: Server, name: str, members: Sequence[str], id: str | None = None) -> Cohort:
    """Make a cohort, or give the one of `id` other members.

    Raises:
        CohortError: the server does not take it.
    """
    named = {} if id is None else {"id": id}
    told = there.ask("put_cohort", name=name, members=list(dict.fromkeys(members)), **named)
    with reading(there):
        return Cohort(text(told, "id"), text(told, "name"), texts(told["members"]))


def reach(there: Server, chosen: Sequence[Group]) -> int:
    """How many people are in these groups, each counted once."""
    told = there.ask("reach", groups=[target(group) for group in chosen])
    with reading(there):
        return count(told)


def target(group: Group) -> dict[str, str]:
    """A group as the server names it."""
    return {"target": group.kind.value, "id": group.id}
