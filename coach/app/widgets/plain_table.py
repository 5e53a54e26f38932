"""A small table to read: as high as its rows, its words wrapped; a list of cards when the text is large."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from coach.app.theme import focus_ring, theme
from coach.app.widgets.card import Card
from coach.app.widgets.focus import KeyboardFocus
from coach.app.widgets.text import text
from coach.words import _

Index = QModelIndex | QPersistentModelIndex
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True)
class Rows:
    """What a table says. The first column names the row; `weights` share out the width."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    weights: tuple[int, ...]


class _Model(QAbstractTableModel):
    def __init__(self, told: Rows, parent: QWidget) -> None:
        super().__init__(parent)
        self._told = told

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._told.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._told.headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._told.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if not index.column():
                return row[0]
            return _("{row}, {column}: {value}").format(
                row=row[0], column=self._told.headers[index.column()], value=row[index.column()]
            )
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        across = orientation == Qt.Orientation.Horizontal
        return self._told.headers[section] if across else self._told.rows[section][0]


class _Cell(QStyledItemDelegate):
    def font_of(self, index: Index) -> Any:
        return theme().font("label", 600 if index.column() == 0 else 400)

    def height(self, index: Index, width: int) -> int:
        """Pixels that a cell's words take in a column."""
        room = QRect(0, 0, width - theme().space(20), 100_000)
        words = QFontMetrics(self.font_of(index)).boundingRect(room, _FLAGS, str(index.data()))
        return words.height() + theme().space(20)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self.height(index, 200))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t, box = theme(), QRectF(option.rect)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), t.color("line"))
        painter.setFont(self.font_of(index))
        painter.setPen(t.color("ink" if index.column() == 0 else "ink2"))
        inside = box.adjusted(0, t.space(10), -t.space(20), 0)
        painter.drawText(inside.translated(t.space(6), 0), int(_FLAGS), str(index.data()))
        view = option.widget
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused and isinstance(view, KeyboardFocus) and view.ringed:
            focus_ring(painter, box.adjusted(1, 1, -1, -1), t.space(8))
        painter.restore()


class PlainTable(KeyboardFocus, QTableView):
    """The table. Arrows walk through its cells, Tab leaves it."""

    def __init__(self, name: str, told: Rows) -> None:
        super().__init__()
        self._told = told
        self._cell = _Cell(self)
        self.setAccessibleName(name)
        self.setModel(_Model(told, self))
        self.setItemDelegate(self._cell)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setFont(theme().font("label", 600))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._fit(640)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(self.width())

    def _fit(self, width: int) -> None:
        """Share out the width, then be as high as the words need."""
        total = sum(self._told.weights)
        widths = [width * weight // total for weight in self._told.weights]
        for column, wide in enumerate(widths):
            self.setColumnWidth(column, wide)
        high = QFontMetrics(self.horizontalHeader().font()).height() + theme().space(16)
        self.horizontalHeader().setFixedHeight(high)
        for row in range(len(self._told.rows)):
            cells = [self.model().index(row, column) for column in range(len(widths))]
            tall = max(self._cell.height(cell, wide) for cell, wide in zip(cells, widths, strict=True))
            self.setRowHeight(row, tall)
            high += tall
        if self.height() != high + 2:
            self.setFixedHeight(high + 2)


def as_cards(name: str, told: Rows) -> QWidget:
    """The same rows as cards, each line naming its column."""
    page = QWidget()
    page.setAccessibleName(name)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme().space(12))
    for row in told.rows:
        card = Card("surface", "line", 16)
        inside = QVBoxLayout(card)
        side = theme().space(18)
        inside.setContentsMargins(side, side, side, side)
        inside.setSpacing(theme().space(6))
        inside.addWidget(text(row[0], "body", 600))
        for header, value in zip(told.headers[1:], row[1:], strict=True):
            line = _("{column}: {value}").format(column=header, value=value)
            inside.addWidget(text(line, "label", 400, "ink2"))
        column.addWidget(card)
    return page


def table(name: str, told: Rows) -> QWidget:
    """A table, or cards where a table of this text size would not fit."""
    return as_cards(name, told) if theme().stacked else PlainTable(name, told)
