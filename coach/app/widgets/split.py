"""A row of cards that becomes a column when its room is narrow or the text is large."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from coach.app.theme import theme


class Split(QWidget):
    """Widgets side by side from `least` pixels on; `stretches` share out the width, equally if not given."""

    def __init__(
        self, widgets: Sequence[QWidget], least: int, stretches: Sequence[int] = (), gap: int = 20
    ) -> None:
        super().__init__()
        self._least = least
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().space(gap))
        for widget, stretch in zip(widgets, stretches or [1] * len(widgets), strict=True):
            self._row.addWidget(widget, stretch)
        self._arrange()

    def _arrange(self) -> None:
        narrow = theme().stacked or self.width() < self._least * theme().scale
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)
