"""A few choices side by side, all in view: radio buttons for one of them, check boxes for several."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QWidget

from coach.app.theme import focus_ring, rounded, smooth, theme
from coach.app.widgets.fieldset import Fieldset
from coach.app.widgets.focus import KeyboardFocus
from coach.app.widgets.wrap import Wrap

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Mixed
else:
    # As in focus.py: a mix-in may not be a Qt class at run time.
    _Mixed = object

Options: TypeAlias = Sequence[tuple[Hashable, str]]


class _Segment(KeyboardFocus, _Mixed):
    """A pill; the chosen one has a tick as well as another ground."""

    def _dress(self, words: str) -> None:
        self.setText(words.replace("&", "&&"))
        self._words = words
        self.setAccessibleName(words)
        self.setFont(theme().font("body", 600))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def hitButton(self, position: object) -> bool:
        return True

    def sizeHint(self) -> QSize:
        t, metrics = theme(), QFontMetrics(self.font())
        # Room for the tick is always kept, so that choosing moves nothing.
        wide = metrics.horizontalAdvance(self._words) + t.px(18) + t.space(6) + t.space(32)
        return QSize(wide, max(44, metrics.height() + t.space(20)))

    def minimumSizeHint(self) -> QSize:
        return QSize(44, 44)

    def _colors(self) -> tuple[str, str, str]:
        if not self.isEnabled():
            return "sunken", "line", "ink2"
        if self.isChecked():
            return "soft", "accent", "on_soft"
        return "surface", "accent" if self.underMouse() else "control", "ink"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        t, box = theme(), QRectF(self.rect())
        ground, line, ink = self._colors()
        wide = 2.4 if self.isChecked() else 1.4
        inside = box.adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        rounded(painter, inside, inside.height() / 2, t.color(ground), t.color(line), wide)
        painter.setFont(self.font())
        painter.setPen(t.color(ink))
        tick = t.px(18)
        words = box
        if self.isChecked():
            at = QPointF(t.space(14), box.center().y() - tick / 2)
            painter.drawPixmap(at, t.icon("check", ink, tick))
            words = box.adjusted(t.space(14) + tick + t.space(6), 0, -t.space(8), 0)
        fitting = QFontMetrics(self.font()).elidedText(
            self._words, Qt.TextElideMode.ElideRight, int(words.width()) + 2
        )
        align = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignLeft if self.isChecked() else Qt.AlignmentFlag.AlignHCenter
        )
        painter.drawText(words, align, fitting)
        if self.ringed:
            focus_ring(painter, box.adjusted(1, 1, -1, -1), box.height() / 2)


class _Pick(_Segment, QRadioButton):
    def __init__(self, words: str) -> None:
        super().__init__()
        self._dress(words)


class _Tick(_Segment, QCheckBox):
    def __init__(self, words: str) -> None:
        super().__init__()
        self._dress(words)


class _Line(Fieldset):
    """Segments beside each other."""

    chosen = Signal(object)

    def __init__(self, name: str, segments: Sequence[QWidget]) -> None:
        super().__init__(name)
        line = Wrap(self, theme().space(8))
        for segment in segments:
            line.addWidget(segment)


class Segments(_Line):
    """One of a few values; `chosen` gives it."""

    def __init__(self, name: str, options: Options) -> None:
        self._by_value = {value: _Pick(words) for value, words in options}
        super().__init__(name, list(self._by_value.values()))
        for value, segment in self._by_value.items():
            segment.toggled.connect(lambda on, value=value: self._toggled(value, on=on))
        self._one_stop()

    def show_value(self, value: Hashable) -> None:
        """Choose a value without saying so."""
        segment = self._by_value.get(value)
        if segment is not None and not segment.isChecked():
            before = self.blockSignals(True)
            segment.setChecked(True)
            self.blockSignals(before)

    def _toggled(self, value: Hashable, *, on: bool) -> None:
        self._one_stop()
        if on:
            self.chosen.emit(value)

    def _one_stop(self) -> None:
        """Tab stops at the chosen one only; the arrows reach the others."""
        chosen = self.value()
        for place, (value, segment) in enumerate(self._by_value.items()):
            stop = value == chosen if chosen is not None else place == 0
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)

    def value(self) -> Hashable:
        """The chosen value, or None."""
        return next((value for value, one in self._by_value.items() if one.isChecked()), None)


class Ticks(_Line):
    """Several of a few values; `chosen` gives them as a tuple, in the order of the options."""

    def __init__(self, name: str, options: Options) -> None:
        self._by_value = {value: _Tick(words) for value, words in options}
        super().__init__(name, list(self._by_value.values()))
        for segment in self._by_value.values():
            segment.toggled.connect(lambda _: self.chosen.emit(self.value()))

    def show_value(self, values: Iterable[Hashable]) -> None:
        """Tick these values, beside those held for good, without saying so."""
        wanted = set(values)
        before = self.blockSignals(True)
        for value, segment in self._by_value.items():
            segment.setChecked(value in wanted or not segment.isEnabled())
        self.blockSignals(before)

    def hold(self, values: Iterable[Hashable], reason: str) -> None:
        """Tick these values for good, and say why; let go of all others."""
        held = set(values)
        before = self.blockSignals(True)
        for value, segment in self._by_value.items():
            segment.setEnabled(value not in held)
            segment.setAccessibleDescription(reason if value in held else "")
        self.blockSignals(before)

    def value(self) -> tuple[Hashable, ...]:
        """The ticked values that the person may untick."""
        return tuple(v for v, one in self._by_value.items() if one.isChecked() and one.isEnabled())
