"""The organisation's people, their services and cohorts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from coach.domain.people import Person, Role
from coach.store.schema import cohort, cohort_member, completion, person


@dataclass(frozen=True)
class Listed:
    """A person of the list, and the day since which the list no longer has the person."""

    person: Person
    left_on: date | None = None


@dataclass(frozen=True)
class Cohort:
    """An ad-hoc group; `members` are the staff numbers of those still listed."""

    id: str
    name: str
    members: tuple[str, ...]


def listed(connection: Connection) -> list[Listed]:
    """Everybody who ever was on the list, by name."""
    rows = connection.execute(select(person).order_by(person.c.name, person.c.id))
    return [Listed(_person(row), date.fromisoformat(row.left_on) if row.left_on else None) for row in rows]


def present(connection: Connection) -> list[Person]:
    """Everybody on the list now, by name."""
    return _people(connection, person.c.left_on.is_(None))


def members(connection: Connection, target: str, target_id: str) -> list[Person]:
    """Those whom an assignment to a person, service or cohort reaches now, by name."""
    if target == "cohort":
        inside = select(cohort_member.c.person).where(cohort_member.c.cohort == target_id)
        chosen: ColumnElement[bool] = person.c.id.in_(inside)
    else:
        chosen = (person.c.service if target == "service" else person.c.id) == target_id
    return _people(connection, and_(chosen, person.c.left_on.is_(None)))


def _people(connection: Connection, chosen: ColumnElement[bool]) -> list[Person]:
    rows = connection.execute(select(person).where(chosen).order_by(person.c.name, person.c.id))
    return [_person(row) for row in rows]


def _person(row: Row[tuple[object, ...]]) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        service=row.service,
        roles=frozenset(Role(role) for role in row.roles.split(",") if role) | {Role.LEARNER},
        audiences=frozenset(row.audiences.split(",")) - {""} | {"all-staff"},
        login=row.login,
    )


def put(connection: Connection, people: Iterable[Person]) -> None:
    """Add people or change them; they are on the list again."""
    rows = [
        {
            "id": one.id,
            "name": one.name,
            "service": one.service,
            "roles": ",".join(sorted(one.roles)),
            "audiences": ",".join(sorted(one.audiences)),
            "login": one.login,
            "left_on": None,
        }
        for one in people
    ]
    if rows:
        new = insert(person)
        changed = {name: new.excluded[name] for name in rows[0] if name != "id"}
        connection.execute(new.on_conflict_do_update(index_elements=["id"], set_=changed), rows)


def own_login(connection: Connection, one: Person) -> None:
    """The login is this person's alone: a computer handed on does not take its next owner for the last one."""
    if one.login:
        others = (person.c.login == one.login, person.c.id != one.id)
        connection.execute(person.update().where(*others).values(login=""))


def leave(connection: Connection, people: Iterable[Person], day: date) -> None:
    """These are no longer on the list; their completions stay."""
    rows = [{"gone": one.id} for one in people]
    if rows:
        gone = person.c.id == bindparam("gone")
        connection.execute(person.update().where(gone).values(left_on=day.isoformat()), rows)


def services(connection: Connection) -> dict[str, int]:
    """People now in each service; 0 for one that only past completions name."""
    sizes = {name: 0 for (name,) in connection.execute(select(completion.c.service).distinct())}
    counted = (
        select(person.c.service, func.count()).where(person.c.left_on.is_(None)).group_by(person.c.service)
    )
    sizes.update((name, size) for name, size in connection.execute(counted))
    sizes.pop("", None)
    return dict(sorted(sizes.items()))


def cohorts(connection: Connection) -> list[Cohort]:
    """Every cohort, by name."""
    pairs = connection.execute(
        select(cohort_member.c.cohort, person.c.id)
        .join(person, person.c.id == cohort_member.c.person)
        .where(person.c.left_on.is_(None))
        .order_by(person.c.name, person.c.id)
    )
    inside: dict[str, list[str]] = {}
    for which, who in pairs:
        inside.setdefault(which, []).append(who)
    rows = connection.execute(select(cohort).order_by(cohort.c.name))
    return [Cohort(row.id, row.name, tuple(inside.get(row.id, ()))) for row in rows]


def cohorts_of(connection: Connection) -> dict[str, dict[str, str]]:
    """The cohorts of each person who has any, by staff number: names by id."""
    rows = connection.execute(
        select(cohort_member.c.person, cohort.c.id, cohort.c.name)
        .join(cohort, cohort.c.id == cohort_member.c.cohort)
        .order_by(cohort.c.name)
    )
    found: dict[str, dict[str, str]] = {}
    for who, which, name in rows:
        found.setdefault(who, {})[which] = name
    return found


def put_cohort(connection: Connection, new: Cohort) -> None:
    """Add a cohort, or give it another name and other members."""
    connection.execute(
        insert(cohort)
        .values(id=new.id, name=new.name)
        .on_conflict_do_update(index_elements=["id"], set_={"name": new.name})
    )
    connection.execute(cohort_member.delete().where(cohort_member.c.cohort == new.id))
    if new.members:
        connection.execute(cohort_member.insert(), [{"cohort": new.id, "person": m} for m in new.members])
