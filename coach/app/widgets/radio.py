"""Radio buttons in plain lines, for lists of sentences."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QRadioButton

from coach.app.theme import focus_ring, rounded, smooth, theme
from coach.app.widgets.row_target import RowTarget

_WRAP = Qt.TextFlag.TextWordWrap


class Radio(RowTarget, QRadioButton):
    """One sentence of which one is chosen; the whole line is the target, the words go on below."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.be_row(words)
        self._words = words
        self.setFont(theme().font("body"))

    def _box(self, width: int) -> QRect:
        """Where the words stand in a line of this width."""
        t = theme()
        left = t.space(10) + t.px(22) + t.space(12)
        room = QRect(0, 0, max(40, width - left - t.space(10)), 9999)
        high = QFontMetrics(self.font()).boundingRect(room, _WRAP, self._words).height()
        return QRect(left, 0, room.width(), max(44, high + t.space(18)))

    def sizeHint(self) -> QSize:
        return QSize(400, self._box(self.width() if self.width() > 200 else 640).height())

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 44)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setFixedHeight(self._box(self.width()).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        t, box, on = theme(), QRectF(self.rect()), self.isChecked()
        if on or self.underMouse():
            line = t.color("accent") if on else None
            ground = t.color("soft" if on else "sunken")
            rounded(painter, box.adjusted(0.8, 0.8, -0.8, -0.8), t.space(12), ground, line, 1.4)
        radius = t.px(22) / 2
        middle = QPointF(t.space(10) + radius, box.center().y())
        painter.setPen(QPen(t.color("accent" if on else "control"), 2))
        painter.setBrush(t.color("surface"))
        painter.drawEllipse(middle, radius - 2, radius - 2)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(t.color("accent"))
            painter.drawEllipse(middle, radius - 6, radius - 6)
        painter.setFont(self.font())
        painter.setPen(t.color("on_soft" if on else "ink"))
        painter.drawText(QRectF(self._box(self.width())), Qt.AlignmentFlag.AlignVCenter | _WRAP, self._words)
        if self.ringed:
            focus_ring(painter, box.adjusted(1, 1, -1, -1), t.space(12))
