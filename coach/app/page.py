"""What a page is, and what it may ask of the window around it."""

from collections.abc import Callable
from typing import ClassVar, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coach.app.speech import Heading
from coach.app.theme import theme
from coach.app.widgets.card import separator
from coach.app.widgets.layout import column
from coach.app.widgets.text import heading, text
from coach.domain.errors import CoachError
from coach.study import Me

T = TypeVar("T")
WIDEST = 1040


class Shell(Protocol):
    """What the window offers its pages."""

    me: Me

    def go(self, page: str, *arguments: str) -> None:
        """Show a page, by its name in `coach/app/pages/`."""

    def work(self, task: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do something off the main thread, then show its value; an error becomes sentences on the page."""

    def tell(self, words: str) -> None:
        """Say that something was done: a quiet line, announced."""

    def offer_undo(self, words: str, undo: Callable[[], None]) -> None:
        """Say that something was done and offer to undo it for ten seconds."""

    def synchronise(self) -> None:
        """Share with the organisation now, beside the window."""

    def enrol(self, code: str, refused: Callable[[str], None]) -> None:
        """Make this desk known to the organisation's server; `refused` is told why it did not work."""

    @property
    def proven(self) -> str:
        """At a shared computer, who may choose a short code now."""

    def prove(self, person: str) -> None:
        """At a shared computer, somebody is this person and chooses a short code."""

    def sit(self, person: str) -> None:
        """At a shared computer, this person's code was right."""

    @property
    def unknown_there(self) -> bool:
        """Whether the organisation's server has said that it does not know this desk any more."""

    def fail(self, error: CoachError) -> None:
        """Tell an error: what happened, what is safe, what to do."""

    def changed(self) -> None:
        """Records or settings changed: show them afresh."""

    def rebuild(self) -> None:
        """Language, theme or text size changed: make everything anew."""


class Page(QWidget):
    """One page. Sub-classes build their widgets in `__init__` and read their data in `refresh`."""

    full: ClassVar[bool] = False
    """A full page hides the navigation: a lesson, the first run."""

    def __init__(self, shell: Shell, *arguments: str) -> None:
        super().__init__()
        self.shell = shell
        self.title: Heading | None = None
        self.outer = QVBoxLayout(self)
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.outer.setSpacing(0)
        self.bar: QWidget | None = None
        self.default: QPushButton | None = None
        """The button that Enter presses wherever the focus is, unless a control takes the key."""

    def body(
        self,
        title: str,
        subtitle: str = "",
        widest: int = WIDEST,
        below: int = 22,
        art: QWidget | None = None,
    ) -> QVBoxLayout:
        """Add a scrolling column headed by the page's title, with some space below it; returns its layout.

        `art` is a drawing that stands right of title and subtitle.
        """
        area, layout = column(round(widest * (1 + (theme().scale - 1) * 0.5)))
        self.outer.addWidget(area, 1)
        head = layout
        if art is not None:
            head, across = QVBoxLayout(), QHBoxLayout()
            across.setSpacing(theme().space(32))
            head.setSpacing(0)
            across.addLayout(head, 1)
            across.addWidget(art)
            layout.addLayout(across)
        self.title = heading(title, "display")
        head.addWidget(self.title)
        if subtitle:
            head.addSpacing(theme().space(4))
            head.addWidget(text(subtitle, "lead", 400, "ink2"))
        if art is not None:
            head.addStretch(1)
        layout.addSpacing(theme().space(below))
        return layout

    def action_bar(self, *buttons: QWidget) -> QHBoxLayout:
        """Add the bar at the bottom that stays in place while the page scrolls."""
        self.outer.addWidget(separator())
        self.bar = QWidget()
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(theme().space(24), theme().space(10), theme().space(24), theme().space(14))
        row.setSpacing(theme().space(12))
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.outer.addWidget(self.bar)
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.default is not None:
            self.default.click()
        else:
            super().keyPressEvent(event)

    def refresh(self) -> None:
        """Read the data afresh and show it; called each time the page is shown."""

    def escape(self) -> None:
        """What the Escape key does here."""

    def step(self, by: int) -> None:
        """What Alt+Left and Alt+Right do here."""

    def search(self) -> None:
        """What Ctrl+F does here."""

    def note(self) -> None:
        """What Ctrl+N does here."""
        if not self.full:
            self.shell.go("notebook", "new")

    def again(self) -> tuple[str, ...] | None:
        """Arguments that make this page anew with what was typed, when its look changes; None for those it has."""
        return None

    def help(self) -> str:
        """One paragraph on this page, for F1."""
        return ""

    def focus_first(self) -> None:
        """Put the focus on the first control of the page."""
        for widget in self.findChildren(QWidget):
            if (
                widget.focusPolicy() & Qt.FocusPolicy.TabFocus
                and widget.isVisibleTo(self)
                and widget.isEnabled()
            ):
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFocus()

    def holds_focus(self) -> bool:
        """Whether the focus is on this page."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)
