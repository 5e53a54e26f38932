"""The card of a lesson: drawing, domain, title, time or state."""

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QPushButton, QSizePolicy

from coach.app.theme import focus_ring, rounded, smooth, theme
from coach.app.widgets.card import cover
from coach.app.widgets.focus import KeyboardFocus
from coach.study.today import LessonState
from coach.words import _, ngettext


def told_state(state: LessonState) -> str:
    """Done, how far, or how long."""
    if state.finished:
        return _("Finished")
    if state.screen:
        return _("Step {n} of {all}").format(
            n=min(state.screen + 1, state.card.screens), all=state.card.screens
        )
    return ngettext("{n} min", "{n} min", state.card.minutes)


class LessonCard(KeyboardFocus, QPushButton):
    """A push button named after the lesson; its description tells domain, duration and state."""

    def __init__(self, state: LessonState) -> None:
        super().__init__()
        self.state = state
        card = state.card
        self._told = told_state(state)
        minutes = ngettext("{n} minute", "{n} minutes", card.minutes)
        self.setAccessibleName(_("Lesson: {title}").format(title=card.title))
        self.setAccessibleDescription(f"{card.domain}, {minutes}, {self._told}")
        self._renderer = QSvgRenderer(QByteArray(theme().colored(card.cover).encode()))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _art_height(self, width: int) -> int:
        return min(round(104 * min(theme().scale, 1.5)), int(width * 0.4))

    def heightForWidth(self, width: int) -> int:
        t = theme()
        lines = QFontMetrics(t.font("lead", 600))
        box = QRect(0, 0, max(40, width - t.space(40)), 9999)
        title = lines.boundingRect(box, Qt.TextFlag.TextWordWrap, self.state.card.title).height()
        domain = QFontMetrics(t.font("small", 600)).boundingRect(
            box, Qt.TextFlag.TextWordWrap, self.state.card.domain
        )
        parts = (
            t.space(16),
            domain.height(),
            t.space(6),
            max(title, lines.height() * 2),
            t.space(14),
            t.px(24),
        )
        return self._art_height(width) + sum(parts) + t.space(16)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(260, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        t, box = theme(), QRectF(self.rect())
        hot = self.underMouse()
        line = t.color("accent" if hot else "line")
        rounded(
            painter,
            box.adjusted(0.8, 0.8, -0.8, -0.8),
            t.space(18),
            t.color("surface"),
            line,
            2 if hot else 1.2,
        )
        self._paint_art(painter, box)
        self._paint_words(painter, box)
        if self.ringed:
            focus_ring(painter, box.adjusted(1, 1, -1, -1), t.space(18))

    def _paint_art(self, painter: QPainter, box: QRectF) -> None:
        radius, high = theme().space(18), self._art_height(self.width())
        outline, top = QPainterPath(), QPainterPath()
        outline.addRoundedRect(box.adjusted(1.4, 1.4, -1.4, -1.4), radius - 1, radius - 1)
        top.addRect(QRectF(box.left(), box.top(), box.width(), high))
        painter.save()
        painter.setClipPath(outline.intersected(top))
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), high), theme().color("i_sky"))
        cover(painter, self._renderer, QRectF(box.left(), box.top(), box.width(), high), 0.5)
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        t, card = theme(), self.state.card
        x, wide = box.left() + t.space(20), box.width() - t.space(40)
        y = box.top() + self._art_height(self.width()) + t.space(16)
        painter.setFont(t.font("small", 600))
        painter.setPen(t.color("accent"))
        area = QRect(0, 0, int(wide), 9999)
        painter.drawText(QRectF(x, y, wide, 9999), Qt.TextFlag.TextWordWrap, card.domain)
        y += QFontMetrics(painter.font()).boundingRect(area, Qt.TextFlag.TextWordWrap, card.domain).height()
        painter.setFont(t.font("lead", 600))
        painter.setPen(t.color("ink"))
        painter.drawText(QRectF(x, y + t.space(6), wide, 9999), Qt.TextFlag.TextWordWrap, card.title)
        self._paint_state(painter, box, x)

    def _paint_state(self, painter: QPainter, box: QRectF, x: float) -> None:
        t, side = theme(), theme().px(18)
        y = box.bottom() - t.space(16) - t.px(22)
        done = self.state.finished
        sign = t.icon("circle-check" if done else "clock", "accent" if done else "ink2", side)
        painter.drawPixmap(QPointF(x, y + t.px(2)), sign)
        painter.setFont(t.font("label"))
        painter.setPen(t.color("ink2"))
        x += side + t.space(8)
        painter.drawText(QRectF(x, y, box.width(), t.px(22)), Qt.AlignmentFlag.AlignVCenter, self._told)
        if not 0 < self.state.share < 1:
            return
        x += QFontMetrics(painter.font()).horizontalAdvance(self._told) + t.space(14)
        wide, high = box.right() - t.space(20) - x, t.px(7)
        if wide > 30:
            rounded(painter, QRectF(x, y + t.px(8), wide, high), high / 2, t.color("sunken"))
            rounded(
                painter, QRectF(x, y + t.px(8), wide * self.state.share, high), high / 2, t.color("accent")
            )
