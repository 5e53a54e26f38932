"""Answers and switches: radio buttons and check boxes whose whole row is the target."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton

from coach.app.theme import focus_ring, rounded, smooth, theme
from coach.app.widgets.row_target import RowTarget
from coach.words import _

_COLORS = {
    # result: ground, line, text, badge, text in the badge, icon
    "right": ("soft", "accent", "on_soft", "accent", "on_accent", "circle-check"),
    "wrong": ("review_soft", "review", "on_review", "review", "surface", "rotate-ccw"),
}


class _Row(RowTarget):
    """A row with a letter badge; `result` is empty, right or wrong."""

    def _dress(self, words: str, badge: str) -> None:
        self.be_row(words)
        self.words, self.badge, self.result = words, badge, ""
        self.setFont(theme().font("reading"))

    def _text_width(self, width: int) -> int:
        t = theme()
        return width - t.space(18) - t.px(30) - t.space(16) - t.px(30) - t.space(20)

    def heightForWidth(self, width: int) -> int:
        box = QRect(0, 0, max(40, self._text_width(width)), 9999)
        words = QFontMetrics(self.font()).boundingRect(box, Qt.TextFlag.TextWordWrap, self.words)
        return max(theme().px(60), words.height() + theme().space(34))

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(self.width() if self.width() > 200 else 640))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setFixedHeight(self.heightForWidth(self.width()))

    def show_result(self, result: str) -> None:
        """Mark the answer right or wrong, in colour, icon and words; an empty result clears it."""
        self.result = result
        told = {"right": _("Right answer"), "wrong": _("To review")}
        self.setAccessibleDescription(told.get(result, ""))
        self.update()

    def _colors(self) -> tuple[str, str, str, str, str]:
        if self.result:
            return _COLORS[self.result][:5]
        if self.isChecked():
            return "soft", "accent", "ink", "accent", "on_accent"
        line = "accent" if self.underMouse() and self.isEnabled() else "control"
        return "surface", line, "ink", "surface", "ink2"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        t, box = theme(), QRectF(self.rect())
        ground, line, ink, badge, on_badge = self._colors()
        wide = 2.4 if self.result or self.isChecked() else 1.4
        inside = box.adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        rounded(painter, inside, t.space(14), t.color(ground), t.color(line), wide)
        self._paint_badge(painter, box, badge, on_badge)
        left = box.left() + t.space(18) + t.px(30) + t.space(16)
        painter.setFont(self.font())
        painter.setPen(t.color(ink))
        area = QRectF(left, box.top(), self._text_width(self.width()), box.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self.words)
        if self.result:
            side = t.px(24)
            at = QPointF(box.right() - t.space(18) - side, box.center().y() - side / 2)
            painter.drawPixmap(at, t.icon(_COLORS[self.result][5], line, side))
        if self.ringed:
            focus_ring(painter, box.adjusted(1, 1, -1, -1), t.space(14))

    def _paint_badge(self, painter: QPainter, box: QRectF, ground: str, ink: str) -> None:
        t = theme()
        side = t.px(30)
        badge = QRectF(box.left() + t.space(18), box.center().y() - side / 2, side, side)
        line = "control" if ground == "surface" else ground
        rounded(
            painter, badge.adjusted(0.8, 0.8, -0.8, -0.8), side * 0.32, t.color(ground), t.color(line), 1.4
        )
        painter.setFont(t.font("label", 700))
        painter.setPen(t.color(ink))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, self.badge)


class PickRow(_Row, QRadioButton):
    """One answer of which one is chosen."""

    def __init__(self, words: str, badge: str) -> None:
        super().__init__()
        self._dress(words, badge)


class TickRow(_Row, QCheckBox):
    """One answer of which several may be chosen."""

    def __init__(self, words: str, badge: str) -> None:
        super().__init__()
        self._dress(words, badge)


class Switch(RowTarget, QCheckBox):
    """A switch with its state in words beside it. Without `shown`, its name is drawn at the left."""

    def __init__(self, name: str, description: str = "", style: str = "lead", shown: bool = True) -> None:
        super().__init__()
        self.be_row(name)
        self._name, self._shown = name, shown
        self.setAccessibleDescription(description)
        self.setFont(theme().font(style, 600))

    def _state_width(self) -> int:
        metrics = QFontMetrics(theme().font("label"))
        return max(metrics.horizontalAdvance(_("On")), metrics.horizontalAdvance(_("Off"))) + theme().space(
            10
        )

    def _name_width(self, width: int) -> int:
        return max(40, width - theme().px(50) - self._state_width() - theme().space(16))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        box = QRect(0, 0, self._name_width(width), 9999)
        words = QFontMetrics(self.font()).boundingRect(box, Qt.TextFlag.TextWordWrap, self._name)
        return max(44, theme().px(34), (words.height() + theme().space(12)) if self._shown else 0)

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(300, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(50) + self._state_width() + theme().space(16), 44)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        t, on = theme(), self.isChecked()
        wide, high = t.px(50), t.px(28)
        track = QRectF(self.width() - wide - 6, (self.height() - high) / 2, wide, high)
        fill, line = ("accent", "accent") if on else ("surface", "control")
        if not self.isEnabled():
            fill, line = "sunken", "line"
        rounded(painter, track.adjusted(1, 1, -1, -1), high / 2, t.color(fill), t.color(line), 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.color("on_accent" if on and self.isEnabled() else "control"))
        radius = (high - 10) / 2 if on else (high - 14) / 2
        painter.drawEllipse(
            QPointF(track.right() - high / 2 if on else track.left() + high / 2, track.center().y()),
            radius,
            radius,
        )
        self._paint_words(painter, track)
        if self.ringed:
            focus_ring(painter, track.adjusted(-5, -5, 5, 5), high / 2 + 5)

    def _paint_words(self, painter: QPainter, track: QRectF) -> None:
        t = theme()
        if self._shown:
            painter.setFont(self.font())
            painter.setPen(t.color("ink" if self.isEnabled() else "ink2"))
            area = QRectF(0, 0, self._name_width(self.width()), self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self._name)
        self._paint_state(painter, track)

    def _paint_state(self, painter: QPainter, track: QRectF) -> None:
        t = theme()
        painter.setFont(t.font("label"))
        painter.setPen(t.color("ink2"))
        state = QRectF(
            track.left() - self._state_width(), 0, self._state_width() - t.space(10), self.height()
        )
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(state, align, _("On") if self.isChecked() else _("Off"))
