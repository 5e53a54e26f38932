"""Puts a button at the end of a page's title line, as the frame of every page has it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from coach.app.widgets.layout import row


def beside_title(title: QLabel, layout: QVBoxLayout, button: QWidget) -> None:
    """Set `button` right of `title`, which stands in `layout`; below it when the text is large."""
    at = layout.indexOf(title)
    layout.removeWidget(title)
    line = row(16)
    line.addWidget(title, 1)
    line.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    layout.insertLayout(at, line)
