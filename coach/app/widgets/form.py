"""Rows of a form: what is set, what it means, and the control, side by side or below each other."""

import os

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card, separator
from coach.app.widgets.choice import Switch
from coach.app.widgets.controls import RING
from coach.app.widgets.layout import row
from coach.app.widgets.text import heading, text
from coach.words import _


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
