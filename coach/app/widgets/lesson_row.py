"""A lesson as one line of a list: how far in icon and words, title, domain or summary, duration."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from coach.app.theme import focus_ring, rounded, smooth, theme
from coach.app.widgets.button import Button
from coach.app.widgets.focus import KeyboardFocus
from coach.app.widgets.text import kept
from coach.study.today import LessonState
from coach.words import _, ngettext

_WRAP = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True)
class Place:
    """Where a lesson stands in its list: `number` of `count`, and whether it is the next one to take."""

    number: int
    count: int
    next: bool = False


@dataclass(frozen=True)
class _Words:
    text: str
    font: QFont
    color: str
    box: QRect
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


def told_stage(state: LessonState, following: bool) -> tuple[str, str, str]:
    """Icon, its colour and the words of how far somebody has come; `following` marks the next lesson."""
    if state.finished:
        return "circle-check", "accent", _("Finished")
    if state.screen:
        at = min(state.screen + 1, state.card.screens)
        words = _("Under way, step {n} of {all}").format(n=at, all=state.card.screens)
        return "circle-dot", "accent", words
    if following:
        return "circle-dot", "accent", _("Up next")
    return "circle", "control", _("Later")


class LessonRow(KeyboardFocus, QPushButton):
    """A push button named after the lesson; its description tells place, domain, duration and state."""

    def __init__(self, state: LessonState, place: Place) -> None:
        super().__init__()
        card = state.card
        self._card, self._following = card, place.next
        self._icon, self._color, self._stage = told_stage(state, place.next)
        self._minutes = ngettext("{n} min", "{n} min", card.minutes)
        minutes = ngettext("{n} minute", "{n} minutes", card.minutes)
        where = _("{n} of {all}").format(n=place.number, all=place.count)
        self.setAccessibleName(_("Lesson: {title}").format(title=card.title))
        self.setAccessibleDescription(f"{where}, {self._stage}, {minutes}, {card.domain}. {card.summary}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _lines(self, width: int) -> tuple[list[_Words], int]:
        """The words with their places in a row of this width, and the row's height."""
        t = theme()
        side, top = t.space(20), t.space(14)
        left = side + t.px(24) + t.space(16)
        status, label = t.font("label", 600), t.font("label")
        aside = QFontMetrics(status).horizontalAdvance(self._stage) + 4
        beside = not t.stacked and width - left - side - aside > t.px(300)
        wide = width - left - side - (aside + t.space(24) if beside else 0)
        lines: list[_Words] = []
        y = top

        def below(text: str, font: QFont, color: str, gap: int) -> None:
            nonlocal y
            high = QFontMetrics(font).boundingRect(QRect(0, 0, wide, 9999), _WRAP, text).height()
            lines.append(_Words(text, font, color, QRect(left, y, wide, high)))
            y += high + gap

        below(self._card.title, t.font("lead", 600), "ink", t.space(3))
        below(kept(f"{self._card.domain}. {self._card.summary}".strip()), label, "ink2", t.space(3))
        if beside:
            high = QFontMetrics(status).height()
            at = QRect(width - side - aside, top + t.px(2), aside, high)
            right = Qt.AlignmentFlag.AlignRight
            lines.append(_Words(self._stage, status, self._ink, at, right))
            lines.append(_Words(self._minutes, label, "ink2", at.translated(0, high + t.space(5)), right))
        else:
            below(f"{self._stage}, {self._minutes}", status, self._ink, 0)
        return lines, max(t.px(60), y - t.space(3) + top)

    @property
    def _ink(self) -> str:
        return "accent" if self._color == "accent" else "ink2"

    def sizeHint(self) -> QSize:
        return QSize(420, self._lines(self.width() if self.width() > 200 else 640)[1])

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 60)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setFixedHeight(self._lines(self.width())[1])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        t, box, hot = theme(), QRectF(self.rect()), self.underMouse() or self.isDown()
        line, width = t.color("accent" if hot or self._following else "line"), 2 if hot else 1.2
        ground = t.color("soft" if self._following else "surface")
        rounded(painter, box.adjusted(0.8, 0.8, -0.8, -0.8), t.space(14), ground, line, width)
        lines, _height = self._lines(self.width())
        side = t.px(24)
        middle = lines[0].box.top() + QFontMetrics(lines[0].font).height() / 2
        painter.drawPixmap(t.space(20), round(middle - side / 2), t.icon(self._icon, self._color, side))
        for words in lines:
            painter.setFont(words.font)
            painter.setPen(t.color(words.color))
            painter.drawText(QRectF(words.box).adjusted(0, 0, 2, 4), words.align | _WRAP, words.text)
        if self.ringed:
            focus_ring(painter, box.adjusted(1, 1, -1, -1), t.space(14))


def start(state: LessonState) -> Button:
    """The primary button that begins a lesson, or goes on with it."""
    lesson, begun = state.card, state.screen > 0
    minutes = ngettext("{n} minute", "{n} minutes", lesson.minutes)
    name = _("Go on with the lesson: {title}") if begun else _("Start the lesson: {title}, {minutes}")
    return Button(
        _("Go on") if begun else _("Start"),
        "primary",
        "arrow-right",
        right=True,
        name=name.format(title=lesson.title, minutes=minutes),
    )
