"""A titled card: one part of a page."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.app.theme import theme
from coach.app.widgets.card import Card, separator
from coach.app.widgets.text import heading


class Part(Card):
    """Fill its `column`, or `add` rows that thin lines part."""

    def __init__(self, title: str) -> None:
        super().__init__("surface", "line", 20)
        t = theme()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(t.space(22), t.space(16), t.space(22), t.space(16))
        self.column.setSpacing(t.space(8))
        self.title = heading(title, "heading", 600)
        self.column.addWidget(self.title)
        self._rows = 0

    def add(self, widget: QWidget) -> None:
        """Add a row below the others."""
        if self._rows:
            self.column.addWidget(separator())
        self._rows += 1
        self.column.addWidget(widget)
