"""Hides small groups in a table so that no hidden cell can be computed from its neighbours."""

from collections.abc import Iterator, Sequence

LEAST = 5

Place = tuple[int, int]


def small(sizes: Sequence[Sequence[int]]) -> frozenset[Place]:
    """Cells about one to four people; 0 means that a cell is about nobody and shows nothing."""
    return frozenset(
        (row, column)
        for row, line in enumerate(sizes)
        for column, size in enumerate(line)
        if 0 < size < LEAST
    )


def hidden(sizes: Sequence[Sequence[int]]) -> frozenset[Place]:
    """The small cells, and further ones until no row or column with other cells hides exactly one.

    A total and all cells but one give the one away. The further cell is the one about the fewest people.
    """
    found = set(small(sizes))
    while True:
        more = next(_lonely(sizes, found), None)
        if more is None:
            return frozenset(found)
        found.add(more)


def _lonely(sizes: Sequence[Sequence[int]], found: set[Place]) -> Iterator[Place]:
    """For each row and column that hides exactly one cell: the next to hide."""
    for line in _lines(sizes):
        shown = [place for place in line if place not in found]
        if len(line) - len(shown) == 1 and shown:
            yield min(shown, key=lambda place: (sizes[place[0]][place[1]], place))


def _lines(sizes: Sequence[Sequence[int]]) -> Iterator[list[Place]]:
    """The cells about somebody, row by row, then column by column."""
    width = len(sizes[0]) if sizes else 0
    rows = [[(row, column) for column in range(width)] for row in range(len(sizes))]
    columns = [[(row, column) for row in range(len(sizes))] for column in range(width)]
    for line in (*rows, *columns):
        yield [(row, column) for row, column in line if sizes[row][column]]
