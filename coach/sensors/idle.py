"""The screen left on while nobody is there, told when the person is back."""

from coach.domain.text import N_, counted
from coach.sensors._sensor import Sensor, Texts, Threshold, Unit, Watch

_IDLE, _REMOTE, _ASLEEP = "how long there has been no keyboard or mouse", "remote", "asleep"
_LOCKED, _FULL, _AWAKE, _CALL = (
    "locked",
    "full-screen",
    "kept awake",
    "whether a microphone is in use (a call)",
)
_ASKS = (
    *((f"x11:SYNC{part}", _IDLE) for part in ("", ".0", ".1", ".8")),
    *((f"x11:MIT-SCREEN-SAVER{part}", _ASLEEP) for part in ("", ".1", ".2")),
    *((f"x11:DPMS{part}", _ASLEEP) for part in ("", ".2", ".7")),
    *((f"x11:{name}", _FULL) for name in ("_NET_ACTIVE_WINDOW", "_NET_WM_STATE*", "property")),
    *((f"bus:org.gnome.Mutter.IdleMonitor.{call}", _IDLE) for call in ("Add*Watch", "GetIdletime")),
    ("bus:org.freedesktop.ScreenSaver.GetSessionIdleTime", _IDLE),
    ("bus:org.*.ScreenSaver.GetActive", _LOCKED),
    ("bus:org.gnome.SessionManager.IsInhibited", _AWAKE),
    ("bus:org.kde.Solid.PowerManagement.PolicyAgent.HasInhibition", _AWAKE),
    ("bus:org.freedesktop.PowerManagement.Inhibit.HasInhibit", _AWAKE),
    ("bus:org.freedesktop.DBus.NameHasOwner", _AWAKE),
    ("socket:*/wayland-*", _IDLE),
    ("file:/run/systemd/sessions/*", _REMOTE),
    ("file:/proc/asound*", _CALL),
)


def _watch(threshold: int) -> Watch:
    from coach.sensors import _idle_choice

    return _idle_choice.watch(threshold)


def _likely() -> str:
    """The source of this kind of session."""
    from coach.sensors import _idle_choice

    return _idle_choice.likely()


def _look() -> int | None:
    """Seconds without keyboard or mouse at this moment."""
    from coach.sensors import _idle_choice

    return _idle_choice.seconds()


SENSOR = Sensor(
    unit=Unit(counted("{n} minute", "{n} minutes"), per=60),
    every=20,
    look=_look,
    watch=_watch,
    likely=_likely,
    sources={
        "x11": N_("idle time and sleep of the screen, told by the X server"),
        "wayland": N_("absence, return and sleep of the screen, told by the Wayland compositor"),
        "gnome": N_("idle time and lock of the screen, told by GNOME"),
        "saver": N_("idle time and lock of the screen, told by the desktop’s screen saver"),
        "windows": N_("idle time, told by Windows"),
        "mouse": N_("moves of the mouse, never the keyboard"),
    },
    reads=N_(
        "Looks at how long there has been no keyboard or mouse, whether the screen is remote, asleep, locked,"
        " full-screen or kept awake, and whether a microphone is in use (a call), never what it hears."
    ),
    asks=dict(_ASKS),
    never_reads=N_("Reads neither what you type, nor the title or content of your windows."),
    text_version=2,
    threshold=Threshold(300, 1, 7200, N_("Time away from which a screen left on is worth a reminder.")),
    texts=Texts(
        name=N_("Screen left on"),
        title=(N_("Your screen can go to sleep by itself."),),
        recent=N_("Your screen can go to sleep by itself."),
        body=N_("Set it to 10 minutes away? The lesson “{lesson}” says more, in {minutes} min."),
        act=N_("Yes, set it up"),
    ),
    act="screen sleep 10 --tell",
)
