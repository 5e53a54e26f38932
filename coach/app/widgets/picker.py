"""Several of many: a list with check boxes, and a search above it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from coach.app.theme import theme
from coach.app.widgets.picker_list import Item, Lines, Painter, TickList, framed, row_height
from coach.app.widgets.text import text
from coach.words import _, ngettext, number

_ROWS = 8
_TYPING_MS = 300


class _Search(QLineEdit):
    """Down and Enter go to the list."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Picker(QWidget):
    """A search and a list to tick; `changed` comes with every tick.

    Where there are too many lines for one list it holds a part, and `asked` comes with the words of each search that
    the part cannot answer.
    """

    changed = Signal()
    asked = Signal(str)

    def __init__(self, search: str, name: str) -> None:
        super().__init__()
        self._model = Lines(self)
        self.search = _Search()
        self.search.setMaxLength(80)
        self.search.setFont(theme().font("body"))
        self.search.setAccessibleName(search)
        self.list = TickList()
        self.list.setAccessibleName(name)
        self.list.setAccessibleDescription(_("Space chooses the line, or takes the choice back."))
        self.list.setModel(self._model)
        self.list.setItemDelegate(Painter(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setStyleSheet(framed())
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._told = text("", "label", 400, "ink2")
        self._more, self._answered = False, ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_MS)
        self._pause.timeout.connect(lambda: self.asked.emit(self.search.text()))
        self._lay_out(search)
        self.search.textChanged.connect(self._look)
        self.search.left.connect(lambda: self.list.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.list.clicked.connect(self.list.tick)
        self._model.ticked.connect(self._ticked)

    def _lay_out(self, search: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space(6))
        label = text(search, "label", 600)
        label.setBuddy(self.search)
        for widget in (label, self.search, self._told, self.list):
            column.addWidget(widget)

    def fill(self, items: Sequence[Item], more: bool = False, words: str = "") -> None:
        """Offer these; what is ticked and still offered stays ticked.

        With `more` there are others with these `words`. Beside the answer to a search, what is ticked stays on offer.
        """
        offered = {one.key for one in items}
        if more or words or self._partial:
            ticked = [one for one in self._model.items if one.key in self._model.keys - offered]
            items = [*ticked, *items]
        else:
            self._model.keys &= offered
        self._more, self._answered = more, words
        self._model.fill(items)
        self._fit()
        self._ask()

    @property
    def _partial(self) -> bool:
        return self._more or self._answered != ""

    @property
    def _unanswered(self) -> bool:
        """Whether there may be lines for the words typed that are not here; a longer search only leaves some out."""
        words = self.search.text()
        return words != self._answered and (self._more or not words.startswith(self._answered))

    def _look(self, words: str) -> None:
        self._model.look_for(words)
        self._fit()
        self._ask()

    def _ask(self) -> None:
        if self._unanswered:
            self._pause.start()
        else:
            self._pause.stop()

    def _fit(self) -> None:
        found, every = self._model.rowCount(), len(self._model.items)
        self.list.setFixedHeight(min(_ROWS, max(1, min(every, _ROWS))) * row_height() + 12)
        if self._unanswered:
            told = _("Searching…")
        elif self._more and found:
            told = _("The first {n} lines. Type a name to find others.").format(n=number(found, 0))
        elif found and self._partial:
            # The lines that are not here cannot be counted.
            told = ngettext("{n} line found.", "{n} lines found.", found)
        elif found == every:
            told = _("A click or the space bar chooses a line.")
        elif found:
            told = _("{n} of {all} lines").format(n=found, all=every)
        else:
            told = _("Nothing for “{words}”. Try a shorter word.").format(words=self.search.text())
        self._told.setText(told)

    def _ticked(self) -> None:
        self.list.viewport().update()
        self.changed.emit()

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of what is ticked, in the order of the list."""
        return tuple(one.key for one in self._model.items if one.key in self._model.keys)

    def choose_found(self) -> None:
        """Tick every line that the search shows, beside what is ticked."""
        self._model.keys |= {one.key for one in self._model.found}
        self._ticked()

    def current(self) -> Item | None:
        """The line that the arrows are on."""
        found = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, Item) else None

    def go_to(self, key: str) -> None:
        """Be on the line of a key, if it is shown."""
        model = self.list.model()
        for place in (model.index(row, 0) for row in range(model.rowCount())):
            if place.data(Qt.ItemDataRole.UserRole).key == key:
                self.list.setCurrentIndex(place)

    def choose(self, keys: Iterable[str]) -> None:
        """Tick these, and no other, without saying so."""
        self._model.keys = set(keys)
        self.list.viewport().update()
