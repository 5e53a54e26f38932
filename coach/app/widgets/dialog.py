"""Dialogs: a titled column that scrolls with its buttons below, and the question before what is for good."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.layout import scrolling
from coach.app.widgets.text import heading, text
from coach.words import _


class Dialog(QDialog):
    """A titled column to fill (`column`) and a bar for `buttons`. It goes when it is closed."""

    def __init__(self, opener: QWidget, title: str, wide: int = 640, high: int = 420) -> None:
        window = opener.window()
        super().__init__(window)
        self.setWindowTitle(title)
        grown = 1 + (theme().scale - 1) * 0.7
        room = window.size() - QSize(40, 40)
        self.resize(QSize(round(wide * grown), round(high * grown)).boundedTo(room))
        page = QWidget()
        self.column = QVBoxLayout(page)
        side = theme().space(28)
        self.column.setContentsMargins(side, side, side, theme().space(12))
        self.column.setSpacing(theme().space(12))
        self.column.addWidget(heading(title, "title"))
        self._bar = QHBoxLayout()
        self._bar.setContentsMargins(side, theme().space(10), side, theme().space(18))
        self._bar.setSpacing(theme().space(12))
        self._bar.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scrolling(page), 1)
        outer.addLayout(self._bar)
        self.finished.connect(lambda _: self.deleteLater())

    def buttons(self, *buttons: Button) -> None:
        """Fill the bar; the first button has the focus, and Enter presses it."""
        for button in buttons:
            button.setAutoDefault(False)
            self._bar.addWidget(button)
        buttons[0].setDefault(True)
        buttons[0].setFocus()

    def offer_close(self) -> None:
        """Fill the bar where there is nothing but to read."""
        close = Button(_("Close"), "primary")
        close.clicked.connect(self.accept)
        self.buttons(close)


class Confirm(Dialog):
    """Asks before what cannot be undone; the harmless answer has the focus."""

    def __init__(
        self, opener: QWidget, title: str, words: Sequence[str], action: str, then: Callable[[], None]
    ) -> None:
        super().__init__(opener, title, 560, 300)
        for sentence in words:
            self.column.addWidget(text(sentence))
        self.column.addStretch(1)
        keep = Button(_("Change nothing"), "secondary")
        keep.clicked.connect(self.reject)
        act = Button(action, "primary")
        act.clicked.connect(self.accept)
        self.accepted.connect(then)
        self.buttons(keep, act)


class Reading(Dialog):
    """A long plain text, such as a licence."""

    def __init__(self, opener: QWidget, title: str, words: str) -> None:
        super().__init__(opener, title, 820, 640)
        page = QPlainTextEdit(words)
        page.setReadOnly(True)
        page.setAccessibleName(title)
        page.setTabChangesFocus(True)
        page.setMinimumHeight(theme().px(380))
        self.column.addWidget(page, 1)
        self.offer_close()
