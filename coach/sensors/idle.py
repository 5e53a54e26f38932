"""The screen left on while nobody is there, told when the person is back."""

from coach.domain.text import N_, counted
from coach.sensors._sensor import Sensor, Texts, Threshold, Unit

SENSOR = Sensor(
    unit=Unit(counted("{n} minute", "{n} minutes"), per=60),
    every=20,
    look=lambda: None,
    sources={
        "x11": N_("idle time and sleep of the screen, told by the X server"),
        "windows": N_("idle time, told by Windows"),
        "mouse": N_("moves of the mouse, never the keyboard"),
    },
    reads=N_(
        "Looks at how long there has been no keyboard or mouse, and whether the screen is asleep,"
        " full-screen or in a call."
    ),
    never_reads=N_("Reads neither what you type, nor the title or content of your windows."),
    threshold=Threshold(300, 1, 7200, N_("Time away from which a screen left on is worth a reminder.")),
    texts=Texts(
        name=N_("Screen left on"),
        title=(N_("Your screen can go to sleep by itself."),),
        recent=N_("Your screen can go to sleep by itself."),
    ),
)
