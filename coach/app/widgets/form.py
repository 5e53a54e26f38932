"""Rows of a form: what is set, what it means, and the control, side by side or below each other."""

import os
from collections.abc import Hashable
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coach.app.theme import focus_ring, rounded, theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card, separator
from coach.app.widgets.choice import Switch
from coach.app.widgets.focus import KeyboardFocus
from coach.app.widgets.layout import row
from coach.app.widgets.segments import Options
from coach.app.widgets.text import heading, text
from coach.words import _

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
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
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


class FormRow(QWidget):
    """A label with its help, and a control; `hold` says below the help who holds the value.

    `below` puts the control below the label at any text size; `brief` leaves the help to screen readers.
    """

    def __init__(
        self, label: str, help: str, control: QWidget, *, below: bool = False, brief: bool = False
    ) -> None:
        super().__init__()
        line = row(20)
        if below:
            line.setDirection(line.Direction.TopToBottom)
        down = line.direction() == line.Direction.TopToBottom
        if down:
            line.setSpacing(theme().space(8))
        self.setLayout(line)
        switch = isinstance(control, Switch)
        line.setContentsMargins(0, theme().space(12), 0 if switch else RING, theme().space(12))
        words = QVBoxLayout()
        words.setSpacing(theme().space(2))
        self.help = text(help, "label", 400, "ink2")
        self.told = text("", "label", 600, "info")
        self.told.hide()
        words.addWidget(control if switch else _label(label, control))
        control.setAccessibleDescription(help)
        words.addWidget(self.help)
        if brief or switch or not help:
            # Never setVisible(True) here: without a parent yet it would open as a window of its own.
            self.help.hide()
        words.addWidget(self.told)
        line.addLayout(words, 1)
        self.control = control
        if not switch:
            left, middle = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
            wide = isinstance(control, QGroupBox)
            line.addWidget(control) if wide else line.addWidget(control, 0, left if down else middle)

    def hold(self, reason: str) -> None:
        """Let the person see but not change the value, and say why; an empty reason lets go."""
        self.control.setEnabled(not reason)
        self.told.setText(reason)
        self.told.setVisible(bool(reason))


def _label(words: str, control: QWidget) -> QLabel:
    label = text(words, "body", 600)
    label.setBuddy(control)
    return label


class Line(QLineEdit):
    """A line to type, wide enough for a name."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFont(theme().font("body"))
        self.setMaxLength(most)
        self.setMinimumWidth(theme().px(220))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(theme().px(340))


class Section(Card):
    """A card of rows parted by thin lines, with a title if it is given one."""

    def __init__(self, title: str = "") -> None:
        super().__init__("surface", "line", 20)
        self.column = QVBoxLayout(self)
        side = theme().space(26)
        self.column.setContentsMargins(
            side, theme().space(20 if title else 12), side - RING, theme().space(14)
        )
        self.column.setSpacing(0)
        if title:
            self.column.addWidget(heading(title, "heading", 600))
            self.column.addSpacing(theme().space(4))
        self._empty = True

    def add(self, widget: QWidget) -> None:
        """Add a row below the others."""
        if not self._empty:
            line = QHBoxLayout()
            line.setContentsMargins(0, 0, RING, 0)
            line.addWidget(separator())
            self.column.addLayout(line)
        self._empty = False
        self.column.addWidget(widget)


class Place(QWidget):
    """A folder or file by its path, with a button to copy it."""

    def __init__(self, label: str, path: str) -> None:
        super().__init__()
        line = row(20)
        self.setLayout(line)
        line.setContentsMargins(0, theme().space(12), RING, theme().space(12))
        words = QVBoxLayout()
        words.setSpacing(theme().space(2))
        words.addWidget(text(label, "body", 600))
        # A long path has no spaces: it may part after each of its folders.
        told = text(path.replace(os.sep, os.sep + "\u200b"), "label", 400, "ink2")
        told.setAccessibleName(path)
        words.addWidget(told)
        line.addLayout(words, 1)
        copy = Button(_("Copy"), "secondary", name=_("Copy the path: {label}").format(label=label))
        copy.clicked.connect(lambda: QApplication.clipboard().setText(path))
        line.addWidget(copy, 0, Qt.AlignmentFlag.AlignVCenter)
