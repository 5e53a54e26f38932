"""How a question did: share of right answers and difficulty, told only where enough people answered.

Thresholds from simulations (design note 3.6): the share is known to 0.11 after 20 answers, and the difficulty that an
author guessed is mended by answers from 50 on.
"""

import math
from dataclasses import dataclass

ENOUGH, ENOUGH_FOR_DIFFICULTY = 20, 50
_Z = 1.959964
"""Of a 95 % interval."""


@dataclass(frozen=True)
class ItemStatistics:
    """One question: how many people answered it for the first time, and how many of them were right."""

    question: str
    answers: int
    right: int

    @property
    def share(self) -> tuple[float, float, float] | None:
        """Share of right answers with its 95 % interval (Wilson 1927), 0 to 1; None below 20 answers."""
        if self.answers < ENOUGH:
            return None
        n, p = self.answers, self.right / self.answers
        middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z / (1 + _Z**2 / n) * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
        return p, max(0.0, middle - half), min(1.0, middle + half)

    @property
    def difficulty(self) -> tuple[int, int] | None:
        """Easiest and hardest of the five difficulties that fit, for people like those; None below 50 answers.

        On the scale that lessons are written on: one logit a step, 3 where one in two is right.
        """
        share = self.share
        if share is None or self.answers < ENOUGH_FOR_DIFFICULTY:
            return None
        _middle, low, high = share
        return _step(high), _step(low)


def _step(share: float) -> int:
    held = min(max(share, 0.001), 0.999)
    return min(5, max(1, round(3 + math.log((1 - held) / held))))
