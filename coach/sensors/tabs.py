"""The open tabs of the browser, counted by its add-on, which tells when they become many."""

from coach.domain.text import N_, counted
from coach.sensors._sensor import Sensor, Texts, Threshold, Unit

SENSOR = Sensor(
    unit=Unit(counted("{n} tab", "{n} tabs")),
    every=60,
    look=None,
    sources={"addon": N_("number of open tabs, told by the browser's add-on")},
    reads=N_(
        "Counts the open tabs, by an add-on of the browser. A change here holds when the browser next starts."
    ),
    never_reads=N_("Sees neither addresses, nor titles, nor content of your tabs, and never closes one."),
    threshold=Threshold(30, 10, 200, N_("Number of open tabs from which a reminder may come.")),
    texts=Texts(
        name=N_("Open tabs"),
        title=counted("{n} tab is open.", "{n} tabs are open."),
        recent=N_("Many tabs were open."),
        body=N_("Setting yesterday's aside helps you find your way: “{lesson}”, {minutes} min."),
    ),
)
