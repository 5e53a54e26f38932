"""Controls of a form: a switch with its help, and a list that opens."""

from collections.abc import Hashable
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from coach.app.theme import focus_ring, rounded, smooth, theme
from coach.app.widgets.choice import Switch
from coach.app.widgets.focus import KeyboardFocus
from coach.app.widgets.segments import Options

RING = 6
"""Pixels at the right that a switch keeps free for its focus ring; other controls leave them, too."""


class Control(Protocol):
    """A control of a form: `chosen` gives the value that a person chose, `show_value` sets it silently."""

    chosen: SignalInstance

    def show_value(self, value: object) -> None:
        """Show a value without saying so."""


class Toggle(Switch):
    """A switch as a control, its help drawn below its name: the whole row is the target."""

    chosen = Signal(object)

    def __init__(self, name: str, description: str = "", style: str = "body", help: str = "") -> None:
        self._help = help
        super().__init__(name, description or help, style)
        self.toggled.connect(self.chosen.emit)

    def show_value(self, value: object) -> None:
        """Switch without saying so."""
        before = self.blockSignals(True)
        self.setChecked(value is True)
        self.blockSignals(before)
        self.update()

    def _high(self, words: str, font: QFont, width: int) -> int:
        box = QRect(0, 0, self._name_width(width), 9999)
        return QFontMetrics(font).boundingRect(box, Qt.TextFlag.TextWordWrap, words).height() if words else 0

    def heightForWidth(self, width: int) -> int:
        if not self._help:
            return super().heightForWidth(width)
        name = self._high(self._name, self.font(), width)
        return max(44, name + theme().space(2) + self._high(self._help, theme().font("label"), width))

    def _paint_words(self, painter: QPainter, track: QRectF) -> None:
        if not self._help:
            super()._paint_words(painter, track)
            return
        self._paint_state(painter, track)
        t, wide = theme(), self._name_width(self.width())
        name = self._high(self._name, self.font(), self.width())
        help_ = self._high(self._help, t.font("label"), self.width())
        top = (self.height() - name - t.space(2) - help_) / 2
        painter.setFont(self.font())
        painter.setPen(t.color("ink" if self.isEnabled() else "ink2"))
        painter.drawText(QRectF(0, top, wide, name), int(Qt.TextFlag.TextWordWrap), self._name)
        painter.setFont(t.font("label"))
        painter.setPen(t.color("ink2"))
        below = QRectF(0, top + name + t.space(2), wide, help_)
        painter.drawText(below, int(Qt.TextFlag.TextWordWrap), self._help)


class Choice(KeyboardFocus, QComboBox):
    """One of many values in a list that opens. The wheel passes over it: scrolling changes nothing."""

    chosen = Signal(object)

    def __init__(self, name: str, options: Options) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFont(theme().font("body"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(12)
        self.offer(options)
        self.currentIndexChanged.connect(lambda _: self.chosen.emit(self.currentData()))

    def offer(self, options: Options) -> None:
        """Offer these values, without saying so."""
        before = self.blockSignals(True)
        self.clear()
        for value, words in options:
            self.addItem(words, value)
        self.blockSignals(before)
        self.updateGeometry()

    def show_value(self, value: Hashable) -> None:
        """Choose a value without saying so; one that is not in the list is added to it."""
        before = self.blockSignals(True)
        if self.findData(value) < 0:
            self.addItem(str(value), value)
        self.setCurrentIndex(self.findData(value))
        self.blockSignals(before)

    def sizeHint(self) -> QSize:
        t, metrics = theme(), QFontMetrics(self.font())
        words = max((metrics.horizontalAdvance(self.itemText(n)) for n in range(self.count())), default=80)
        return QSize(words + t.px(20) + t.space(44), max(44, metrics.height() + t.space(20)))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme().px(120)), self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        t, box = theme(), QRectF(self.rect())
        on = self.isEnabled()
        inside = box.adjusted(0.75, 0.75, -0.75, -0.75)
        ground, line = ("surface", "control") if on else ("sunken", "line")
        rounded(painter, inside, t.space(10), t.color(ground), t.color(line), 1.5)
        ink, side = "ink" if on else "ink2", t.px(20)
        painter.setFont(self.font())
        painter.setPen(t.color(ink))
        words = box.adjusted(t.space(14), 0, -t.space(18) - side, 0)
        told = QFontMetrics(self.font()).elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, told)
        down = t.icon("chevron-right", ink, side).transformed(QTransform().rotate(90))
        painter.drawPixmap(QPointF(box.right() - t.space(12) - side, box.center().y() - side / 2), down)
        if self.ringed:
            focus_ring(painter, box.adjusted(1, 1, -1, -1), t.space(10))
