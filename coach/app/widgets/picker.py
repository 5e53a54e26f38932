"""Several of many: a list with check boxes, and a search above it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from coach.app.theme import focus_ring, rounded, theme
from coach.app.widgets.focus import KeyboardFocus
from coach.app.widgets.table import Index
from coach.app.widgets.text import text
from coach.domain.fold import fold
from coach.words import _

_ROWS = 8
_TYPING_MS = 300


@dataclass(frozen=True)
class Item:
    """Something to tick: a stable key, a title, and words beside it."""

    key: str
    title: str
    detail: str


class _Model(QAbstractListModel):
    ticked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: tuple[Item, ...] = ()
        self.keys: set[str] = set()
        self.found: list[Item] = []
        self._words = ""

    def fill(self, items: Iterable[Item]) -> None:
        self.items = tuple(items)
        self.look_for(self._words)

    def look_for(self, words: str) -> None:
        """Show the items that hold all these words, accents and case aside."""
        self._words = words
        wanted = fold(words).split()
        self.beginResetModel()
        self.found = [
            one for one in self.items if all(word in fold(f"{one.title} {one.detail}") for word in wanted)
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.found)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            chosen = _("chosen") if item.key in self.keys else _("not chosen")
            return f"{item.title}, {item.detail}, {chosen}"
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if item.key in self.keys else Qt.CheckState.Unchecked
        return item if role == Qt.ItemDataRole.UserRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        key = self.found[index.row()].key
        (self.keys.add if Qt.CheckState(value) == Qt.CheckState.Checked else self.keys.discard)(key)
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(120), row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t, box, item = theme(), QRectF(option.rect), index.data(Qt.ItemDataRole.UserRole)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        if ticked or option.state & QStyle.StateFlag.State_MouseOver:
            inside = box.adjusted(3, 2, -3, -2)
            rounded(painter, inside, t.space(10), t.color("soft" if ticked else "sunken"))
        side = t.px(22)
        mark = QRectF(box.left() + t.space(14), box.center().y() - side / 2, side, side).adjusted(
            1, 1, -1, -1
        )
        fill, line = ("accent", "accent") if ticked else ("surface", "control")
        rounded(painter, mark, t.space(6), t.color(fill), t.color(line), 2)
        if ticked:
            painter.drawPixmap(
                QPointF(mark.left() + 1, mark.top() + 1), t.icon("check", "on_accent", side - 4)
            )
        _words(painter, box.adjusted(t.space(14) + side + t.space(12), 0, -t.space(14), 0), item, ticked)
        view = option.widget
        if option.state & QStyle.StateFlag.State_HasFocus and isinstance(view, KeyboardFocus) and view.ringed:
            focus_ring(painter, box.adjusted(1, 1, -1, -1), t.space(10))
        painter.restore()


def _words(painter: QPainter, box: QRectF, item: Item, ticked: bool) -> None:
    t = theme()
    title, detail = t.font("body", 600 if ticked else 400), t.font("label")
    if t.stacked:
        half = box.height() / 2
        _line(
            painter,
            box.adjusted(0, t.space(4), 0, -half),
            (item.title, title, "on_soft" if ticked else "ink"),
        )
        _line(
            painter,
            box.adjusted(0, half, 0, -t.space(4)),
            (item.detail, detail, "on_soft" if ticked else "ink2"),
        )
        return
    aside = min(QFontMetrics(detail).horizontalAdvance(item.detail) + 2, int(box.width() * 0.5))
    _line(
        painter,
        box.adjusted(0, 0, -aside - t.space(16), 0),
        (item.title, title, "on_soft" if ticked else "ink"),
    )
    right = box.adjusted(box.width() - aside, 0, 0, 0)
    _line(painter, right, (item.detail, detail, "on_soft" if ticked else "ink2"))


def _line(painter: QPainter, box: QRectF, told: tuple[str, QFont, str]) -> None:
    words, font, color = told
    painter.setFont(font)
    painter.setPen(theme().color(color))
    fitting = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()) + 2)
    painter.drawText(
        box.adjusted(0, 0, 2, 0), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), fitting
    )


def _framed() -> str:
    t = theme()
    line, ground, radius = t.tokens["control"], t.tokens["surface"], t.space(10)
    return f"QListView {{ background: {ground}; border: 2px solid {line}; border-radius: {radius}px; padding: 4px }}"


def row_height() -> int:
    """Pixels of one row; two lines when the text is large."""
    return theme().px(38 * 2) if theme().stacked else max(44, theme().px(44))


class _List(KeyboardFocus, QListView):
    """Space or a click ticks; Enter is left to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._by_keyboard = True
            self.tick(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))

    def tick(self, index: Index) -> None:
        """Tick, or untick."""
        on = index.data(Qt.ItemDataRole.CheckStateRole) != Qt.CheckState.Checked
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        self.model().setData(index, state, Qt.ItemDataRole.CheckStateRole)


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
        self._model = _Model(self)
        self.search = _Search()
        self.search.setMaxLength(80)
        self.search.setFont(theme().font("body"))
        self.search.setAccessibleName(search)
        self.list = _List()
        self.list.setAccessibleName(name)
        self.list.setAccessibleDescription(_("Space chooses the line, or takes the choice back."))
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setStyleSheet(_framed())
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
            told = _("The first {n} lines. Type a name to find others.").format(n=found)
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
