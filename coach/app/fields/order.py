"""Put items in order: choose one in the list, move it up or down, no drag needed."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from coach.app.fields.base import Field
from coach.app.speech import announce
from coach.app.theme import focus_ring, rounded, theme
from coach.app.widgets.button import Button
from coach.app.widgets.focus import KeyboardFocus
from coach.questions._kind import Response
from coach.words import _

Index = QModelIndex | QPersistentModelIndex
NAME, MARK = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class _Row(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        t, view = theme(), option.widget
        wide = view.width() - t.space(18) * 2 - t.px(30) - t.space(16)
        metrics = QFontMetrics(t.font("reading"))
        box = metrics.boundingRect(0, 0, max(60, wide), 9999, Qt.TextFlag.TextWordWrap, str(index.data()))
        return QSize(100, max(t.px(56), box.height() + t.space(30)) + t.space(8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t, area, state = theme(), option.rect, option.state
        box = QRectF(area).adjusted(1, 1, -1, -1 - t.space(8))
        chosen, missed = bool(state & QStyle.StateFlag.State_Selected), bool(index.data(MARK))
        ground, line = (
            ("review_soft", "review") if missed else ("soft", "accent") if chosen else ("surface", "control")
        )
        rounded(painter, box, t.space(14), t.color(ground), t.color(line), 2.4 if chosen or missed else 1.4)
        side = t.px(30)
        badge = QRectF(box.left() + t.space(18), box.center().y() - side / 2, side, side)
        rounded(painter, badge, side * 0.32, t.color("surface"), t.color(line), 1.4)
        painter.setPen(t.color("ink2"))
        painter.setFont(t.font("label", 700))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        painter.setPen(t.color("on_review" if missed else "ink"))
        painter.setFont(t.font("reading"))
        words = box.adjusted(t.space(18) + side + t.space(16), 0, -t.space(18), 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, str(index.data()))
        view = option.widget
        if chosen and isinstance(view, KeyboardFocus) and view.ringed:
            focus_ring(painter, box, t.space(14))
        painter.restore()


class _List(KeyboardFocus, QListWidget):
    def __init__(self, field: "OrderField") -> None:
        super().__init__()
        self._field = field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in moves:
            self._field.move_chosen(moves[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class OrderField(Field):
    """A list with its numbers, and two buttons."""

    def __init__(self, question: str, items: tuple[str, ...], texts: Mapping[str, str]) -> None:
        super().__init__(
            question, _("Choose a line, then move it up or down (Ctrl and the arrow keys do it too).")
        )
        self.list = _List(self)
        self.list.setAccessibleName(question)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.viewport().setAutoFillBackground(False)
        for name in items:
            item = QListWidgetItem(texts[name])
            item.setData(NAME, name)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.column.addWidget(self.list)
        self.up = Button(_("Move up"), "secondary", "chevron-up")
        self.down = Button(_("Move down"), "secondary", "chevron-down")
        self.up.clicked.connect(lambda: self.move_chosen(-1))
        self.down.clicked.connect(lambda: self.move_chosen(1))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme().space(12))
        buttons.addWidget(self.up)
        buttons.addWidget(self.down)
        buttons.addStretch(1)
        self.column.addLayout(buttons)
        self._fit()

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def _fit(self) -> None:
        self.list.doItemsLayout()
        self.list.setFixedHeight(sum(self.list.sizeHintForRow(row) for row in range(self.list.count())) + 4)

    def move_chosen(self, by: int) -> None:
        """Move the chosen line; its new place is announced."""
        row = self.list.currentRow()
        if self.up.isHidden() or not 0 <= row + by < self.list.count():
            return
        item = self.list.takeItem(row)
        self.list.insertItem(row + by, item)
        self.list.setCurrentRow(row + by)
        told = _("{item}: place {n} of {all}").format(item=item.text(), n=row + by + 1, all=self.list.count())
        announce(self.list, told)
        self.changed.emit()

    def response(self) -> Response:
        return [self.list.item(row).data(NAME) for row in range(self.list.count())]

    def put(self, response: Response) -> None:
        self._arrange(response)
        self.changed.emit()

    def _arrange(self, names: Iterable[str]) -> None:
        items = (self.list.item(row) for row in range(self.list.count()))
        texts = {item.data(NAME): item.text() for item in items}
        for row, name in enumerate(names):
            self.list.item(row).setText(texts[name])
            self.list.item(row).setData(NAME, name)

    def show_misses(self, misses: Iterable[str]) -> None:
        missed = set(misses)
        for row in range(self.list.count()):
            item = self.list.item(row)
            wrong = item.data(NAME) in missed
            item.setData(MARK, wrong)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, _("To review") if wrong else "")

    def show_solution(self, solution: Response) -> None:
        self._arrange(solution)
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setData(MARK, None)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, _("Right answer"))
        self.list.clearSelection()
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.up.hide()
        self.down.hide()
