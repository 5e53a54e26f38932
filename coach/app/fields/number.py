"""Estimate a number: a slider, logarithmic if the form asks for it, with its value in large words."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout

from coach.app.answers import two_digits
from coach.app.fields.base import Field
from coach.app.speech import announce
from coach.app.theme import focus_ring, rounded, smooth, theme
from coach.app.widgets.card import Card
from coach.app.widgets.focus import KeyboardFocus
from coach.app.widgets.text import text
from coach.questions import Number
from coach.questions._kind import Response
from coach.words import _, number

# Round numbers of one decade, near enough to each other for an order of magnitude.
DECADE = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0)
LINEAR_STEPS = 100


def stops(form: Number) -> list[float]:
    """The values the slider can take, in the form's unit."""
    if not form.log:
        return [form.low + (form.high - form.low) * n / LINEAR_STEPS for n in range(LINEAR_STEPS + 1)]
    first, last = math.floor(math.log10(form.low)), math.ceil(math.log10(form.high))
    round_numbers = [step * 10.0**power for power in range(first, last + 1) for step in DECADE]
    inside = [value for value in round_numbers if form.low < value < form.high]
    return [form.low, *inside, form.high]


class _Slider(KeyboardFocus, QSlider):
    def __init__(self, most: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, most)
        self.setPageStep(max(1, most // 6))
        self.setFixedHeight(max(44, theme().px(36)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: object) -> None:
        self._to(event)

    def mouseMoveEvent(self, event: object) -> None:
        self._to(event)

    def _to(self, event: object) -> None:
        x = event.position().x()  # type: ignore[attr-defined] # Qt's two mouse events share a class the stubs do not
        radius = theme().px(14)
        share = (x - radius) / max(1, self.width() - 2 * radius)
        self.setValue(round(share * self.maximum()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        t, radius = theme(), theme().px(14)
        middle = self.height() / 2
        # The track ends where the words below it do; the handle stays inside.
        track = QRectF(1, middle - 5, self.width() - 2, 10)
        x = radius + (self.width() - 2 * radius) * self.value() / max(1, self.maximum())
        rounded(painter, track, 5, t.color("sunken"), t.color("control"), 1.2)
        rounded(painter, QRectF(track.left(), track.top(), x - track.left(), 10), 5, t.color("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(t.color("surface"))
        painter.drawEllipse(QPointF(x, middle), radius, radius)
        painter.setBrush(t.color("accent"))
        painter.drawEllipse(QPointF(x, middle), radius - 3, radius - 3)
        if self.ringed:
            focus_ring(
                painter,
                QRectF(x - radius - 4, middle - radius - 4, 2 * radius + 8, 2 * radius + 8),
                radius + 4,
            )


class NumberField(Field):
    """A slider whose value stands above it in words; the arrow keys move it by one round number."""

    def __init__(self, question: str, form: Number) -> None:
        super().__init__(question, _("An order of magnitude is enough: move the slider."))
        self._unit, self._log = form.unit, form.log
        self._stops = stops(form)
        self._touched = False
        card = Card("surface", "line", 14)
        column = QVBoxLayout(card)
        side = theme().space(22)
        column.setContentsMargins(side, theme().space(18), side, theme().space(16))
        column.setSpacing(theme().space(6))
        self.told = text("", "title", 700, "accent")
        self.told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.slider = _Slider(len(self._stops) - 1)
        self.slider.setAccessibleName(question)
        self.slider.valueChanged.connect(self._moved)
        column.addWidget(self.told)
        column.addWidget(self.slider)
        column.addLayout(self._ends(form))
        self.column.addWidget(card)
        self._tell()

    def _ends(self, form: Number) -> QHBoxLayout:
        ends = QHBoxLayout()
        ends.addWidget(text(self._words(form.low), "small", 400, "ink2"))
        right = text(self._words(form.high), "small", 400, "ink2")
        right.setAlignment(Qt.AlignmentFlag.AlignRight)
        ends.addWidget(right)
        return ends

    def _words(self, value: float) -> str:
        return f"{number(value, 2 if value < 1 else 1)}\u00a0{self._unit}".strip()

    @property
    def value(self) -> float:
        """The chosen number, in the form's unit."""
        return self._stops[self.slider.value()]

    def _tell(self) -> None:
        words = self._words(self.value) if self._touched else _("Your estimate")
        self.told.setText(words)
        self.slider.setAccessibleDescription(words)

    def _moved(self) -> None:
        self._touched = True
        self._tell()
        announce(self.slider, self.told.text())
        self.changed.emit()

    def response(self) -> Response:
        return self.value if self._touched else None

    def put(self, response: Response) -> None:
        self._touched = True
        self._move_to(response)
        self._tell()
        self.changed.emit()

    def _move_to(self, value: float) -> None:
        """Move the slider to the nearest stop, unheard."""
        before = self.slider.blockSignals(True)
        self.slider.setValue(min(range(len(self._stops)), key=lambda n: self._away(self._stops[n], value)))
        self.slider.blockSignals(before)

    def _away(self, stop: float, value: float) -> float:
        return abs(math.log(stop / value)) if self._log else abs(stop - value)

    def show_solution(self, solution: Response) -> None:
        self._move_to(solution)
        self.slider.setEnabled(False)
        self.told.setText(_("About {value}").format(value=self._words(two_digits(solution))))
