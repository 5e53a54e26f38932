"""What can be noticed at the desk, one file per sensor: its consent card, switch, threshold and nudge.

Several sensors may notice the same moment in different ways: a nudge belongs to its moment.
"""

from functools import cache

from coach.registry import load
from coach.sensors._sensor import (
    BEFORE,
    BEFORE_ASKS,
    BODY,
    ManyPeople,
    Sensor,
    SessionOverError,
    Texts,
    Threshold,
    UnavailableError,
    Unit,
    Watch,
)

__all__ = [
    "BEFORE",
    "BEFORE_ASKS",
    "BODY",
    "ManyPeople",
    "Sensor",
    "SessionOverError",
    "Texts",
    "Threshold",
    "UnavailableError",
    "Unit",
    "Watch",
    "moments",
    "sensors",
]


@cache
def sensors() -> dict[str, Sensor]:
    """Every sensor, by the name of its file."""
    return load("coach.sensors", "SENSOR", Sensor)


@cache
def moments() -> dict[str, Sensor]:
    """The sensor that names each moment: the one of the same name, else the first that notices it."""
    found: dict[str, Sensor] = {}
    for name, sensor in sensors().items():
        moment = sensor.moment or name
        if moment == name or moment not in found:
            found[moment] = sensor
    return found
