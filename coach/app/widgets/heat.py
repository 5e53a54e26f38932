"""A heat table: groups by subjects, the number always printed, hidden cells hatched."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coach.app.theme import focus_ring, rounded, smooth, theme
from coach.app.widgets.table import LEFT, WRAP, Head, Index, Table, high
from coach.words import _

_CENTER = int(Qt.AlignmentFlag.AlignCenter | WRAP)


@dataclass(frozen=True)
class HeatCell:
    """What a cell prints and says. `share` 0..1 gives its ground, None leaves it bare; `hidden` hatches it."""

    text: str
    spoken: str
    share: float | None
    hidden: bool = False


@dataclass(frozen=True)
class HeatRow:
    """A group, a second line about it, and its cells."""

    title: str
    detail: str
    cells: tuple[HeatCell, ...]


class _Model(QAbstractTableModel):
    def __init__(self, columns: Sequence[str], rows: Sequence[HeatRow]) -> None:
        super().__init__()
        self.columns, self.rows = tuple(columns), tuple(rows)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        cell = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            column = self.columns[index.column()]
            return _("{row}, {column}: {value}").format(row=row.title, column=column, value=cell.spoken)
        return cell if role == Qt.ItemDataRole.UserRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        spoken = role == Qt.ItemDataRole.AccessibleTextRole
        if not spoken and role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.columns[section]
        row = self.rows[section]
        return f"{row.title}, {row.detail}" if spoken else f"{row.title}\n{row.detail}"


class _Cell(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme().px(86), theme().px(52))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = index.data(Qt.ItemDataRole.UserRole)
        box = QRectF(option.rect).adjusted(4, 4, -4, -4)
        if cell.hidden:
            _hatched(painter, box, cell.text)
        else:
            _shared(painter, box, cell)
        view = option.widget
        if option.state & QStyle.StateFlag.State_HasFocus and isinstance(view, Table) and view.ringed:
            focus_ring(painter, QRectF(option.rect).adjusted(1, 1, -1, -1), theme().space(12))
        painter.restore()


def _shared(painter: QPainter, box: QRectF, cell: HeatCell) -> None:
    t, ink = theme(), theme().color("ink2")
    if cell.share is not None:
        ground, ink = t.heat(cell.share)
        rounded(painter, box, t.space(10), ground, t.color("control") if t.high_contrast else None, 1.2)
    painter.setFont(t.font("body", 600))
    painter.setPen(ink)
    painter.drawText(box, _CENTER, cell.text)


def _hatched(painter: QPainter, box: QRectF, words: str) -> None:
    t, inside = theme(), box.adjusted(0.7, 0.7, -0.7, -0.7)
    rounded(painter, inside, t.space(10), t.color("surface"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(t.color("line"), Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(inside, t.space(10), t.space(10))
    painter.setFont(t.font("small"))
    # The words stand on plain ground, or the hatching would run through them.
    metrics, room = QFontMetrics(painter.font()), inside.adjusted(3, 0, -3, 0)
    ground = QRectF(metrics.boundingRect(room.toRect(), _CENTER, words)).adjusted(-4, -1, 4, 1)
    rounded(painter, ground.intersected(inside), t.space(4), t.color("surface"))
    rounded(painter, inside, t.space(10), None, t.color("control"), 1.2)
    painter.setPen(t.color("ink2"))
    painter.drawText(room, _CENTER, words)


class HeatTable(Table):
    """The table; `opened` gives the number of a row whose page is wanted."""

    def __init__(self, name: str, description: str, columns: Sequence[str], rows: Sequence[HeatRow]) -> None:
        super().__init__(name, description, opens=True)
        self._count, self._least = len(rows), theme().px(84)
        self.setModel(_Model(columns, rows))
        self.model().setParent(self)
        self.setItemDelegate(_Cell(self))
        self._columns = Head(Qt.Orientation.Horizontal, Qt.AlignmentFlag.AlignCenter)
        self._titles = Head(Qt.Orientation.Vertical, LEFT | Qt.AlignmentFlag.AlignVCenter)
        self._titles.setSectionsClickable(True)
        self._titles.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self._titles.sectionClicked.connect(self.opened)
        self.setHorizontalHeader(self._columns)
        self.setVerticalHeader(self._titles)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the row titles what they need, share the rest among the columns, be as high as the rows."""
        t, narrowest = theme(), self._narrowest()
        titles = self._titles_width(self.width() - 2 - narrowest * self.model().columnCount())
        self._titles.setFixedWidth(titles)
        columns = self.model().columnCount()
        wide = max(narrowest, (self.width() - titles - 2) // max(1, columns))
        for column in range(columns):
            self.setColumnWidth(column, wide)
        words = [self._columns.words(n) for n in range(columns)]
        lines = [high(word, self._columns.font(), wide - 2) for word in words]
        self._columns.setFixedHeight(max(lines, default=0) + t.space(10))
        total = 0
        for row in range(self._count):
            told = high(self._titles.words(row), self._titles.font(), titles)
            tall = max(t.px(52), told + t.space(10))
            self.setRowHeight(row, tall)
            total += tall
        self.stand(total)

    def _titles_width(self, spare: int) -> int:
        """What the row titles need on one line; they wrap before the columns have to scroll."""
        t, metrics = theme(), QFontMetrics(self._titles.font())
        lines = [line for n in range(self._count) for line in self._titles.words(n).split("\n")]
        longest = max((metrics.horizontalAdvance(word) for line in lines for word in line.split()), default=0)
        wide = max((metrics.horizontalAdvance(line) for line in lines), default=0) + t.space(10)
        least = max(longest + t.space(10), t.px(96))
        return min(wide, t.px(220), max(least, spare))

    def _narrowest(self) -> int:
        """No column is narrower than the longest word of its title."""
        metrics = QFontMetrics(self._columns.font())
        words = [word for n in range(self.model().columnCount()) for word in self._columns.words(n).split()]
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return max(longest + 4, theme().px(80))


class HeatChip(QLabel):
    """A step of the scale in a legend."""

    def __init__(self, words: str, share: float) -> None:
        super().__init__(words)
        self._share = share
        self.setFont(theme().font("small"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(
            metrics.horizontalAdvance(self.text()) + theme().space(14), metrics.height() + theme().space(8)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        t, box = theme(), QRectF(self.rect()).adjusted(0.6, 0.6, -0.6, -0.6)
        ground, ink = t.heat(self._share)
        rounded(painter, box, t.space(6), ground, t.color("control") if t.high_contrast else None, 1.2)
        painter.setFont(self.font())
        painter.setPen(ink)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.text())
