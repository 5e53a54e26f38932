"""What the screens of a lesson share: a reading column that scrolls and a bar that stays."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from coach.app.page import Shell
from coach.app.speech import Heading
from coach.app.theme import theme
from coach.app.widgets.card import separator
from coach.app.widgets.layout import column
from coach.domain.errors import CoachError
from coach.domain.lesson import Lesson
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
    """One screen of a lesson."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
