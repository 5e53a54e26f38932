"""Shows the focus ring for keyboard focus only, and always in high contrast."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton

from coach.app.theme import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Mixed
else:
    # A mix-in may not be a Qt class at run time: two Qt branches in one object crash the process.
    _Mixed = object

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class KeyboardFocus(_Mixed):
    """To be named before a standard widget class; `ringed` says whether to draw the ring."""

    _by_keyboard = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in _KEYBOARD
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keyboard = True
        self.update()
        # Outside dialogs Qt leaves Enter to the window, which presses the page's default button.
        if event.key() in ENTER and isinstance(self, QPushButton):
            self.click()
        else:
            super().keyPressEvent(event)

    @property
    def ringed(self) -> bool:
        """Whether the keyboard focus is here and must be seen."""
        return self.hasFocus() and (self._by_keyboard or theme().high_contrast)
