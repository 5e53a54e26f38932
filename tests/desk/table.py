"""A table as a screen reader meets it: rows, columns, headers and cells."""

from __future__ import annotations

from typing import Any

from tests.desk.node import Node
from tests.desk.wire import Refused


class Table:
    """The table faculty of a node of role "table" (or of a list or tree, which Qt shows as tables too)."""

    def __init__(self, node: Node) -> None:
        """Raises ValueError when the node is no table."""
        if "Table" not in node.interfaces:
            raise ValueError(f"{node.role} {node.name!r} is no table")
        self.node = node
        self._to = (node.bus, node.path, "org.a11y.atspi.Table")

    @property
    def rows(self) -> int:
        """How many rows there are, seen or not."""
        return int(self.node.wire.get(self._to, "NRows"))

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return int(self.node.wire.get(self._to, "NColumns"))

    @property
    def headers(self) -> list[str]:
        """What the header of each column says."""
        return [str(self._call("GetColumnDescription", "i", column)) for column in range(self.columns)]

    def cell(self, row: int, column: int) -> Node:
        """The cell there, both counted from 0. Raises IndexError outside the table."""
        try:
            bus, path = self._call("GetAccessibleAt", "ii", row, column)
        except Refused:
            if row < self.rows and column < self.columns:
                raise
            raise IndexError(f"no cell {row}, {column} in {self.rows} rows of {self.columns}") from None
        return Node(self.node.wire, bus, path)

    def row(self, row: int) -> list[str]:
        """What the cells of a row say."""
        return [self.cell(row, column).name for column in range(self.columns)]

    def texts(self) -> list[list[str]]:
        """What all cells say, row by row."""
        return [self.row(row) for row in range(self.rows)]

    def select_row(self, row: int) -> None:
        """Select a whole row."""
        self._call("AddRowSelection", "i", row)

    @property
    def selected_rows(self) -> list[int]:
        """The places of the selected rows."""
        return [int(row) for row in self._call("GetSelectedRows")]

    def _call(self, method: str, signature: str = "", *arguments: object) -> Any:
        return self.node.wire.call(self._to, method, signature, *arguments)
