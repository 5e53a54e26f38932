"""What makes an absence none: a screen locked or asleep, one that a program keeps awake, a microphone in use."""

from contextlib import closing

from coach.sensors import _microphone
from coach.sensors._idle_bus import Bus
from coach.sensors._sensor import SessionOverError, UnavailableError
from coach.session_bus import Place

# GNOME's shell answers under its own name; the second one belongs to a helper that need not run.
_SAVERS = (
    Place("org.gnome.Shell.ScreenShield", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
    Place("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
    Place("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    Place("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver"),
    Place("org.mate.ScreenSaver", "/org/mate/ScreenSaver", "org.mate.ScreenSaver"),
    Place("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver", "org.xfce.ScreenSaver"),
)
# What may be inhibited: for GNOME (MATE, Cinnamon) 8 is "being idle", for KDE 4 is "changing the screen".
_SESSION = Place("org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager")
_POLICY = Place(
    "org.kde.Solid.PowerManagement",
    "/org/kde/Solid/PowerManagement/PolicyAgent",
    "org.kde.Solid.PowerManagement.PolicyAgent",
)
_POWER = Place(
    "org.freedesktop.PowerManagement",
    "/org/freedesktop/PowerManagement/Inhibit",
    "org.freedesktop.PowerManagement.Inhibit",
)
_QUESTIONS: tuple[tuple[Place, str, str, tuple[int, ...]], ...] = (
    (_SESSION, "IsInhibited", "u", (8,)),
    (_POLICY, "HasInhibition", "u", (4,)),
    (_POWER, "HasInhibit", "", ()),
)


def excused(bus: Bus) -> bool:
    """Whether an absence at this moment says nothing about a screen left on."""
    return _microphone.in_use() or locked(bus) or inhibited(bus)


def excused_here() -> bool:
    """The same, asked of a desktop whose bus is not held; without a bus the microphone alone tells."""
    if _microphone.in_use():
        return True
    try:
        with closing(Bus()) as bus:
            return locked(bus) or inhibited(bus)
    except (UnavailableError, SessionOverError):
        return False


def kept_awake() -> bool:
    """Whether a film or a presentation keeps the screen awake; no where the desktop does not tell."""
    try:
        with closing(Bus()) as bus:
            return inhibited(bus)
    except (UnavailableError, SessionOverError):
        return False


def locked(bus: Bus) -> bool:
    """Whether the desktop has locked or blanked the screen."""
    return any(bus.ask(place, "GetActive") is True for place in _SAVERS)


def inhibited(bus: Bus) -> bool:
    """Whether a program keeps the screen awake; the first desktop that answers knows."""
    for place, member, signature, values in _QUESTIONS:
        answer = bus.ask(place, member, signature, *values)
        if isinstance(answer, bool):
            return answer
    return False
