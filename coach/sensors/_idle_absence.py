"""One absence, from the moment it is long enough to the return: whether it counts, whoever tells of it."""

import time

# The screen lights up a moment after the key press that began this absence.
_SLACK = 1.0


class Away:
    """Is told of leaving, of returning and of the screen; gives the absences in front of a lit screen."""

    def __init__(self, threshold: int, *, dark: bool) -> None:
        """`threshold`: seconds from which an absence is told; `dark`: the screen sleeps or is locked now."""
        self._threshold = threshold
        self._left_at: float | None = None
        self._asleep_before = 0.0
        # Until when the screen slept; infinity while it does.
        self._dark_until = float("inf") if dark else float("-inf")

    def screen(self, *, dark: bool) -> None:
        """The screen goes to sleep or is locked, or is there again."""
        self._dark_until = float("inf") if dark else time.monotonic()

    def leaves(self, *, counts: bool) -> None:
        """Nobody has touched anything for the threshold; `counts`: nothing kept the screen awake."""
        self._left_at = time.monotonic() if counts else None
        self._asleep_before = _asleep()

    def returns(self) -> int | None:
        """Seconds of the absence that ends now; None when the screen or the computer slept meanwhile."""
        left_at, self._left_at = self._left_at, None
        if left_at is None:
            return None
        began = left_at - self._threshold
        slept = _asleep() > self._asleep_before + _SLACK
        return None if slept or self._dark_until > began + _SLACK else int(time.monotonic() - began)


def _asleep() -> float:
    """Seconds that this computer has slept since it was started; 0 where the system does not tell."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return 0.0 if clock is None else time.clock_gettime(clock) - time.monotonic()
