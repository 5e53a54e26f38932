"""What every field offers the question page."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from coach.app.theme import theme
from coach.app.widgets.fieldset import Fieldset
from coach.app.widgets.text import text
from coach.questions._kind import Response


class Field(Fieldset):
    """A panel named after the question. `changed` is sent when the response changes."""

    changed = Signal()

    def __init__(self, question: str, instruction: str) -> None:
        super().__init__(question)
        self.instruction = instruction
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme().space(12))

    def how(self) -> QLabel:
        """A line that tells how to answer; a screen reader says it after the name of the field."""
        self.setAccessibleDescription(self.spoken)
        return text(self.instruction, "body", 400, "ink2")

    @property
    def spoken(self) -> str:
        """What whoever does not see the field has to hear before answering."""
        return self.instruction

    def begin(self) -> None:
        """Put the focus on the first control that takes it."""
        for widget in self.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

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
