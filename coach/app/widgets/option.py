"""One of a few choices that need a second line to be understood: a radio button whose whole row is the target."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QRadioButton

from coach.app.theme import focus_ring, rounded, smooth, theme
from coach.app.widgets.row_target import RowTarget

_WRAP = Qt.TextFlag.TextWordWrap


class Option(RowTarget, QRadioButton):
    """A radio button with a title and, below it, words that assistive technology hears as its description."""

    def __init__(self, title: str, detail: str = "") -> None:
        super().__init__()
        self.be_row(title)
        self._title, self._detail = title, detail
        self.setAccessibleDescription(detail)

    def _heights(self, width: int) -> tuple[int, int]:
        """Of the title and of the words below it, in pixels."""
        room = QRect(0, 0, max(40, width - self._left() - theme().space(18)), 9999)
        found = []
        for words, style, weight in ((self._title, "body", 600), (self._detail, "label", 400)):
            metrics = QFontMetrics(theme().font(style, weight))
            found.append(metrics.boundingRect(room, _WRAP, words).height() if words else 0)
        return found[0], found[1]

    @staticmethod
    def _left() -> int:
        return theme().space(18) + theme().px(22) + theme().space(14)

    def heightForWidth(self, width: int) -> int:
        title, detail = self._heights(width)
        return max(theme().px(48), title + (detail + theme().space(3) if detail else 0) + theme().space(24))

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(self.width() if self.width() > 200 else 640))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 44)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        t, box, chosen = theme(), QRectF(self.rect()), self.isChecked()
        wide = 2.4 if chosen else 1.4
        line = "accent" if chosen or (self.underMouse() and self.isEnabled()) else "control"
        inside = box.adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        rounded(painter, inside, t.space(14), t.color("soft" if chosen else "surface"), t.color(line), wide)
        self._paint_dot(painter, box)
        self._paint_words(painter, box)
        if self.ringed:
            focus_ring(painter, box.adjusted(1, 1, -1, -1), t.space(14))

    def _paint_dot(self, painter: QPainter, box: QRectF) -> None:
        t, radius = theme(), theme().px(22) / 2
        middle = QPointF(t.space(18) + radius, box.center().y())
        around = QRectF(middle.x() - radius, middle.y() - radius, radius * 2, radius * 2).adjusted(
            1, 1, -1, -1
        )
        color = t.color("accent" if self.isChecked() else "control")
        rounded(painter, around, radius, t.color("surface"), color, 2)
        if self.isChecked():
            rounded(painter, around.adjusted(5, 5, -5, -5), radius, color)

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        t = theme()
        title, detail = self._heights(self.width())
        left, gap = self._left(), t.space(3) if self._detail else 0
        top = (box.height() - title - gap - detail) / 2
        wide = box.width() - left - t.space(18)
        chosen = self.isChecked()
        painter.setFont(t.font("body", 600))
        painter.setPen(t.color("on_soft" if chosen else "ink"))
        painter.drawText(QRectF(left, top, wide, title + 4), int(_WRAP), self._title)
        painter.setFont(t.font("label"))
        painter.setPen(t.color("on_soft" if chosen else "ink2"))
        painter.drawText(QRectF(left, top + title + gap, wide, detail + 4), int(_WRAP), self._detail)
