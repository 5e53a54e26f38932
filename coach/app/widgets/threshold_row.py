"""From which amount on a sensor speaks: round amounts within its bounds, in the unit that people read."""

from coach.app.widgets.controls import Choice
from coach.app.widgets.form import FormRow
from coach.sensors import Threshold, Unit
from coach.words import _, ngettext

_AMOUNTS = (1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 200, 300, 500)


class ThresholdRow(FormRow):
    """One threshold of a sensor. Outside, thresholds are in the sensor's own unit; `choice` holds amounts."""

    def __init__(self, label: str, name: str, unit: Unit, bounds: Threshold) -> None:
        """`name` is the control's for a screen reader, which hears it without the card around it."""
        self.choice = Choice(name, ())
        self._unit, self._bounds = unit, bounds
        super().__init__(label, _(bounds.about), self.choice)

    def show_threshold(self, raw: int, least: int) -> None:
        """Show a threshold, and offer those from `least` on."""
        amount = max(1, raw // self._unit.per)
        amounts = sorted({amount, *self._amounts(least)})
        self.choice.offer([(n, ngettext(*self._unit.words, n)) for n in amounts])
        self.choice.show_value(amount)

    def raw(self, amount: int) -> int:
        """An amount in the sensor's own unit, within its bounds."""
        return max(self._bounds.least, min(self._bounds.most, amount * self._unit.per))

    def _amounts(self, least: int) -> tuple[int, ...]:
        per, bounds = self._unit.per, self._bounds
        low, high = max(1, -(-max(least, bounds.least) // per)), max(1, bounds.most // per)
        return (low, *(n for n in _AMOUNTS if low < n <= high))
