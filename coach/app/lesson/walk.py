"""What a page is that shows one screen after the other below a bar: a lesson, the daily review."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.app.attempt import attempt
from coach.app.lesson.question import QuestionView
from coach.app.lesson.screen import Screen
from coach.app.page import Page, Shell
from coach.app.speech import announce
from coach.app.widgets.layout import clear
from coach.app.widgets.progress import Steps
from coach.app.widgets.text import text
from coach.app.widgets.top_bar import TopBar
from coach.domain.errors import CoachError
from coach.words import _

T = TypeVar("T")


class Walk(Page):
    """One screen at a time; leaving at any point loses nothing. Sub-classes say what the screens are."""

    full = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.at = 0
        self.view: Screen | None = None
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self.outer.addLayout(self._place, 1)

    @property
    def screens(self) -> int:
        """Number of screens, without the end; 0 while it is not known."""
        raise TypeError

    def view_at(self, number: int) -> Screen:
        """Make the screen of a number from 0; past the last of them, the end."""
        raise TypeError

    def leaving(self) -> str:
        """What a screen reader says of the button that leaves."""
        raise TypeError

    def told_place(self, number: int, count: int) -> str:
        """Where one is, in words."""
        return _("Step {n} of {all}").format(n=number, all=count)

    def forward(self) -> None:
        """The screen is done: keep that, then show the next one."""
        raise TypeError

    def ask(
        self, task: Callable[[], T], then: Callable[[T], None], otherwise: Callable[[CoachError], None]
    ) -> None:
        """Do something off the main thread for a screen, which may be gone when the answer comes."""
        attempt(self, task, then, otherwise)

    def show_screen(self, number: int) -> None:
        """Show a screen or, past the last of them, the end."""
        self.at = number
        self._replace(self.view_at(number))

    def _replace(self, view: Screen) -> None:
        clear(self._place)
        self.view, self.title, self.bar = view, view.title, view.bar
        self._place.addWidget(self._top_bar())
        self._place.addWidget(view, 1)
        view.show()
        view.begin()
        if view.title is not None:
            announce(self, view.title.spoken)

    def _top_bar(self) -> TopBar:
        count = self.screens
        number = min(self.at + 1, count)
        told = self.told_place(number, count)
        place = QWidget()
        if self.at < count:
            place = text(told, "label", 600, "ink2", wrap=False)
            place.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        steps = Steps(count if self.at >= count else number, count, told)
        return TopBar(self.leaving(), self.escape, steps, place)

    def back(self) -> None:
        """Show the screen before this one."""
        if self.at > 0:
            self.show_screen(self.at - 1)

    def step(self, by: int) -> None:
        if self.view is None or self.at >= self.screens:
            return
        if by < 0:
            self.back()
        elif not isinstance(self.view, QuestionView) or self.view.done:
            self.forward()

    def escape(self) -> None:
        self.shell.go("today")

    def focus_first(self) -> None:
        if self.view is not None:
            self.view.begin()
