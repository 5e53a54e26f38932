"""What goes on at the desk: a window that fills the screen, a presentation, a call."""

import os
import sys
from collections.abc import Callable


def full_screen() -> bool:
    """Whether a nudge would stand over a film, a game or a presentation."""
    places: dict[str, Callable[[], bool]] = {"win32": _on_windows, "darwin": _unknown}
    return places.get(sys.platform, _on_linux)()


def in_call() -> bool:
    """Whether a microphone is in use."""
    from coach.sensors import _microphone

    return _microphone.in_use()


def _on_linux() -> bool:
    if not (os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == "wayland"):
        from coach.sensors import _x11

        if _x11.full_screen():
            return True
    # Under Wayland nobody is told which window fills the screen; but what fills it keeps it awake. So does a call
    # by a Bluetooth headset, whose microphone is none of ALSA's.
    from coach.sensors import _idle_around

    return _idle_around.kept_awake()


def _on_windows() -> bool:
    from coach.sensors import _idle_windows

    return _idle_windows.busy()


def _unknown() -> bool:
    return False
