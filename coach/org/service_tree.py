"""Which service stands below which, as a file of people says it, line by line."""

from collections.abc import Iterator, Mapping

from coach.words import _


class Tree:
    """What was read so far: `parents` by service, and whether the file has a column for them at all."""

    def __init__(self) -> None:
        self.known = False
        self.parents: dict[str, str] = {}
        self._lines: dict[str, int] = {}

    def put(self, line: int, service: str, parent: str) -> str:
        """Note the service above; an empty one says nothing. Returns the fault, if another line says otherwise."""
        if not parent:
            return ""
        if parent == service:
            return _("“{service}” stands above itself.").format(service=service)
        first = self.parents.setdefault(service, parent)
        at = self._lines.setdefault(service, line)
        if first == parent:
            return ""
        told = _("“{service}” stands below “{other}” on line {line} already.")
        return told.format(service=service, other=first, line=at)


def circles(parents: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Services that stand, each below the next, below the first again."""
    told: set[str] = set()
    for start in parents:
        way = [start]
        while way[-1] in parents and parents[way[-1]] not in way and way[-1] not in told:
            way.append(parents[way[-1]])
        above = parents.get(way[-1])
        if way[-1] not in told and above in way:
            yield tuple(way[way.index(above) :])
        told.update(way)
