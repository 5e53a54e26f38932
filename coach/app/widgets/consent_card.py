"""The card of one sensor: what it looks at, what it never reads, its switch, and from when on it speaks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from coach.app.theme import theme
from coach.app.widgets.card import Card, separator
from coach.app.widgets.controls import Choice, Toggle
from coach.app.widgets.form import FormRow
from coach.app.widgets.text import disc, icon, text
from coach.sensors import Sensor
from coach.words import _, ngettext

_ICONS = {"idle": "monitor-pause", "mail": "paperclip", "tabs": "panel-top"}
_AMOUNTS = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 200, 300, 500)


class ConsentCard(Card):
    """All its words come from the sensor, so that card and switch never promise different things."""

    def __init__(self, name: str, sensor: Sensor) -> None:
        super().__init__("surface", "line", 20)
        t = theme()
        self.sensor = sensor
        across = QHBoxLayout(self)
        across.setContentsMargins(t.space(22), t.space(12), t.space(22), t.space(14))
        across.setSpacing(t.space(18))
        if not t.stacked:
            across.addWidget(disc(_ICONS.get(sensor.moment or name, "bell")), 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setSpacing(t.space(4))
        across.addLayout(self._column, 1)
        reads, never = _(sensor.reads), _(sensor.never_reads)
        self.switch = Toggle(_(sensor.texts.name), f"{reads} {never}", "heading")
        self._column.addWidget(self.switch)
        self._promise("check", "accent", reads)
        self._promise("x", "ink2", never)
        self._held = text("", "label", 600, "info")
        self._held.hide()
        self._column.addWidget(self._held)
        self._missing = text("", "label", 600, "info")
        self._missing.hide()
        self._column.addWidget(self._missing)
        self.threshold: Choice | None = None

    def _promise(self, sign: str, color: str, words: str) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme().space(8))
        line.addWidget(icon(sign, color, 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text(words, "body", 400, "ink2"), 1)
        self._column.addLayout(line)

    def hold(self, reason: str) -> None:
        """Let nobody switch it, and say why; an empty reason lets go."""
        self.switch.setEnabled(not reason)
        self._held.setText(reason)
        self._held.setVisible(bool(reason))
        if self.threshold is not None:
            self.threshold.setEnabled(not reason)

    def say_missing(self, words: str) -> None:
        """Say what it lacks here to work at all; empty words say nothing. The switch may still be moved."""
        self._missing.setText(words)
        self._missing.setVisible(bool(words))

    def offer_threshold(self) -> Choice:
        """Add the choice of the amount from which on it speaks."""
        name = _("{reminder}: from when on").format(reminder=_(self.sensor.texts.name))
        choice = Choice(name, ())
        help_text = self.sensor.threshold.about
        self._column.addSpacing(theme().space(8))
        self._column.addWidget(separator())
        self._column.addWidget(FormRow(_("From when on"), _(help_text), choice))
        self.threshold = choice
        return choice

    def show_threshold(self, raw: int, least: int) -> None:
        """Show a threshold, and offer those from `least` on; both in the sensor's own unit."""
        if self.threshold is not None:
            amount = max(1, raw // self.sensor.unit.per)
            amounts = sorted({amount, *self._amounts(least)})
            words = self.sensor.unit.words
            self.threshold.offer([(n, ngettext(*words, n)) for n in amounts])
            self.threshold.show_value(amount)

    def _amounts(self, least: int) -> tuple[int, ...]:
        """Round amounts within the sensor's bounds, in the unit that people read."""
        per, bounds = self.sensor.unit.per, self.sensor.threshold
        low, high = max(1, -(-max(least, bounds.least) // per)), max(1, bounds.most // per)
        return (low, *(n for n in _AMOUNTS if low < n <= high))

    def raw(self, amount: int) -> int:
        """An amount in the sensor's own unit, within its bounds."""
        bounds = self.sensor.threshold
        return max(bounds.least, min(bounds.most, amount * self.sensor.unit.per))
