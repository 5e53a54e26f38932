"""When each person's desks were last heard: how old what the organisation knows of somebody may be."""

from datetime import date

from sqlalchemy import Connection, func, select, union_all

from coach.store.schema import box, device


def note(connection: Connection, name: str, day: date) -> None:
    """Something new came out of a box of the shared folder on this day; a box without news tells nothing."""
    connection.execute(box.update().where(box.c.device == name).values(heard_on=day.isoformat()))


def heard(connection: Connection) -> dict[str, date | None]:
    """The last day by staff number, None for a desk never heard; empty where all desks write to this one file."""
    desks = union_all(
        select(box.c.person, box.c.heard_on.label("day")),
        select(device.c.person, func.substr(device.c.last_sync, 1, 10).label("day")),
    ).subquery()
    rows = connection.execute(select(desks.c.person, func.max(desks.c.day)).group_by(desks.c.person))
    return {who: date.fromisoformat(day) if day else None for who, day in rows}
