"""Where the people of a group stand, as the server knows it."""

from collections.abc import Iterator

from coach.content.library import Library
from coach.org.on_server.answers import Row, rows, text
from coach.org.on_server.freshness import heard
from coach.org.server import Server, reading
from coach.org.shapes import Group, Standing, State


def standing(there: Server, shelf: Library, group: Group) -> tuple[Standing, ...]:
    """By name, then in the order of this desk's paths; a path that it has not comes after them."""
    told = there.ask("standing", target=group.kind.value, target_id=group.id)
    with reading(there):
        return tuple(line for one in rows(told) for line in _lines(shelf, one))


def _lines(shelf: Library, told: Row) -> Iterator[Standing]:
    name, number, age = text(told, "name"), text(told, "id"), heard(told)
    order, places = list(shelf.paths), []
    for one in rows(told["paths"]):
        path = text(one, "path")
        title = shelf.paths[path].title if path in shelf.paths else text(one, "title")
        place = order.index(path) if path in shelf.paths else len(order)
        places.append((place, title, State(one["state"])))
    for _place, title, state in sorted(places):
        yield Standing(name, number, title, state, age)
    if not places:
        yield Standing(name, number, "", None, age)
