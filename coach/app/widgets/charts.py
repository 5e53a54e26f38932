"""Small charts, painted here: a radar and weekly blocks; what they show stands beside them in words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QLabel, QSizePolicy

from coach.app.theme import rounded, smooth, theme

_WRAP = Qt.TextFlag.TextWordWrap


class _Chart(QLabel):
    """A label that is exposed as an image with a name and a description."""

    def __init__(self, name: str, description: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        # Qt tells assistive technology "image" of a label that holds a picture; ours is painted at any size.
        self.setPixmap(QPixmap(1, 1))


@dataclass(frozen=True)
class Axis:
    """One direction of a radar: its title and how far it goes, 0..1."""

    title: str
    share: float


class Radar(_Chart):
    """A summary of at least three values; `rings` is the number of steps from the middle to the edge."""

    def __init__(self, axes: Sequence[Axis], rings: int, name: str, description: str) -> None:
        super().__init__(name, description)
        self._axes, self._rings = tuple(axes), rings
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._font = theme().font("small", 600)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(390), theme().px(372))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(260), theme().px(340))

    def _directions(self) -> list[QPointF]:
        turns = (2 * math.pi * n / len(self._axes) - math.pi / 2 for n in range(len(self._axes)))
        return [QPointF(math.cos(turn), math.sin(turn)) for turn in turns]

    def _reach(self) -> float:
        """The radius that leaves every label room for its longest word."""
        metrics, gap = QFontMetrics(self._font), theme().space(10)
        reach = self.height() / 2 - gap - 2 * metrics.lineSpacing()
        for axis, way in zip(self._axes, self._directions(), strict=True):
            if abs(way.x()) > 0.1:
                longest = max(metrics.horizontalAdvance(word) for word in axis.title.split())
                reach = min(reach, (self.width() / 2 - gap - longest - 2) / abs(way.x()))
        return max(20.0, reach)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter, reach = theme(), smooth(self), self._reach()
        middle = QRectF(self.rect()).center()
        ways = self._directions()
        corners = [middle + way * reach for way in ways]
        painter.setPen(QPen(t.color("line"), 1.4))
        painter.setBrush(t.color("sunken"))
        painter.drawPolygon(QPolygonF(corners))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ring in range(1, self._rings):
            painter.drawPolygon(QPolygonF([middle + way * reach * ring / self._rings for way in ways]))
        for point in corners:
            painter.drawLine(middle, point)
        if any(axis.share for axis in self._axes):
            self._values(
                painter, [middle + w * reach * a.share for w, a in zip(ways, self._axes, strict=True)]
            )
        for axis, way, point in zip(self._axes, ways, corners, strict=True):
            self._label(painter, axis.title, way, point)

    def _values(self, painter: QPainter, points: list[QPointF]) -> None:
        t = theme()
        ground, line = t.color("accent"), QPen(t.color("accent"), 2.4)
        ground.setAlphaF(0.24)
        painter.setPen(line)
        painter.setBrush(ground)
        painter.drawPolygon(QPolygonF(points))
        painter.setBrush(t.color("surface"))
        for point in points:
            painter.drawEllipse(point, t.space(5), t.space(5))

    def _label(self, painter: QPainter, title: str, way: QPointF, point: QPointF) -> None:
        metrics, gap = QFontMetrics(self._font), theme().space(10)
        side = 0 if abs(way.x()) < 0.1 else math.copysign(1, way.x())
        outside = self.width() - point.x() if side > 0 else point.x()
        wide = outside - gap if side else self._reach() * 1.5
        align = {0: Qt.AlignmentFlag.AlignHCenter, 1: Qt.AlignmentFlag.AlignLeft}.get(
            int(side), Qt.AlignmentFlag.AlignRight
        )
        box = QRectF(metrics.boundingRect(QRectF(0, 0, wide, 9999).toRect(), align | _WRAP, title))
        left = {0: point.x() - wide / 2, 1: point.x() + gap}.get(int(side), point.x() - gap - wide)
        if side:
            top = point.y() - box.height() / 2
        else:
            top = point.y() - gap / 2 - box.height() if way.y() < 0 else point.y() + gap / 2
        top = min(max(0.0, top), self.height() - box.height())
        painter.setFont(self._font)
        painter.setPen(theme().color("ink2"))
        painter.drawText(QRectF(left, top, wide, box.height() + 2), align | _WRAP, title)


@dataclass(frozen=True)
class Block:
    """One week: the word under it, how many, and whether it is the one in course."""

    word: str
    count: int
    now: bool


class Weeks(_Chart):
    """A pile of blocks per week, with its number above; a tall pile stops growing, its number does not."""

    tallest = 4

    def __init__(self, weeks: Sequence[Block], name: str, description: str) -> None:
        super().__init__(name, description)
        self._weeks = tuple(weeks)
        self._font = theme().font("small")
        wide = max(QFontMetrics(self._font).horizontalAdvance(week.word) for week in self._weeks)
        self._wide, self._gap = max(theme().space(36), wide), theme().space(12)
        self._high, self._between = theme().space(16), theme().space(5)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        line = QFontMetrics(self._font).height()
        pile = self.tallest * (self._high + self._between)
        return QSize(len(self._weeks) * (self._wide + self._gap) - self._gap, pile + 2 * line + self._gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        for number, week in enumerate(self._weeks):
            self._pile(painter, week, number * (self._wide + self._gap))

    def _pile(self, painter: QPainter, week: Block, left: float) -> None:
        t, line = theme(), QFontMetrics(self._font).height()
        ground = self.height() - line - t.space(6)
        color = t.color("accent" if week.now else "i_hill2")
        blocks = min(week.count, self.tallest)
        for block in range(1, blocks + 1):
            top = ground - block * (self._high + self._between)
            rounded(painter, QRectF(left, top, self._wide, self._high), 4, color)
        if not blocks:
            rounded(painter, QRectF(left, ground - self._between - 3, self._wide, 3), 1.5, t.color("control"))
        painter.setFont(t.font("small", 600 if week.now else 400))
        painter.setPen(t.color("ink" if week.now else "ink2"))
        center = Qt.AlignmentFlag.AlignCenter
        above = ground - max(1, blocks) * (self._high + self._between) - line
        painter.drawText(QRectF(left, self.height() - line, self._wide, line), center, week.word)
        painter.drawText(QRectF(left, above, self._wide, line), center, str(week.count))
