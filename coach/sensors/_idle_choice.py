"""Which source tells here whether somebody is there: the one that wakes us before the one that must be asked."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from coach.domain.text import N_
from coach.remote_session import is_remote
from coach.sensors._sensor import UnavailableError, Watch

Told = TypeVar("Told")


def watch(threshold: int) -> Watch:
    """Absences of at least `threshold` seconds, by the best source of this desk.

    Raises:
        UnavailableError: this session is remote, or nothing here tells.
    """
    _refuse_remote()
    if sys.platform == "win32":
        from coach.sensors import _idle_windows

        return _idle_windows.watch(threshold)
    if sys.platform == "darwin":
        return _mouse(threshold)
    if _is_wayland():
        # The mouse would tell nothing: under Wayland pynput sees only what X programs are given.
        return _first([lambda: _wayland(threshold), lambda: _gnome(threshold), lambda: _saver(threshold)])
    from coach.sensors._idle_x11 import Absence, MissingCounterError

    try:
        return Absence(threshold)
    except MissingCounterError:
        return _first([lambda: _gnome(threshold), lambda: _saver(threshold), lambda: _mouse(threshold)])


def seconds() -> int | None:
    """Seconds without keyboard or mouse at this moment; None where no source can be asked once.

    Raises:
        UnavailableError: this session is remote, or nothing here tells.
    """
    _refuse_remote()
    if sys.platform == "win32":
        from coach.sensors import _idle_windows

        return _idle_windows.idle_seconds()
    if sys.platform == "darwin":
        return None
    from coach.sensors import _idle_gnome, _idle_saver

    if _is_wayland():
        # A compositor that wakes cannot be asked; it is opened to hear whether it would.
        return _first([_idle_gnome.idle_seconds, _idle_saver.idle_seconds, _nothing_from_wayland])
    from coach.sensors._idle_x11 import MissingCounterError, idle_seconds

    try:
        return idle_seconds()
    except MissingCounterError:
        return _first([_idle_gnome.idle_seconds, _idle_saver.idle_seconds, lambda: None])


def likely() -> str:
    """The source that is asked first in this kind of session, known without asking any.

    Raises:
        UnavailableError: this session is remote, or has no display.
    """
    _refuse_remote()
    if sys.platform in ("win32", "darwin"):
        return "windows" if sys.platform == "win32" else "mouse"
    if _is_wayland():
        gnome = {"gnome", "unity"} & set(os.environ.get("XDG_CURRENT_DESKTOP", "").lower().split(":"))
        return "gnome" if gnome else "wayland"
    if not os.environ.get("DISPLAY"):
        raise UnavailableError(N_("There is no display."))
    return "x11"


def _first(sources: Sequence[Callable[[], Told]]) -> Told:
    for source in sources:
        try:
            return source()
        except UnavailableError:
            continue
    raise UnavailableError(N_("This desktop does not tell when somebody is there."))


def _is_wayland() -> bool:
    return bool(os.environ.get("WAYLAND_DISPLAY")) or os.environ.get("XDG_SESSION_TYPE") == "wayland"


def _wayland(threshold: int) -> Watch:
    from coach.sensors import _idle_wayland

    return _idle_wayland.Absence(threshold)


def _nothing_from_wayland() -> None:
    _wayland(1).close()


def _gnome(threshold: int) -> Watch:
    from coach.sensors import _idle_gnome

    return _idle_gnome.Absence(threshold)


def _saver(threshold: int) -> Watch:
    from coach.sensors import _idle_saver

    return _idle_saver.watch(threshold)


def _mouse(threshold: int) -> Watch:
    from coach.sensors import _idle_polled

    return _idle_polled.mouse(threshold)


def _refuse_remote() -> None:
    if is_remote():
        raise UnavailableError(
            N_("This is a remote session: the screen in front of you belongs to another computer.")
        )
