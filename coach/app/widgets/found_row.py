"""Something that was found, as one line of a list: a title and a few lines, with the words looked for marked."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy

from coach.app.theme import focus_ring, rounded, smooth, theme
from coach.app.widgets.focus import KeyboardFocus
from coach.app.widgets.text import kept
from coach.domain.excerpt import Excerpt


class FoundRow(KeyboardFocus, QPushButton):
    """A push button; `name` is what a screen reader says first, then every line as its description."""

    def __init__(self, sign: tuple[str, str], title: Excerpt, lines: Sequence[Excerpt], name: str) -> None:
        """`sign` is an icon and its colour."""
        super().__init__()
        self._sign = sign
        self._document = _document(title, [line for line in lines if line.text])
        self.setAccessibleName(name)
        self.setAccessibleDescription(" ".join(line.text for line in lines if line.text))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def _edges(self) -> tuple[int, int, int]:
        """Left and right of the words, and above them, in pixels."""
        t = theme()
        return t.space(20) + t.px(24) + t.space(16), t.space(20), t.space(14)

    def _high(self, width: int) -> int:
        left, right, top = self._edges
        self._document.setTextWidth(max(80, width - left - right))
        return max(theme().px(60), round(self._document.size().height()) + 2 * top)

    def sizeHint(self) -> QSize:
        return QSize(420, self._high(self.width() if self.width() > 200 else 640))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 60)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setFixedHeight(self._high(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        t, box, hot = theme(), QRectF(self.rect()), self.underMouse() or self.isDown()
        line, width = t.color("accent" if hot else "line"), 2 if hot else 1.2
        rounded(painter, box.adjusted(0.8, 0.8, -0.8, -0.8), t.space(14), t.color("surface"), line, width)
        left, _right, top = self._edges
        name, color = self._sign
        painter.drawPixmap(t.space(20), top + t.px(1), t.icon(name, color, t.px(24)))
        painter.translate(left, top)
        self._document.drawContents(painter)
        painter.resetTransform()
        if self.ringed:
            focus_ring(painter, box.adjusted(1, 1, -1, -1), t.space(14))


def _document(title: Excerpt, lines: Sequence[Excerpt]) -> QTextDocument:
    t, document = theme(), QTextDocument()
    document.setDocumentMargin(0)
    cursor = QTextCursor(document)
    _write(cursor, title, t.font("lead", 600), "ink")
    for line in lines:
        gap = QTextBlockFormat()
        gap.setTopMargin(t.space(3))
        cursor.insertBlock(gap)
        _write(cursor, line, t.font("label"), "ink2")
    return document


def _write(cursor: QTextCursor, words: Excerpt, font: QFont, color: str) -> None:
    plain, mark = QTextCharFormat(), QTextCharFormat()
    plain.setFont(font)
    plain.setForeground(theme().color(color))
    heavy = QFont(font)
    heavy.setWeight(QFont.Weight.Bold)
    mark.setFont(heavy)
    mark.setForeground(theme().color("on_soft"))
    mark.setBackground(theme().color("soft"))
    # Only blanks become others, so the marks stay where they are.
    told, at = kept(words.text), 0
    for start, end in words.marks:
        cursor.insertText(told[at:start], plain)
        cursor.insertText(told[start:end], mark)
        at = end
    cursor.insertText(told[at:], plain)
