"""The drawn figure of a lesson step, with its text alternative and its visible caption."""

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QSizePolicy

from coach.app.theme import smooth, theme
from coach.domain.lesson import Figure


class FigureView(QLabel):
    """An image for assistive technology, named by its text alternative; as wide as its column."""

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        # A label is exposed as an image only when it holds a pixmap.
        self.setPixmap(QPixmap(1, 1))
        self.setAccessibleName(figure.alternative)
        self.setAccessibleDescription(figure.caption)
        self._renderer = QSvgRenderer(QByteArray(theme().colored(figure.svg).encode()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _height(self, width: int) -> int:
        size = self._renderer.defaultSize()
        return round(width * size.height() / size.width()) if size.width() else 0

    def sizeHint(self) -> QSize:
        return QSize(400, self._height(max(400, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setFixedHeight(self._height(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        self._renderer.render(painter, QRectF(self.rect()))
