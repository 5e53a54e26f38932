"""Help on the page in front, and the list of the shortcuts."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from coach.app.shortcut import Shortcut
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.layout import scrolling
from coach.app.widgets.text import heading, text
from coach.app.window import Window
from coach.words import _


class Help(QDialog):
    """A dialog with the page's help, or with the shortcuts when some are given."""

    def __init__(self, window: Window, shortcuts: Sequence[Shortcut]) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Keyboard shortcuts") if shortcuts else _("Help"))
        self.resize(min(720, window.width() - 60), min(640, window.height() - 60))
        page = QWidget()
        column = QVBoxLayout(page)
        side = theme().space(28)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme().space(12))
        column.addWidget(heading(self.windowTitle(), "title"))
        if shortcuts:
            column.addLayout(_table(shortcuts))
        else:
            self._words(column, window)
        if not shortcuts and not window.page.full:
            self._offer_glossary(column, window)
        column.addStretch(1)
        close = Button(_("Close"), "primary")
        close.clicked.connect(self.accept)
        column.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(page))
        close.setFocus()

    def _words(self, column: QVBoxLayout, window: Window) -> None:
        told = window.page.help()
        for paragraph in (
            told,
            _("Tab goes to the next control, F6 to the next region. Ctrl+F1 lists every shortcut."),
            _("Nothing here is marked, and leaving never loses anything."),
        ):
            if paragraph:
                column.addWidget(text(paragraph, "body"))

    def _offer_glossary(self, column: QVBoxLayout, window: Window) -> None:
        """Not from a lesson: it explains its words itself, and would be left."""
        glossary = Button(_("Glossary"), "secondary", "book-open")
        glossary.clicked.connect(self.accept)
        glossary.clicked.connect(lambda: window.go("glossary"))
        column.addWidget(glossary)


def _table(shortcuts: Sequence[Shortcut]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme().space(24))
    grid.setVerticalSpacing(theme().space(8))
    for row, (does, alike) in enumerate(groupby(shortcuts, lambda one: one.does)):
        first, *others = (_(one.told) for one in alike)
        keys = f"{first} – {others[-1]}" if others else first
        grid.addWidget(text(keys, "body", 600, wrap=False), row, 0)
        grid.addWidget(text(_(does), "body", 400, "ink2"), row, 1)
    grid.setColumnStretch(1, 1)
    return grid
