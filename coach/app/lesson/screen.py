"""What the screens of a lesson share: a reading column that scrolls and a bar that stays."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from coach.app.page import Shell
from coach.app.speech import Heading
from coach.app.theme import render, theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import separator
from coach.app.widgets.layout import column
from coach.app.widgets.text import heading, text
from coach.domain.errors import CoachError
from coach.domain.lesson import Lesson, Question
from coach.study.sitting import Given, Sitting

T = TypeVar("T")
_READING = 680


class Host(Protocol):
    """What a screen asks of the lesson page."""

    shell: Shell
    lesson: Lesson
    sitting: Sitting | None
    default: QPushButton | None

    def forward(self) -> None:
        """The screen is done."""

    def back(self) -> None:
        """Show the screen before."""

    def escape(self) -> None:
        """Leave the lesson."""

    def ask(
        self, task: Callable[[], T], then: Callable[[T], None], otherwise: Callable[[CoachError], None]
    ) -> None:
        """Do something off the main thread for a screen, which may be gone when the answer comes."""

    def given(self, question: str) -> Given | None:
        """The last answer to a question in this sitting."""

    def keep(self, question: str, given: Given) -> None:
        """Remember an answer for the way back."""


class Sheet(QWidget):
    """A reading column of about 70 characters at any text size, above a bar of buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.title: Heading | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.area: QScrollArea
        self.column: QVBoxLayout
        self.area, self.column = column(round(_READING * (1 + (theme().scale - 1) * 0.5)))
        outer.addWidget(self.area, 1)
        outer.addWidget(separator())
        self.bar = QWidget()
        self.buttons = QHBoxLayout(self.bar)
        self.buttons.setContentsMargins(
            theme().space(24), theme().space(10), theme().space(24), theme().space(14)
        )
        self.buttons.setSpacing(theme().space(12))
        self.buttons.addStretch(1)
        outer.addWidget(self.bar)

    def ask(self, told: str, question: Question) -> None:
        """Draw a question's words; `told` stands above them."""
        self.column.addWidget(text(told, "label", 600, "accent"))
        self.column.addSpacing(theme().space(4))
        # A word joiner keeps "dort-il" on one line; the name for screen readers goes without it.
        self.title = heading(question.text.replace("-", "-\u2060"))
        self.title.setAccessibleName(question.text)
        self.column.addWidget(self.title)
        self.column.addSpacing(theme().space(4))

    def draw_note(self) -> None:
        """Draw that something is done."""
        drawing, ratio = QLabel(), self.devicePixelRatioF()
        drawing.setPixmap(render(theme().art("note"), theme().px(198), theme().px(153), ratio))
        drawing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(drawing)
        self.column.addSpacing(theme().space(12))

    def begin(self) -> None:
        """Put the focus where reading or answering starts."""

    def unkept(self) -> str:
        """What the person has chosen here and the records do not hold, for a screen made anew."""
        return ""

    def take_up(self, unkept: str) -> None:
        """Show what `unkept` has told."""

    def reveal(self, widget: QWidget) -> None:
        """Scroll until a widget can be seen, once the layout knows where it is."""
        # Wrapped labels find their height in a second pass of the layout.
        for wait in (0, 60):
            QTimer.singleShot(
                wait, widget, lambda: self.area.ensureWidgetVisible(widget, 0, theme().space(20))
            )


class Screen(Sheet):
    """One screen of a lesson; `next` is the button that goes on, where it has the focus at first."""

    next: Button

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host

    def begin(self) -> None:
        self.host.default = self.next
        self.next.setFocus()
