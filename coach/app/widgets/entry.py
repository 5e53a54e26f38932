"""A field with its label, what may be typed, and what is wrong with it."""

import os
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.text import icon, text
from coach.words import language


def typed_day(value: date) -> str:
    """A day as people of this language type it; both ways are understood."""
    return f"{value:%d/%m/%Y}" if language() == "fr" else value.isoformat()


def breakable(words: str) -> str:
    """Words in which a path without spaces may part after each of its folders, so that it is never cut."""
    return words.replace(os.sep, os.sep + "\u200b")


class Entry(QWidget):
    """A line to type in. `changed` comes at each letter; what was wrong is forgotten with it."""

    changed = Signal(str)

    def __init__(self, label: str, hint: str = "", most: int = 400) -> None:
        super().__init__()
        self._hint = hint
        self.line = QLineEdit()
        self.line.setMaxLength(most)
        self.line.setFont(theme().font("body"))
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription(hint)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme().space(4))
        told = text(label, "label", 600)
        told.setBuddy(self.line)
        self.column.addWidget(told)
        if hint:
            self.column.addWidget(text(hint, "label", 400, "ink2"))
        self.beside = QHBoxLayout()
        self.beside.setSpacing(theme().space(10))
        self.beside.addWidget(self.line, 1)
        self.column.addLayout(self.beside)
        self._wrong = QWidget()
        self._wrong_words = text("", "label", 600, "danger")
        line = QHBoxLayout(self._wrong)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().space(8))
        line.addWidget(icon("info", "danger", 18, "label"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._wrong_words, 1)
        self._wrong.hide()
        self.column.addWidget(self._wrong)
        self.column.addStretch(1)
        self.line.textChanged.connect(self._typed)

    def _typed(self, words: str) -> None:
        self.right()
        self.changed.emit(words)

    @property
    def words(self) -> str:
        """What was typed, without spaces around it."""
        return self.line.text().strip()

    def wrong(self, sentence: str, focus: bool = True) -> None:
        """Say below the field what is wrong with it, and go there."""
        self._wrong_words.setText(sentence)
        self._wrong.show()
        self.line.setStyleSheet(f"QLineEdit {{ border-color: {theme().tokens['danger']} }}")
        self.line.setAccessibleDescription(f"{sentence} {self._hint}".strip())
        announce(self.line, sentence)
        if focus:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def right(self) -> None:
        """Nothing is wrong any more."""
        if not self._wrong.isHidden():
            self._wrong.hide()
            self.line.setStyleSheet("")
            self.line.setAccessibleDescription(self._hint)
