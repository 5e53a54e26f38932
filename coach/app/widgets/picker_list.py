"""The lines of a picker: what is offered and ticked, how a line is drawn, how keys and clicks tick it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coach.app.theme import focus_ring, rounded, theme
from coach.app.widgets.focus import KeyboardFocus
from coach.app.widgets.table import Index
from coach.domain.fold import fold
from coach.words import _


@dataclass(frozen=True)
class Item:
    """Something to tick: a stable key, a title, and words beside it."""

    key: str
    title: str
    detail: str


class Lines(QAbstractListModel):
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


class Painter(QStyledItemDelegate):
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


def framed() -> str:
    t = theme()
    line, ground, radius = t.tokens["control"], t.tokens["surface"], t.space(10)
    return f"QListView {{ background: {ground}; border: 2px solid {line}; border-radius: {radius}px; padding: 4px }}"


def row_height() -> int:
    """Pixels of one row; two lines when the text is large."""
    return theme().px(38 * 2) if theme().stacked else max(44, theme().px(44))


class TickList(KeyboardFocus, QListView):
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
