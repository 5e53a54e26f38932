"""Hides small groups in a table so that no hidden cell can be computed from the others and the totals."""

import heapq
from collections.abc import Iterator, Sequence

LEAST = 5

Place = tuple[int, int]
Sizes = Sequence[Sequence[int]]


def small(sizes: Sizes) -> frozenset[Place]:
    """Cells about one to four people; 0 means that a cell is about nobody and shows nothing."""
    return frozenset(place for place in _filled(sizes) if sizes[place[0]][place[1]] < LEAST)


def hidden(sizes: Sizes) -> frozenset[Place]:
    """The small cells, and those that go with them so that none can be computed.

    Somebody who knows every total of a row or column and every cell that is shown has one equation a row and a
    column. A cell follows from them unless the hidden cells form a ring through it: along a ring one may give
    to a cell what one takes from the next, and no total moves. So each small cell gets the ring whose further
    cells are about the fewest people. Where there is none (a single row), its line loses a second cell at least.
    Only the sizes decide: what people finish never uncovers a cell.
    """
    found = set(small(sizes))
    lines, tied = _lines(sizes), dict[int, set[int]]()
    for place in sorted(found):
        # Between two lines that rings tie together already, one more cell closes a ring of its own.
        if -1 - place[1] not in tied.get(place[0], ()):
            ring = _ring(sizes, lines, found, place)
            found |= ring
            _tie(tied, {station for row, column in ring for station in (row, -1 - column)})
    while True:
        more = next(_lonely(sizes, lines, found), None)
        if more is None:
            return frozenset(found)
        found.add(more)


def _filled(sizes: Sizes) -> Iterator[Place]:
    return ((row, column) for row, line in enumerate(sizes) for column, size in enumerate(line) if size)


def _lines(sizes: Sizes) -> dict[int, list[Place]]:
    """The cells about somebody by station: rows are 0, 1, 2 and on, columns -1, -2, -3 and on."""
    lines: dict[int, list[Place]] = {}
    for place in _filled(sizes):
        lines.setdefault(place[0], []).append(place)
        lines.setdefault(-1 - place[1], []).append(place)
    return lines


def _tie(tied: dict[int, set[int]], stations: set[int]) -> None:
    together = stations.union(*(tied.get(station, ()) for station in stations))
    tied.update(dict.fromkeys(together, together))


def _ring(sizes: Sizes, lines: dict[int, list[Place]], found: set[Place], place: Place) -> set[Place]:
    """The cheapest ring through a place, or nothing; a cell hidden already costs nothing.

    Rows and columns are the stations of Dijkstra's search, a cell is the way between its two.
    """
    goal = -1 - place[1]
    heap: list[tuple[int, int, Place]] = [(0, place[0], place)]
    came: dict[int, Place] = {}
    while heap and goal not in came:
        cost, at, by = heapq.heappop(heap)
        if at in came:
            continue
        came[at] = by
        for cell in lines[at]:
            following = -1 - cell[1] if at >= 0 else cell[0]
            if cell != place and following not in came:
                price = 0 if cell in found else sizes[cell[0]][cell[1]]
                heapq.heappush(heap, (cost + price, following, cell))
    return set(_way_back(came, goal, place)) if goal in came else set()


def _way_back(came: dict[int, Place], goal: int, place: Place) -> Iterator[Place]:
    at = goal
    while came[at] != place:
        yield came[at]
        at = -1 - came[at][1] if at >= 0 else came[at][0]
    yield place


def _lonely(sizes: Sizes, lines: dict[int, list[Place]], found: set[Place]) -> Iterator[Place]:
    """For each row and column that hides exactly one cell: the next to hide, the one about the fewest people."""
    for line in lines.values():
        shown = [place for place in line if place not in found]
        if len(line) - len(shown) == 1 and shown:
            yield min(shown, key=lambda place: (sizes[place[0]][place[1]], place))
