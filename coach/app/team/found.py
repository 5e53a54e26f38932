"""A table of people, of whom a part may be told, and the search that finds the others."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.entry import Entry
from coach.app.widgets.table import DataTable
from coach.app.widgets.text import text
from coach.words import _, ngettext, number

_TYPING_MS = 300


class Found(QWidget):
    """`asked` comes with the words of each search; there is none to type in where everybody is told."""

    asked = Signal(str)

    def __init__(self, table: DataTable, titles: Sequence[str]) -> None:
        super().__init__()
        self._table, self._titles, self._answered = table, titles, ""
        self.search = Entry(_("Search for a person"), most=80)
        self._told = text("", "label", 400, "ink2")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_MS)
        self._pause.timeout.connect(self._ask)
        self.search.changed.connect(lambda _words: self._pause.start())
        self.search.hide()
        self._told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space(6))
        for widget in (self.search, self._told, table):
            column.addWidget(widget)

    def focus_search(self) -> None:
        """Go to the search, if there is one."""
        if self.search.isVisible():
            self.search.line.setFocus()

    def fill(self, rows: Sequence[Sequence[str]], people: int, more: bool, words: str = "") -> None:
        """Show so many people's rows; with `more` there are others with these words."""
        if words != self.search.words:
            # The answer to what is no longer asked.
            return
        searching = bool(words or self._answered)
        self._answered = words
        if more or searching:
            self.search.show()
            self._told.show()
        told = self._sentence(people, more, words)
        self._told.setText(told)
        self._table.fill(self._titles, rows)
        self._table.setVisible(bool(rows))
        if searching:
            announce(self._told, told)

    @staticmethod
    def _sentence(people: int, more: bool, words: str) -> str:
        if more:
            told = _("The first {n} people by name. Type a name to find others.")
            return told.format(n=number(people, 0))
        if words and not people:
            return _("Nothing for “{words}”. Try a shorter word.").format(words=words)
        return ngettext("{n} person", "{n} people", people)

    def _ask(self) -> None:
        if self.search.words != self._answered:
            self.asked.emit(self.search.words)
