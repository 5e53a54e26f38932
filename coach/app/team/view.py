"""What the views of Équipe share."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from coach.app.attempt import attempt
from coach.app.page import Page
from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.button import Button, flush
from coach.app.widgets.card import Panel
from coach.app.widgets.layout import clear
from coach.app.widgets.text import text
from coach.domain.errors import CoachError
from coach.words import _, explain, ngettext

if TYPE_CHECKING:
    from coach.org import Group

T = TypeVar("T")
log = logging.getLogger("coach")
_SILENT_MS = 300


class View:
    """One view of the page: it fills the page when it is made, and reads its data in `refresh`."""

    def __init__(self, page: Page, arguments: tuple[str, ...]) -> None:
        self.page, self.shell = page, page.shell
        self.inside = QVBoxLayout()
        self.inside.setSpacing(0)
        self._trouble = False

    def begin(self, layout: QVBoxLayout) -> None:
        """Make room for what `refresh` will read; words say so when it takes long."""
        layout.addLayout(self.inside)
        layout.addStretch(1)
        waiting = text(_("Reading the list of people…"), "body", 400, "ink2")
        waiting.hide()
        QTimer.singleShot(_SILENT_MS, waiting, waiting.show)
        self.inside.addWidget(waiting)

    def ask(self, read: Callable[[], T], show: Callable[[T], None]) -> None:
        """Read off the main thread, then show it; where it cannot be read, say why and offer to try again."""

        def read_it(value: T) -> None:
            if self._trouble:
                self._trouble = False
                self.refill()
            show(value)

        attempt(self.page, read, read_it, self._unread)

    def _unread(self, error: CoachError) -> None:
        log.warning("%s: %s", type(error).__name__, error)
        self._trouble = True
        told = explain(error)
        again = flush(Button(_("Try again"), "secondary", "rotate-ccw"))
        again.setObjectName("try-again")
        again.clicked.connect(self.refresh)
        self.refill(Panel("danger", "info", told.what, f"{told.safe}\n{told.todo}"), again)
        announce(self.page, str(told))

    def refill(self, *parts: QWidget) -> None:
        """Put these in the place of what was there; the focus stays where it was, by the object's name."""
        focused = QApplication.focusWidget()
        held = focused.objectName() if focused is not None and self.page.isAncestorOf(focused) else ""
        clear(self.inside)
        for part in parts:
            self.inside.addWidget(part)
            # Else it would be shown a moment later only, and the focus would miss it.
            part.show()
            self.inside.addSpacing(theme().space(18))
        if held:
            again = [one for one in self.page.findChildren(QWidget, held) if one.isVisibleTo(self.page)]
            if again:
                again[-1].setFocus()
            else:
                self.page.focus_first()

    def back(self, layout: QVBoxLayout) -> None:
        """Add the way back above the title."""
        button = flush(Button(_("Team"), "quiet", "arrow-left", name=_("Back to the team")))
        button.clicked.connect(self.escape)
        layout.insertWidget(0, button)
        # The ring of the focus would touch the title.
        layout.insertSpacing(1, theme().space(6))

    def refresh(self) -> None:
        """Read the data afresh and show it."""

    def escape(self) -> None:
        """What the Escape key does."""
        self.shell.go("team")

    def step(self, by: int) -> None:
        """What Alt+Left and Alt+Right do."""

    def search(self) -> None:
        """What Ctrl+F does."""

    def help(self) -> str:
        """One paragraph for F1."""
        return ""

    def focus_first(self) -> bool:
        """Put the focus where work begins; False leaves that to the page."""
        return False

    def again(self) -> tuple[str, ...] | None:
        """What makes this view anew as it stands, with what was typed; None for what made it."""
        return None


def told_group(group: "Group") -> str:
    """A group and its people; one person is a name."""
    if group.kind == "person":
        return group.name
    return f"{group.name} ({ngettext('{n} person', '{n} people', group.size)})"
