"""Progress that can be seen and read: ring, steps and bar, all real progress bars."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar

from coach.app.theme import rounded, smooth, theme


class _Bar(QProgressBar):
    def __init__(self, value: int, most: int, name: str) -> None:
        super().__init__()
        self.setRange(0, max(1, most))
        self.setValue(min(value, max(1, most)))
        self.setTextVisible(False)
        self.setAccessibleName(name)


class Ring(_Bar):
    """Done of wished, as a ring with the two numbers inside and a word below."""

    def __init__(self, value: int, most: int, name: str, word: str) -> None:
        super().__init__(value, most, name)
        self._told, self._word = f"{value} / {most}", word
        side = theme().px(112)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = theme(), smooth(self)
        wide = t.px(11)
        box = QRectF(self.rect()).adjusted(wide / 2 + 1, wide / 2 + 1, -wide / 2 - 1, -wide / 2 - 1)
        painter.setPen(
            QPen(t.color("control" if t.high_contrast else "sunken"), 2 if t.high_contrast else wide)
        )
        painter.drawEllipse(box)
        painter.setPen(QPen(t.color("accent"), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if self.value():
            painter.drawArc(box, 90 * 16, -int(360 * 16 * self.value() / self.maximum()))
        painter.setPen(t.color("ink"))
        painter.setFont(t.font("title", 700))
        whole = QRectF(self.rect())
        painter.drawText(whole.adjusted(0, -t.px(12), 0, -t.px(12)), Qt.AlignmentFlag.AlignCenter, self._told)
        painter.setPen(t.color("ink2"))
        painter.setFont(t.font("small"))
        painter.drawText(whole.adjusted(0, t.px(34), 0, t.px(14)), Qt.AlignmentFlag.AlignCenter, self._word)


class Steps(_Bar):
    """Screens of a lesson as a row of small bars."""

    def __init__(self, value: int, most: int, name: str) -> None:
        super().__init__(value, most, name)
        self.setFixedHeight(theme().px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter, count = theme(), smooth(self), self.maximum()
        gap = t.space(6)
        wide = (self.width() - gap * (count - 1)) / count
        for step in range(count):
            box = QRectF(step * (wide + gap), 0, wide, self.height()).adjusted(0.5, 0.5, -0.5, -0.5)
            done = step < self.value()
            line = t.color("control") if t.high_contrast and not done else None
            rounded(painter, box, box.height() / 2, t.color("accent" if done else "line"), line, 1.5)
            if line:
                rounded(painter, box.adjusted(1, 1, -1, -1), box.height() / 2, t.color("surface"))


class Bar(_Bar):
    """A share as a bar; `marks` are shares at which it is parted."""

    def __init__(self, value: int, most: int, name: str, marks: int = 1) -> None:
        super().__init__(value, most, name)
        self._marks = marks
        self.setFixedHeight(theme().px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = theme(), smooth(self)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        line = t.color("control") if t.high_contrast else None
        rounded(painter, box, box.height() / 2, t.color("sunken"), line)
        if self.value():
            wide = max(box.height(), box.width() * self.value() / self.maximum())
            rounded(
                painter,
                QRectF(box.left(), box.top(), wide, box.height()),
                box.height() / 2,
                t.color("accent"),
            )
        painter.setPen(QPen(t.color("surface"), 2))
        for mark in range(1, self._marks):
            x = box.width() * mark / self._marks
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
