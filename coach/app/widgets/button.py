"""Push buttons: primary, secondary and quiet."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from coach.app.theme import focus_ring, rounded, smooth, theme
from coach.app.widgets.focus import KeyboardFocus

TARGET = 44
# Room beside the words, left and right together. A quiet button has no edge that its words must keep away from.
_ROOM, _QUIET_ROOM = 44, 24


class Button(KeyboardFocus, QPushButton):
    """A push button. `kind` is primary (one a page), secondary or quiet; `icon` stands left, or right if asked."""

    def __init__(
        self, words: str, kind: str = "primary", icon: str = "", right: bool = False, name: str = ""
    ) -> None:
        super().__init__()
        self.setText(words)
        self._kind, self._icon, self._right = kind, icon, right
        if name:
            self.setAccessibleName(name)
        self.setFont(theme().font("body", 600))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def _room(self) -> int:
        return _QUIET_ROOM if self._kind == "quiet" else _ROOM

    def turn(self, words: str, icon: str = "", name: str = "") -> None:
        """Say something else, with another icon or none; without a name the words are the name."""
        self._icon = icon
        self.setText(words)
        self.setAccessibleName(name)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        icon = theme().px(20) + theme().space(8) if self._icon else 0
        wide = metrics.horizontalAdvance(self.text()) + theme().space(self._room) + icon
        return QSize(wide, max(TARGET, metrics.height() + theme().space(22)))

    def _ground(self, painter: QPainter, box: QRectF, radius: float) -> str:
        hot = self.underMouse() or self.isDown()
        t = theme()
        if not self.isEnabled():
            rounded(
                painter,
                box.adjusted(0.75, 0.75, -0.75, -0.75),
                radius,
                t.color("sunken"),
                t.color("line"),
                1.5,
            )
            return "ink2"
        if self._kind == "primary":
            rounded(painter, box, radius, t.color("accent_hover" if hot else "accent"))
            return "on_accent"
        if self._kind == "secondary":
            inside = box.adjusted(0.75, 0.75, -0.75, -0.75)
            rounded(painter, inside, radius, t.color("soft" if hot else "surface"), t.color("control"), 1.5)
        elif hot:
            rounded(painter, box, radius, t.color("soft"))
        return "accent"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        box, radius = QRectF(self.rect()), theme().space(12)
        color = self._ground(painter, box, radius)
        if self.ringed:
            focus_ring(painter, box.adjusted(1, 1, -1, -1), radius)
        self._words(painter, box, color)

    def _words(self, painter: QPainter, box: QRectF, color: str) -> None:
        metrics = QFontMetrics(self.font())
        wide, side, gap = metrics.horizontalAdvance(self.text()), theme().px(20), theme().space(8)
        x = box.center().x() - (wide + (side + gap if self._icon else 0)) / 2
        top = box.center().y() - side / 2
        painter.setFont(self.font())
        painter.setPen(theme().color(color))
        if self._icon and not self._right:
            painter.drawPixmap(QPointF(x, top), theme().icon(self._icon, color, side))
            x += side + gap
        painter.drawText(
            QRectF(x, box.top(), wide + 4, box.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextHideMnemonic,
            self.text(),
        )
        if self._icon and self._right:
            painter.drawPixmap(QPointF(x + wide + gap, top), theme().icon(self._icon, color, side))


def flush(button: Button) -> Button:
    """A quiet button whose words begin and end near its edges, in line with what stands above and below."""
    button.setFixedWidth(button.sizeHint().width() - theme().space(12))
    return button
