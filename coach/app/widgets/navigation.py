"""The navigation: a list of pages, at the side, or on top when the text is large."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from coach.app.theme import focus_ring, rounded, theme
from coach.app.widgets.focus import KeyboardFocus

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Entry:
    """One page in the navigation."""

    page: str
    title: str
    icon: str


def entry_width(words: str) -> int:
    """Pixels that an entry with these words takes."""
    t = theme()
    return (
        QFontMetrics(t.font("body", 600)).horizontalAdvance(words) + t.px(21) + t.space(12) * 3 + t.space(14)
    )


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = QFontMetrics(theme().font("body", 600))
        return QSize(entry_width(str(index.data())), max(48, metrics.height() + theme().space(26)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = option.widget
        assert isinstance(view, Navigation)
        area, row = option.rect, index.row()
        t, box = theme(), QRectF(area).adjusted(3, 3, -3, -3)
        # Asked of the view: the option's own state would load QStyle and its lists, 10 ms of each start.
        chosen = view.item(row).isSelected()
        if chosen or row == view.hovered:
            line = t.color("accent") if t.high_contrast and chosen else None
            rounded(painter, box, t.space(11), t.color("soft" if chosen else "sunken"), line, 1.5)
        if chosen:
            rounded(
                painter, QRectF(box.left(), box.center().y() - t.px(10), 4, t.px(20)), 2, t.color("accent")
            )
        if row == view.currentRow() and view.ringed:
            focus_ring(painter, QRectF(area).adjusted(1, 1, -1, -1), t.space(13))
        self._words(painter, box, index, chosen)
        painter.restore()

    def _words(self, painter: QPainter, box: QRectF, index: Index, chosen: bool) -> None:
        t = theme()
        color, side, left = "on_soft" if chosen else "ink2", t.px(21), t.space(14)
        icon = str(index.data(Qt.ItemDataRole.UserRole + 1))
        painter.drawPixmap(QPointF(box.left() + left, box.center().y() - side / 2), t.icon(icon, color, side))
        painter.setFont(t.font("body", 600 if chosen else 400))
        painter.setPen(t.color(color))
        words = box.adjusted(left + side + t.space(12), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(index.data()))


class Navigation(KeyboardFocus, QListWidget):
    """A list of pages; the selected one is shown. `opened` gives the page's name."""

    opened = Signal(str)

    def __init__(
        self, entries: list[Entry], name: str, across: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.hovered = -1
        self.setAccessibleName(name)
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.viewport().setAutoFillBackground(False)
        if across:
            self.setFlow(QListView.Flow.LeftToRight)
        for entry in entries:
            item = QListWidgetItem(entry.title)
            item.setData(Qt.ItemDataRole.UserRole, entry.page)
            item.setData(Qt.ItemDataRole.UserRole + 1, entry.icon)
            self.addItem(item)
        self._fit(across)
        self.itemEntered.connect(lambda item: self._hover(self.row(item)))
        self.viewportEntered.connect(lambda: self._hover(-1))
        self.currentItemChanged.connect(self._changed)
        self.itemClicked.connect(lambda item: self.opened.emit(item.data(Qt.ItemDataRole.UserRole)))

    def _fit(self, across: bool) -> None:
        sizes = [self.sizeHintForIndex(self.model().index(row, 0)) for row in range(self.count())]
        if across:
            self.setFixedHeight(max(size.height() for size in sizes) + 2)
            self.setMinimumWidth(sum(size.width() for size in sizes) + 4)
        else:
            self.setFixedHeight(sum(size.height() for size in sizes) + 2)

    def _hover(self, row: int) -> None:
        self.hovered = row
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt makes the first entry current when none is; to arrive here by Tab must not open a page.
        before = self.blockSignals(True)
        super().focusInEvent(event)
        self.blockSignals(before)

    def _changed(self, item: QListWidgetItem | None, _before: object) -> None:
        if item is not None and self.hasFocus():
            self.opened.emit(item.data(Qt.ItemDataRole.UserRole))

    def show_chosen(self, page: str) -> None:
        """Select a page's entry without opening it; a page that is not listed selects nothing."""
        before = self.blockSignals(True)
        self.clearSelection()
        self.setCurrentRow(-1)
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == page:
                self.setCurrentRow(row)
        self.blockSignals(before)
        self.viewport().update()
