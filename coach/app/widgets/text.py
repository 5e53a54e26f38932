"""Labels, headings and pills."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy

from coach.app.speech import Heading
from coach.app.theme import rounded, smooth, theme

_SHORT = 9


def _dress(label: QLabel, style: str, weight: int, color: str, wrap: bool) -> None:
    label.setFont(theme().font(style, weight))
    label.setWordWrap(wrap)
    label.setTextFormat(Qt.TextFormat.PlainText)
    recolor(label, color)


def recolor(label: QLabel, color: str) -> None:
    """Give a label another token's colour."""
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, theme().color(color))
    label.setPalette(palette)


def text(words: str, style: str = "body", weight: int = 400, color: str = "ink", wrap: bool = True) -> QLabel:
    """A plain label."""
    label = QLabel(words)
    _dress(label, style, weight, color, wrap)
    return label


def heading(
    words: str, style: str = "title", weight: int = 700, color: str = "ink", wrap: bool = True
) -> Heading:
    """A label that assistive technology knows as a heading."""
    label = Heading(words)
    _dress(label, style, weight, color, wrap)
    return label


def icon(name: str, color: str, pixels: int, beside: str = "") -> QLabel:
    """A decorative icon; it has no name, so that screen readers pass over it.

    `beside` is the style of words whose first line it stands before: its middle is then that of their capitals.
    """
    label = QLabel()
    if beside:
        metrics = QFontMetrics(theme().font(beside))
        above = metrics.ascent() - (metrics.capHeight() + theme().px(pixels)) / 2
        label.setContentsMargins(0, max(0, round(above)), 0, 0)
    label.setPixmap(theme().icon(name, color, theme().px(pixels)))
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return label


def disc(name: str) -> QLabel:
    """An icon on a soft round ground."""
    label = icon(name, "on_soft", 24)
    side = theme().px(48)
    label.setFixedSize(side, side)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setStyleSheet(f"background: {theme().tokens['soft']}; border-radius: {side // 2}px")
    return label


def kept(words: str) -> str:
    """A sentence whose last words hold together, so that no short one stands alone on the last line."""
    before, _space, last = words.rpartition(" ")
    while len(last) < _SHORT and before.count(" ") > 2:
        before, _space, word = before.rpartition(" ")
        last = f"{word}\u00a0{last}"
    return f"{before} {last}".strip()


class Pill(QLabel):
    """A short word on a soft round ground."""

    def __init__(self, words: str, color: str = "on_soft", ground: str = "soft") -> None:
        super().__init__(words)
        self._ground = ground
        _dress(self, "small", 600, color, wrap=False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        wide = metrics.horizontalAdvance(self.text()) + theme().space(24)
        return QSize(wide, metrics.height() + theme().space(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        line = theme().color("accent") if theme().high_contrast else None
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        rounded(painter, box, box.height() / 2, theme().color(self._ground), line)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
