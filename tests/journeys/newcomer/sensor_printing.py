"""A sensor as a newcomer would add it: copied to `coach/sensors/printing.py` by the journey."""

import os

from coach.sensors._sensor import Sensor, Texts, Threshold, Unit


def look() -> int | None:
    """Pages waiting, as the test says."""
    return int(os.environ.get("PAGES_WAITING", "0")) or None


SENSOR = Sensor(
    unit=Unit(("{n} page", "{n} pages")),
    every=1,
    look=look,
    sources={"queue": "the number of pages waiting to be printed"},
    reads="Counts the pages waiting to be printed.",
    never_reads="Reads neither their names nor their content.",
    threshold=Threshold(50, 1, 1000, "Pages from which a reminder is worth while."),
    texts=Texts(
        name="Long print jobs",
        title=("{n} page is waiting.", "{n} pages are waiting."),
        recent="Pages were waiting to be printed.",
        body="Reading them on the screen may do.",
    ),
)
