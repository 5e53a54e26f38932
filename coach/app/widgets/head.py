"""Puts a button at the end of a page's title line, as the frame of every page has it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coach.app.theme import theme


def beside_title(title: QLabel, layout: QVBoxLayout, button: QWidget) -> None:
    """Set `button` right of `title`, or below the head of `layout` when the text is large.

    To be called right after `Page.body`, while `layout` holds the head only.
    """
    if theme().stacked:
        layout.insertSpacing(layout.count() - 1, theme().space(10))
        layout.insertWidget(layout.count() - 1, button)
        return
    at = layout.indexOf(title)
    layout.removeWidget(title)
    line = QHBoxLayout()
    line.setSpacing(theme().space(16))
    line.addWidget(title, 1)
    line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    layout.insertLayout(at, line)
