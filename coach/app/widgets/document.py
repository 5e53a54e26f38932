"""The text of a lesson step: read-only, readable by caret, as high as its words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser

from coach.app.theme import theme

# ProportionalHeight multiplies the font's own line height, which is already 1.28 of its size.
LINE, WIDE_LINE = 116, 140


class Document(QTextBrowser):
    """Markdown in the reading style; `name` is what a screen reader calls it.

    Its links are for the pointer, `asked` gives their target: whoever shows a document with links offers them to the
    keyboard and to screen readers as buttons too, which a text of Qt cannot.
    """

    asked = Signal(str)

    def __init__(self, markdown: str, name: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.anchorClicked.connect(lambda target: self.asked.emit(target.toString()))
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme().color("canvas"))
        palette.setColor(QPalette.ColorRole.Text, theme().color("ink"))
        self.setPalette(palette)
        self.document().setDocumentMargin(0)
        self.document().setDefaultFont(theme().font("reading"))
        # Qt's own indent does not grow with the text: large bullets would touch their words.
        self.document().setIndentWidth(theme().px(30))
        self.setMarkdown(markdown)
        self._dress()

    def _dress(self) -> None:
        block = self.document().begin()
        while block.isValid():
            _dress_block(block)
            _dress_links(block)
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(int(self.document().size().height()) + 4)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _dress_block(block: QTextBlock) -> None:
    t, cursor = theme(), QTextCursor(block)
    shape, level = block.blockFormat(), block.blockFormat().headingLevel()
    tall = 104 if level else WIDE_LINE if t.wide_lines else LINE
    shape.setLineHeight(tall, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    shape.setTopMargin(t.space(16) if level and block.blockNumber() else 0)
    below = 8 if level else 5 if _listed(block) and _listed(block.next()) else 14
    shape.setBottomMargin(t.space(below * (2 if t.wide_lines else 1)))
    cursor.setBlockFormat(shape)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    words = QTextCharFormat()
    if level:
        words.setFont(t.font("heading", 700))
        cursor.mergeCharFormat(words)


def _dress_links(block: QTextBlock) -> None:
    """Links in the ink of the text, with dots below: they explain a word, they lead nowhere."""
    places = block.begin()
    found = []
    while not places.atEnd():
        if places.fragment().charFormat().isAnchor():
            found.append((places.fragment().position(), places.fragment().length()))
        places += 1
    for at, length in found:
        cursor = QTextCursor(block)
        cursor.setPosition(at)
        cursor.setPosition(at + length, QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setForeground(theme().color("ink"))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        look.setUnderlineColor(theme().color("accent"))
        cursor.mergeCharFormat(look)


def _listed(block: QTextBlock) -> bool:
    # Qt answers None outside a list, although the stubs promise a list.
    found: object = block.textList()
    return found is not None
