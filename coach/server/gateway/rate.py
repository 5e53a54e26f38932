"""How often somebody may knock: a bucket for each device or address, in memory only."""

from collections import OrderedDict
from math import ceil

_MOST_KEYS = 100_000


class Rate:
    """So many in a minute, all at once if wished; the oldest of too many keys are forgotten.

    Nothing is lost with it: a gateway that starts anew forgets who knocked too often, and no record.
    """

    def __init__(self, a_minute: int) -> None:
        """Allow `a_minute` for each key."""
        self._most = a_minute
        self._left: OrderedDict[str | bytes, tuple[float, float]] = OrderedDict()

    def wait(self, key: str | bytes, now: float) -> int:
        """Whole seconds until the next one is allowed; 0 is now. `now` counts seconds of a steady clock."""
        missing = 1 - self._now_left(key, now)
        return ceil(missing * 60 / self._most) if missing > 0 else 0

    def count(self, key: str | bytes, now: float) -> None:
        """One more."""
        self._left[key] = (self._now_left(key, now) - 1, now)
        self._left.move_to_end(key)
        if len(self._left) > _MOST_KEYS:
            self._left.popitem(last=False)

    def give_back(self, key: str | bytes, now: float) -> None:
        """One less: what was counted was no harm."""
        self._left[key] = (min(float(self._most), self._now_left(key, now) + 1), now)

    def _now_left(self, key: str | bytes, now: float) -> float:
        left, at = self._left.get(key, (float(self._most), now))
        return min(float(self._most), left + (now - at) * self._most / 60)
