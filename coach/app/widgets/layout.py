"""Page columns that scroll, and rows that become columns when there is no room."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coach.app.theme import theme


def column(widest: int) -> tuple[QScrollArea, QVBoxLayout]:
    """A scrolling page with a centred column of at most `widest` pixels; returns the area and the column's layout."""
    page = QWidget()
    row = QHBoxLayout(page)
    side = theme().space(32)
    row.setContentsMargins(side, theme().space(24), side, theme().space(20))
    inner = QWidget()
    inner.setMaximumWidth(widest)
    layout = QVBoxLayout(inner)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    row.addStretch(1)
    row.addWidget(inner, 1000)
    row.addStretch(1)
    return scrolling(page), layout


def scrolling(page: QWidget) -> QScrollArea:
    """A vertical scroll area without frame; it takes no focus of its own."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area


def around(widget: QWidget) -> QScrollArea | None:
    """What scrolls a widget, if anything does."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def show_at_top(widget: QWidget) -> None:
    """Scroll the page until a widget is at its top, or as near as it gets, once the layout knows where it is."""
    area = around(widget)
    if area is None:
        return
    bar, page = area.verticalScrollBar(), area.widget()
    assert page is not None
    # Wrapped labels find their height in a second pass of the layout.
    for wait in (0, 60):
        QTimer.singleShot(
            wait, widget, lambda: bar.setValue(widget.mapTo(page, QPoint()).y() - theme().space(20))
        )


def row(spacing: int = 20) -> QBoxLayout:
    """A row at ordinary text sizes, a column when the text is large."""
    across = QBoxLayout.Direction.TopToBottom if theme().stacked else QBoxLayout.Direction.LeftToRight
    layout = QBoxLayout(across)
    layout.setSpacing(theme().space(spacing))
    return layout


def clear(layout: QVBoxLayout | QHBoxLayout | QBoxLayout) -> None:
    """Remove everything from a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout | QHBoxLayout | QBoxLayout):
            clear(inner)


class Flow(QWidget):
    """Equal columns, fewer of them when the room is narrow; with `level`, a line's widgets are equally tall."""

    def __init__(
        self, widgets: Sequence[QWidget], least: int, gap: int = 20, most: int = 3, level: bool = False
    ) -> None:
        super().__init__()
        self._widgets, self._least, self._most = list(widgets), least, most
        self._side = Qt.AlignmentFlag(0) if level else Qt.AlignmentFlag.AlignTop
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme().space(gap))
        self._columns = 0
        self._lay_out(min(most, max(1, len(self._widgets))))

    def _lay_out(self, columns: int) -> None:
        if columns == self._columns:
            return
        for widget in self._widgets:
            self._grid.removeWidget(widget)
        for number in range(max(columns, self._columns)):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        for number, widget in enumerate(self._widgets):
            self._grid.addWidget(widget, number // columns, number % columns, self._side)
        self._columns = columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        fitting = int(self.width() // max(1, self._least * max(1.0, theme().scale * 0.85)))
        self._lay_out(max(1, min(self._most, fitting)))
        super().resizeEvent(event)
