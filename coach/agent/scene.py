"""What goes on at the desk: a window that fills the screen, or a presentation."""

import sys
from collections.abc import Callable

# SHQueryUserNotificationState: busy, full-screen game, presentation.
_BUSY = (2, 3, 4)


def full_screen() -> bool:
    """Whether a nudge would stand over a film, a game or a presentation."""
    places: dict[str, Callable[[], bool]] = {"win32": _on_windows, "darwin": _unknown}
    return places.get(sys.platform, _on_x11)()


def _on_x11() -> bool:
    from coach.sensors import _x11

    return _x11.full_screen()


def _on_windows() -> bool:
    if sys.platform == "win32":
        import ctypes

        state = ctypes.c_int(0)
        failed = ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state))
        return not failed and state.value in _BUSY
    return False


def _unknown() -> bool:
    return False
