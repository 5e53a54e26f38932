"""Makes the window anew from a page, for another language, theme or size, and brings the person back to the spot."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from coach.app.page import Page
from coach.app.widgets.focus import KeyboardFocus

if TYPE_CHECKING:
    from coach.app.window import Window


def anew(page: Page) -> None:
    """Rebuild the window, unless the page is gone: the same control has the focus, at the same height."""
    window = cast("Window", page.window())
    if window.page is not page:
        return
    focused = QApplication.focusWidget()
    stops = _stops(page)
    place = stops.index(focused) if focused in stops else -1
    ringed = isinstance(focused, KeyboardFocus) and focused.ringed
    down = _down(page)
    page.shell.rebuild()
    fresh = window.page
    stops = _stops(fresh)
    if 0 <= place < len(stops):
        reason = Qt.FocusReason.ShortcutFocusReason if ringed else Qt.FocusReason.OtherFocusReason
        stops[place].setFocus(reason)
    # The new page has no height before it is laid out.
    QTimer.singleShot(0, fresh, lambda: _scroll(fresh, down))


def _stops(page: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(page)
    ]


def _down(page: QWidget) -> float:
    """How far down the page stands, 0..1."""
    area = page.findChild(QScrollArea)
    return area.verticalScrollBar().value() / max(1, area.verticalScrollBar().maximum()) if area else 0.0


def _scroll(page: QWidget, down: float) -> None:
    area = page.findChild(QScrollArea)
    if area is not None:
        area.verticalScrollBar().setValue(round(down * area.verticalScrollBar().maximum()))
