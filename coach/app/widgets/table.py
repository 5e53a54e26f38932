"""Tables that a screen reader reads as tables: headers, a text per cell, arrows inside, Tab out of them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from coach.app.theme import focus_ring, theme
from coach.app.widgets.focus import KeyboardFocus
from coach.app.widgets.layout import around
from coach.words import _

Index = QModelIndex | QPersistentModelIndex
WRAP = Qt.TextFlag.TextWordWrap
LEFT = Qt.AlignmentFlag.AlignLeft
_ENDLESS = 100_000
PAD = 6
_NARROW = 120
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def high(words: str, font: QFont, width: int) -> int:
    """Pixels that words take when wrapped to a width."""
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(1, width), _ENDLESS), WRAP, words).height()


class Head(QHeaderView):
    """Titles of the columns or rows, their words wrapped; assistive technology hears `AccessibleTextRole`."""

    def __init__(self, orientation: Qt.Orientation, align: Qt.AlignmentFlag) -> None:
        super().__init__(orientation)
        self._align = align
        self.setFont(theme().font("small", 600))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.viewport().setAutoFillBackground(False)
        # The program's style sheet pads the whole header, which would shift titles against their cells.
        self.setStyleSheet("QHeaderView { padding: 0 }")

    def words(self, section: int) -> str:
        """The title of a section."""
        return str(self.model().headerData(section, self.orientation()))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.setFont(self.font())
        painter.setPen(theme().color("ink2"))
        pad = theme().space(PAD) if self.orientation() == Qt.Orientation.Horizontal else 0
        pad = 1 if self._align & Qt.AlignmentFlag.AlignHCenter else pad
        painter.drawText(QRectF(rect).adjusted(pad, 0, -pad, 0), int(self._align | WRAP), self.words(section))
        painter.restore()


class Table(KeyboardFocus, QTableView):
    """The base of every table. If `opens`, Enter or a click on a row's title gives the row by `opened`."""

    opened = Signal(int)

    def __init__(self, name: str, description: str = "", opens: bool = False) -> None:
        super().__init__()
        self._opens = opens
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        # Without it Qt draws a corner of its own between the two scroll bars.
        self.setCornerWidget(QWidget())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self._opens and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))
        self._reveal(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._reveal(current)

    def _reveal(self, cell: Index) -> None:
        """Scroll the page, too, until the cell can be seen: the table itself is as high as its rows."""
        above = around(self)
        if above is not None and self.hasFocus() and cell.isValid():
            box, content = self.visualRect(cell), above.widget()
            assert content is not None
            at = self.viewport().mapTo(content, box.center())
            above.ensureVisible(0, at.y(), 0, box.height() // 2 + theme().space(12))

    def stand(self, rows: int) -> None:
        """Be as high as the heading and `rows` pixels of rows."""
        bar = self.horizontalScrollBar()
        wide = self.horizontalHeader().length() > self.viewport().width()
        head = self.horizontalHeader().height() if self.horizontalHeader().isVisibleTo(self) else 0
        tall = head + rows + (bar.sizeHint().height() if wide else 0) + 2
        if self.height() != tall:
            self.setFixedHeight(tall)


class _Rows(QAbstractTableModel):
    """Text in rows and columns; the first column names the row."""

    def __init__(self) -> None:
        super().__init__()
        self.titles: tuple[str, ...] = ()
        self.rows: tuple[tuple[str, ...], ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row[column]
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        if not column:
            return row[0]
        value = row[column] or _("empty")
        return _("{row}, {column}: {value}").format(row=row[0], column=self.titles[column], value=value)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return self.titles[section] if orientation == Qt.Orientation.Horizontal else self.rows[section][0]


class _Cell(QStyledItemDelegate):
    """Wrapped words over a thin line."""

    @staticmethod
    def font(column: int) -> QFont:
        """The row's name stands out."""
        return theme().font("label", 600 if column == 0 else 400)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(80), theme().px(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t, box = theme(), QRectF(option.rect)
        if index.row() < index.model().rowCount() - 1:
            painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), t.color("line"))
        painter.setFont(self.font(index.column()))
        painter.setPen(t.color("ink" if index.column() == 0 else "ink2"))
        inside = box.adjusted(t.space(PAD), t.space(9), -t.space(PAD), 0)
        painter.drawText(inside, int(LEFT | Qt.AlignmentFlag.AlignTop | WRAP), str(index.data()))
        view = option.widget
        if option.state & QStyle.StateFlag.State_HasFocus and isinstance(view, Table) and view.ringed:
            focus_ring(painter, box.adjusted(1, 1, -1, -1), t.space(8))
        painter.restore()


class DataTable(Table):
    """Rows of text: columns as wide as their words, up to `widest`, rows up to `tallest` pixels; the rest scrolls.

    Where the widest columns alone keep the others from fitting, their words wrap.
    """

    def __init__(self, name: str, description: str = "", tallest: int = 0, widest: int = 250) -> None:
        super().__init__(name, description)
        self._tallest, self._widest = tallest, widest
        self._rows = _Rows()
        self._natural: list[int] = []
        self.setModel(self._rows)
        self.setItemDelegate(_Cell(self))
        self.setHorizontalHeader(Head(Qt.Orientation.Horizontal, LEFT | Qt.AlignmentFlag.AlignBottom))
        self.verticalHeader().hide()
        self.verticalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def fill(self, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show these rows; the cell that had the focus keeps its place if there is still one."""
        at = self.currentIndex()
        place = (at.row(), at.column())
        self._rows.beginResetModel()
        self._rows.titles, self._rows.rows = tuple(titles), tuple(tuple(row) for row in rows)
        self._rows.endResetModel()
        self._natural = [self._wide(column) for column in range(len(titles))]
        self._fit()
        if at.isValid() and place[0] < len(rows):
            self.setCurrentIndex(self._rows.index(*place))

    def _wide(self, column: int) -> int:
        """Width of the longest words of a column, up to a limit from which they wrap."""
        metrics, told = QFontMetrics(_Cell.font(column)), self._rows.titles[column]
        words = (metrics.horizontalAdvance(row[column]) for row in self._rows.rows)
        title = QFontMetrics(self.horizontalHeader().font()).horizontalAdvance(told)
        return min(max(title, *words, theme().px(48)), theme().px(self._widest)) + theme().space(24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Share out width, then be as high as the words need, or `tallest` pixels."""
        t = theme()
        widths = _shared(self._natural, self.viewport().width(), t.px(_NARROW))
        for column, wide in enumerate(widths):
            self.setColumnWidth(column, wide)
        lines = QFontMetrics(self.horizontalHeader().font()).height()
        self.horizontalHeader().setFixedHeight(lines + t.space(14))
        total = shown = 0
        for number, row in enumerate(self._rows.rows):
            cells = zip(row, widths, range(len(row)), strict=True)
            tall = max(high(words, _Cell.font(at), wide - t.space(2 * PAD)) for words, wide, at in cells)
            self.setRowHeight(number, tall + t.space(19))
            total += tall + t.space(19)
            # Whole rows only: half a line of words at the edge looks broken.
            shown = total if not self._tallest or total <= self._tallest or not number else shown
        self.stand(shown)


def _shared(natural: Sequence[int], room: int, narrow: int) -> list[int]:
    """Widths that fill the room, none below `narrow` pixels for being too wide; as they are where that cannot be."""
    limit = max(natural, default=0)
    while limit > narrow and sum(min(wide, limit) for wide in natural) > room:
        limit -= 1
    fitting = [min(wide, limit) for wide in natural]
    if sum(fitting) > room:
        return list(natural)
    spare = (room - sum(fitting)) // max(1, len(fitting))
    return [wide + spare for wide in fitting]
