"""The card of one sensor: what it looks at, what it never reads, its switch, and from when on it speaks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from coach.app.theme import theme
from coach.app.widgets.card import Card, separator
from coach.app.widgets.controls import RING, Toggle
from coach.app.widgets.text import disc, icon, text
from coach.app.widgets.threshold_row import ThresholdRow
from coach.sensors import Sensor
from coach.words import _

_ICONS = {"idle": "monitor-pause", "mail": "paperclip", "tabs": "panel-top"}


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
        self._missing.setContentsMargins(0, t.space(4), 0, 0)
        self._missing.hide()
        self._column.addWidget(self._missing)
        self.thresholds: dict[str, ThresholdRow] = {}

    def _promise(self, sign: str, color: str, words: str) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme().space(8))
        line.addWidget(icon(sign, color, 18, "body"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text(words, "body", 400, "ink2"), 1)
        self._column.addLayout(line)

    def hold(self, reason: str) -> None:
        """Let nobody switch it, and say why; an empty reason lets go."""
        self.switch.setEnabled(not reason)
        self._held.setText(reason)
        self._held.setVisible(bool(reason))
        for row in self.thresholds.values():
            row.choice.setEnabled(not reason)

    def say_missing(self, words: str) -> None:
        """Say what it lacks here to work at all; empty words say nothing. The switch may still be moved."""
        self._missing.setText(words)
        self._missing.setVisible(bool(words))

    def offer_thresholds(self) -> dict[str, ThresholdRow]:
        """Add the choice of the amount from which on it speaks, and for many people, if it counts them, another.

        Returns the rows by the names of their settings, `threshold` and `many`.
        """
        reminder, sensor = _(self.sensor.texts.name), self.sensor
        name = _("{reminder}: from when on").format(reminder=reminder)
        self._add("threshold", ThresholdRow(_("From when on"), name, sensor.unit, sensor.threshold))
        if sensor.many is not None:
            name = _("{reminder}: from when on, for many people").format(reminder=reminder)
            bounds = sensor.many.threshold
            self._add("many", ThresholdRow(_("From when on, for many people"), name, sensor.unit, bounds))
        return self.thresholds

    def _add(self, setting: str, row: ThresholdRow) -> None:
        self._column.addSpacing(theme().space(8 if not self.thresholds else 0))
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, RING, 0)
        line.addWidget(separator())
        self._column.addLayout(line)
        self._column.addWidget(row)
        self.thresholds[setting] = row
