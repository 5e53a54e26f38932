"""Buttons whose whole row is the target: a mix-in for radio buttons, check boxes and switches."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QSizePolicy

from coach.app.widgets.focus import KeyboardFocus

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Mixed
else:
    # As in focus.py: a mix-in may not be a Qt class at run time.
    _Mixed = object


class RowTarget(KeyboardFocus, _Mixed):
    """To be named before a standard button class; `be_row` once that is made."""

    def be_row(self, name: str) -> None:
        """Take this name, the whole width, the keyboard and the pointer."""
        self.setText(name.replace("&", "&&"))
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)
