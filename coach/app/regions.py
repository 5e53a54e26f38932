"""The regions of the window, between which F6 moves the focus."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from coach.app.page import Page


def move(by: int, regions: Sequence[QWidget | None]) -> None:
    """Move the focus to the next region that is shown, or the one before."""
    shown = [region for region in regions if region is not None and region.isVisible()]
    inside = [place for place, region in enumerate(shown) if _holds_focus(region)]
    target = shown[((inside[-1] if inside else 0) + by) % len(shown)]
    if isinstance(target, Page):
        target.focus_first()
    else:
        _focus_in(target)


def _holds_focus(region: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and region.isAncestorOf(focused)


def _focus_in(region: QWidget) -> None:
    for widget in region.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
