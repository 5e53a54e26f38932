"""Groups and people as the server knows them: those of the services that the person's role covers."""

from collections.abc import Iterator, Sequence

from coach.domain.people import Person
from coach.exports import unguarded
from coach.org.names import plain
from coach.org.on_server.answers import Row, count, rows, text, texts, yes
from coach.org.on_server.completions import picked
from coach.org.server import Server, reading
from coach.org.shapes import FoundGroups, FoundPeople, Group, Kind
from coach.store.people import Cohort

# The server takes no more; who types so many has found somebody.
_MOST_WORDS = 20


def find_groups(there: Server, words: str, numbers: Sequence[str]) -> FoundGroups:
    """Every service, every cohort, and people. Services without people are those that had some."""
    told = there.ask("find_groups", words=asked(words), numbers=list(numbers))
    with reading(there):
        services = [Group(Kind.SERVICE, text(one, "name"), text(one, "name"), count(one["people"]))
                    for one in rows(told["services"])]  # fmt: skip
        made = [Group(Kind.COHORT, text(one, "id"), text(one, "name"), count(one["people"]))
                for one in rows(told["cohorts"])]  # fmt: skip
        people = [Group(Kind.PERSON, one.id, one.name, 1) for one in map(_person, rows(told["people"]))]
        return FoundGroups((*_sorted(services), *_sorted(made), *_sorted(people)), yes(told["more"]))


def find_people(there: Server, words: str, numbers: Sequence[str]) -> FoundPeople:
    """By name. The roles of others are not told, so nobody has any here."""
    told = there.ask("find_people", words=asked(words), numbers=list(numbers))
    with reading(there):
        found = rows(told["people"])
        people = sorted(map(_person, found), key=lambda one: (plain(one.name), one.id))
        inside = {text(one, "id"): texts(one["cohorts"]) for one in found}
        return FoundPeople(tuple(people), inside, yes(told["more"]))


def asked(words: str) -> list[str]:
    """What was typed, as the server takes it."""
    return words.split()[:_MOST_WORDS]


def _sorted(found: Sequence[Group]) -> list[Group]:
    return sorted(found, key=lambda group: (plain(group.name), group.id))


def _person(told: Row) -> Person:
    audiences = frozenset(texts(told["audiences"]))
    return Person(text(told, "id"), text(told, "name"), text(told, "service"), frozenset(), audiences)


def everybody(there: Server) -> Iterator[Person]:
    """By name, as they come."""
    columns = ("staff_number", "name", "service", "audiences")
    with reading(there):
        for row in picked(there.rows("people"), columns):
            number, name, service, audiences = map(unguarded, row)
            yield Person(number, name, service, frozenset(), frozenset(audiences.split(",")) - {""})


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
