"""What stands, counted: training hours by service, and who learnt what in a year."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from coach.store.completions import Chosen, stands, where
from coach.store.schema import completion


@dataclass(frozen=True)
class Hours:
    """What was finished in a service (of that day): a lesson counts once a person, however many paths have it."""

    service: str
    people: int
    lessons: int
    minutes: int


def learnt(connection: Connection, chosen: Chosen) -> list[tuple[str, str, int]]:
    """Triples (staff number, lesson, edition), each once; of those who left too, without cancelled ones.

    A passed quiz teaches nothing new, so it is not among them.
    """
    rows = connection.execute(
        select(completion.c.person, completion.c.lesson, completion.c.edition)
        .where(*where(chosen), stands(), completion.c.lesson != "")
        .distinct()
    )
    return [(who, lesson, edition) for who, lesson, edition in rows]


def hours(connection: Connection, chosen: Chosen) -> list[Hours]:
    """What stands, by service."""
    once = (
        select(
            completion.c.person,
            func.min(completion.c.service).label("service"),
            func.min(completion.c.minutes).label("minutes"),
        )
        .where(*where(chosen), stands(), completion.c.lesson != "")
        .group_by(completion.c.person, completion.c.lesson, completion.c.edition)
        .subquery()
    )
    people = func.count(once.c.person.distinct())
    query = select(once.c.service, people, func.count(), func.sum(once.c.minutes)).group_by(once.c.service)
    return [Hours(*row) for row in connection.execute(query.order_by(once.c.service))]
