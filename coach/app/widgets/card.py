"""Cards, note panels and drawings."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from coach.app.theme import rounded, smooth, theme
from coach.app.widgets.text import icon, kept, text

# Drawings keep their subject inside the middle of their width.
MOST_IN_SIGHT = 0.74
# Of the height that a drawing leaves free, the share above it: its subject then stands near the middle.
_ABOVE = 0.6


class Ground(QFrame):
    """The window's own ground, behind everything."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color("canvas"))


class Card(QFrame):
    """A rounded ground with a thin line; `fill` and `line` are colour tokens, an empty `line` draws none."""

    def __init__(self, fill: str = "surface", line: str = "line", radius: int = 20) -> None:
        super().__init__()
        self.fill, self._line, self._radius = fill, line, radius

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        line = self._line or ("control" if theme().high_contrast else "")
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        color = theme().color(line) if line else None
        rounded(painter, box, theme().space(self._radius), theme().color(self.fill), color, 1.2)


class Panel(Card):
    """A short message on a coloured ground: `info`, `soft`, `review` or `danger`; each line is a paragraph."""

    def __init__(self, tone: str, sign: str, title: str, words: str, title_style: str = "label") -> None:
        ground, color = (tone, "on_soft") if tone == "soft" else (f"{tone}_soft", f"on_{tone}")
        if tone == "danger":
            color = "danger"
        super().__init__(ground, "", 16)
        row = QHBoxLayout(self)
        side, top = theme().space(20), theme().space(16)
        row.setContentsMargins(side, top, side, top)
        row.setSpacing(theme().space(14))
        row.addWidget(icon(sign, color, 24), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme().space(3))
        self.title = text(title, title_style, 700 if title_style == "heading" else 600, color)
        if title:
            column.addWidget(self.title)
        for paragraph in words.split("\n") if words else ():
            column.addWidget(text(kept(paragraph), "body", 400, color))
        row.addLayout(column, 1)


class Drawing(QLabel):
    """A decorative drawing that covers its box; it has no name, so that screen readers pass over it."""

    def __init__(self, svg: str, least: tuple[int, int], round_right: bool = False) -> None:
        super().__init__()
        self._renderer = QSvgRenderer(QByteArray(theme().colored(svg).encode()))
        self._round_right = round_right
        self.setMinimumSize(*least)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        box = QRectF(self.rect())
        if self._round_right:
            path = QPainterPath()
            path.setFillRule(Qt.FillRule.WindingFill)
            radius = theme().space(18)
            path.addRoundedRect(box, radius, radius)
            path.addRect(QRectF(0, 0, radius, box.height()))
            painter.setClipPath(path)
        cover(painter, self._renderer, box, least=MOST_IN_SIGHT)


class Thumbnail(Drawing):
    """A drawing of one size in pixels, with round corners."""

    def __init__(self, svg: str, size: tuple[int, int]) -> None:
        super().__init__(svg, size)
        self.setFixedSize(*size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        box, path = QRectF(self.rect()), QPainterPath()
        path.addRoundedRect(box, theme().space(12), theme().space(12))
        painter.setClipPath(path)
        painter.fillRect(box, theme().color("i_sky"))
        cover(painter, self._renderer, box)


def cover(
    painter: QPainter, renderer: QSvgRenderer, box: QRectF, down: float = 1.0, least: float = 0.0
) -> None:
    """Draw an SVG over the whole box, keeping its shape.

    `down` 0..1 says how far down what shows of it lies; `least` is the share of its width that must stay in sight:
    its sky and its ground then fill what is left above and below.
    """
    size = renderer.defaultSize()
    if size.isEmpty():
        return
    scale = max(box.width() / size.width(), box.height() / size.height())
    if least:
        scale = min(scale, box.width() / (size.width() * least))
    wide, high = size.width() * scale, size.height() * scale
    spare = box.height() - high
    top = box.top() + spare * (_ABOVE if spare > 0 else down)
    if spare > 0:
        sky, ground = _edges(renderer)
        painter.fillRect(box, sky)
        painter.fillRect(box.adjusted(0, top - box.top() + high / 2, 0, 0), ground)
    renderer.render(painter, QRectF(box.center().x() - wide / 2, top, wide, high))


def _edges(renderer: QSvgRenderer) -> tuple[QColor, QColor]:
    """The colours of a drawing's upper and lower left corners; a drawing without a ground has none."""
    small = QImage(64, 32, QImage.Format.Format_ARGB32)
    small.fill(0)
    painter = QPainter(small)
    renderer.render(painter)
    painter.end()
    return small.pixelColor(0, 0), small.pixelColor(0, small.height() - 1)


def separator() -> QFrame:
    """A thin line across."""
    line = QFrame()
    line.setFixedHeight(1)
    line.setStyleSheet(f"background: {theme().tokens['line']}")
    return line
