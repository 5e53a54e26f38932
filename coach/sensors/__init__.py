"""What can be noticed at the desk, one file per sensor: its consent card, switch, threshold and nudge."""

from functools import cache

from coach.registry import load
from coach.sensors._sensor import Sensor, SessionOverError, Texts, Threshold, UnavailableError, Unit, Watch

__all__ = ["Sensor", "SessionOverError", "Texts", "Threshold", "UnavailableError", "Unit", "Watch", "sensors"]


@cache
def sensors() -> dict[str, Sensor]:
    """Every sensor, by the name of its file."""
    return load("coach.sensors", "SENSOR", Sensor)
