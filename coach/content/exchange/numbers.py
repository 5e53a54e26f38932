"""Margins around a number: from and to in other programs, a share of the value here."""

import math
from decimal import ROUND_CEILING, Context, Decimal

from coach.content.exchange.plain_text import Unfit
from coach.questions.number import LARGEST, WIDEST
from coach.words import _, number

_SHORT, _DIGITS = 6, 12


def written(value: float) -> str:
    """A number with a decimal point and without an exponent, exactly."""
    return format(Decimal(repr(value)), "f")


def share_of(low: float, high: float, value: float | None) -> tuple[float, float]:
    """The value in the middle, and the margin as a share of it, never narrower than it was.

    Raises:
        Unfit: the margin is more than half of the value, or the value is 0 with a margin.
    """
    if not all(map(math.isfinite, (low, high))) or low > high or max(abs(low), abs(high)) > LARGEST:
        raise Unfit(_("the right value is out of reach"))
    middle = value if value is not None else _whole((low + high) / 2)
    margin = max(high - middle, middle - low)
    if margin == 0:
        return middle, 0
    if middle == 0 or margin / abs(middle) > WIDEST:
        told = _("from {low} to {high} is right: a number here is right within half of it at most")
        raise Unfit(told.format(low=number(low), high=number(high)))
    return middle, _share(middle, margin)


def _share(middle: float, margin: float) -> float:
    exact = margin / abs(middle)
    near = float(f"{exact:.{_SHORT}g}")
    if abs(near * abs(middle) - margin) <= abs(middle) * 1e-12:
        return near  # as somebody wrote it
    return min(WIDEST, float(Context(_DIGITS, ROUND_CEILING).create_decimal_from_float(exact)))


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value
