"""No hidden cell can be computed from the others and the totals."""

from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from coach.org.masking import LEAST, hidden, small

TABLES = st.integers(1, 8).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([0, 1, 4, 5, 6, 20]), min_size=width, max_size=width), min_size=1, max_size=8
    )
)


def test_a_table_without_small_groups_hides_nothing() -> None:
    assert hidden([[5, 9], [0, 7]]) == frozenset()


def test_a_second_cell_goes_with_a_lonely_one() -> None:
    sizes = [[9, 8, 7], [9, 3, 6], [9, 8, 7]]
    assert small(sizes) == {(1, 1)}
    # The row loses (1, 2), its smallest; then both columns hide one cell, and so lose a second.
    assert hidden(sizes) == {(1, 1), (1, 2), (0, 1), (0, 2)}


def test_a_small_service_takes_a_second_service_with_it() -> None:
    assert hidden([[6, 6], [9, 9], [3, 3]]) == {(2, 0), (2, 1), (0, 0), (0, 1)}


def test_a_lone_cell_has_no_neighbour_to_take() -> None:
    assert hidden([[3]]) == {(0, 0)}
    assert hidden([[0, 3, 0], [9, 0, 9]]) == {(0, 1)}


@given(TABLES)
def test_no_line_hides_exactly_one_cell_of_several(sizes: list[list[int]]) -> None:
    found = hidden(sizes)
    assert found >= {(r, c) for r, row in enumerate(sizes) for c, size in enumerate(row) if 0 < size < LEAST}
    columns = [list(column) for column in zip(*sizes, strict=True)]
    for line, places in (
        *((row, [(r, c) for c in range(len(row))]) for r, row in enumerate(sizes)),
        *((column, [(r, c) for r in range(len(column))]) for c, column in enumerate(columns)),
    ):
        filled = [place for size, place in zip(line, places, strict=True) if size]
        gone = [place for place in filled if place in found]
        assert len(gone) != 1 or len(filled) == 1


@given(TABLES)
def test_empty_cells_are_never_hidden(sizes: list[list[int]]) -> None:
    assert all(sizes[row][column] for row, column in hidden(sizes))


def _reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """The same equations with each pivot alone in its column (Gauss and Jordan)."""
    done = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in rows[done:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        rows = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in rows]
        rows.insert(done, pivot)
        done += 1
    return rows


def _computed(places: frozenset[tuple[int, int]]) -> set[tuple[int, int]]:
    """Places whose value follows from the totals of all rows and columns and everything outside `places`.

    One equation a line; a value follows if the reduced equations have one with that unknown alone.
    """
    order = sorted(places)
    equations = [
        [Fraction(place[side] == line) for place in order]
        for side in (0, 1)
        for line in sorted({place[side] for place in order})
    ]
    alone = (row for row in _reduced(equations) if sum(map(bool, row)) == 1)
    return {order[row.index(Fraction(1))] for row in alone}


def test_the_adversary_computes_what_follows_and_nothing_else() -> None:
    assert _computed(frozenset({(0, 0), (0, 1)})) == {(0, 0), (0, 1)}
    assert _computed(frozenset({(0, 0), (0, 1), (1, 0), (1, 1)})) == set()


# Two squares of hidden cells and one cell between them: each line hides two or more, and still the one in the
# middle is the difference of the totals on its left.
BETWEEN = [[3, 3, 3, 9], [3, 3, 9, 9], [9, 9, 3, 3], [9, 9, 3, 3]]


@given(TABLES)
@example(BETWEEN)
def test_no_small_cell_follows_from_totals_and_neighbours(sizes: list[list[int]]) -> None:
    everything = frozenset((r, c) for r, row in enumerate(sizes) for c, size in enumerate(row) if size)
    # A cell that follows from the totals alone, with every cell hidden, is beyond any masking of cells.
    assert _computed(hidden(sizes)) & small(sizes) <= _computed(everything)


def test_a_cell_between_two_rings_takes_a_third_with_it() -> None:
    assert small(BETWEEN) < hidden(BETWEEN)
    assert (0, 2) in _computed(small(BETWEEN))
    assert _computed(hidden(BETWEEN)) == set()
