"""No hidden cell can be computed from the others of its row or column."""

from hypothesis import given
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
