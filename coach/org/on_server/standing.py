"""Where the people of a group stand, as the server knows it."""

from collections.abc import Iterator, Mapping

from coach.content.library import Library
from coach.org.on_server.answers import Row, count, row, rows, text, yes
from coach.org.on_server.freshness import heard
from coach.org.on_server.groups import asked, target
from coach.org.server import Server, reading
from coach.org.shapes import Group, GroupStanding, PathCount, Standing, State


def standing(there: Server, shelf: Library, group: Group, words: str) -> GroupStanding:
    """By name, then in the order of this desk's paths; a path that it has not comes after them."""
    named = target(group)
    told = there.ask("group_standing", target=named["target"], target_id=named["id"], words=asked(words))
    with reading(there):
        whole = row(told)
        counted = {text(one, "path"): one for one in rows(whole["paths"])}
        titles = _titles(shelf, counted)
        return GroupStanding(
            people=count(whole["people"]),
            silent=count(whole["silent"]),
            paths=tuple(_counted(title, counted[path]) for path, title in titles.items()),
            lines=tuple(line for one in rows(whole["told"]) for line in _lines(titles, one)),
            more=yes(whole["more"]),
        )


def _titles(shelf: Library, counted: Mapping[str, Row]) -> dict[str, str]:
    """The title of each path, in the order of the page."""
    ours = {path.id: path.title for path in shelf.paths.values() if path.id in counted}
    return ours | {path: text(counted[path], "title") for path in sorted(counted) if path not in ours}


def _counted(title: str, told: Row) -> PathCount:
    return PathCount(title, count(told["not_started"]), count(told["started"]), count(told["finished"]))


def _lines(titles: Mapping[str, str], told: Row) -> Iterator[Standing]:
    name, number, age, states = text(told, "name"), text(told, "id"), heard(told), row(told["paths"])
    for path in sorted(states, key=list(titles).index):
        yield Standing(name, number, titles[path], State(states[path]), age)
    if not states:
        yield Standing(name, number, "", None, age)
