"""What every field offers the question page."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGroupBox, QVBoxLayout

from coach.app.theme import theme
from coach.questions._kind import Response


class Field(QGroupBox):
    """A panel named after the question. `changed` is sent when the response changes."""

    changed = Signal()

    def __init__(self, question: str, instruction: str) -> None:
        super().__init__()
        self.instruction = instruction
        self.setFlat(True)
        self.setStyleSheet("QGroupBox { border: 0; margin: 0; padding: 0 }")
        self.setAccessibleName(question)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme().space(12))

    def response(self) -> Response:
        """What the person answers; None while there is nothing to check."""
        raise TypeError

    def put(self, response: Response) -> None:
        """Show an answer given before, as if it were just chosen."""
        raise TypeError

    def show_misses(self, misses: Iterable[str]) -> None:
        """Mark what is not right; nothing clears the marks."""

    def show_solution(self, solution: Response) -> None:
        """Show the right answer and take no more."""
