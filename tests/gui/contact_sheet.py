"""Pictures side by side on one sheet, to look at."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

THUMB = 780


def sheet(pictures: list[QImage], columns: int) -> QImage:
    """The pictures side by side, each `THUMB` wide."""
    small = [p.scaledToWidth(THUMB, Qt.TransformationMode.SmoothTransformation) for p in pictures]
    high, rows = small[0].height(), -(-len(small) // columns)
    whole = QImage(columns * (THUMB + 8), rows * (high + 8), QImage.Format.Format_RGB32)
    whole.fill(Qt.GlobalColor.gray)
    painter = QPainter(whole)
    for place, one in enumerate(small):
        left, top = (place % columns) * (THUMB + 8), (place // columns) * (high + 8)
        painter.drawImage(QRect(left, top, one.width(), one.height()), one)
    painter.end()
    return whole
