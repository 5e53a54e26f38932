"""After how long without keyboard or mouse the screen sleeps: told, set, read back, and undone."""

import dataclasses
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from coach import places
from coach.domain.errors import CoachError, refused
from coach.domain.text import N_
from coach.remote_session import is_remote
from coach.words import _
from coach.workstation import _kept
from coach.workstation._ask import UnansweredError
from coach.workstation._gsettings import Gsettings
from coach.workstation._powercfg import Powercfg
from coach.workstation._way import Values, Way
from coach.workstation._xset import Xset

LEAST, MOST = 1, 120
"""Minutes that may be set."""
OFFERED = 10
"""Minutes that a reminder offers."""
# Desktops whose own settings would undo what is set behind their back.
_KEEP_IT_THEMSELVES = frozenset(
    ("kde", "xfce", "mate", "x-cinnamon", "cinnamon", "lxqt", "lxde", "pantheon", "deepin", "cosmic")
)
_REMOTE = N_("This session is shown on another computer, whose screen is set there.")
_OWN = N_("Your desktop keeps this in its own settings: please set it there.")
_NO_WAY = N_("The coach knows no way to set it on this desktop.")
_SILENT = N_("The system does not say after how long the screen sleeps.")
_HELD = N_("It is set by your IT department.")


class ScreenSleepError(CoachError):
    """The screen's sleep time cannot be set."""

    what = N_("The screen's sleep time cannot be set: {reason}")
    safe = N_("Nothing was changed.")
    todo = N_("Look into your system's own settings, or ask your IT department.")


class NotTakenOver(ScreenSleepError):
    """What is read back is not what was set."""

    what = N_("The screen's sleep time was set, but the system did not take it over.")
    safe = N_("The value from before is kept.")


class NothingToUndo(ScreenSleepError):
    """The coach has set nothing, or it was undone already."""

    what = N_("There is nothing to undo: the coach has not set the screen's sleep time.")
    todo = ""


@dataclass(frozen=True)
class ScreenSleep:
    """What holds now. `minutes` is None for never, and means nothing unless `known`.

    `why` is the message id of a sentence: why it cannot be set, or nothing. `everybody`: it applies to all who
    use this computer; `fleeting`: the system forgets it at log-out. `undoable`: the coach has set it, and
    before that it was `before` minutes (None for never).
    """

    minutes: int | None
    way: str
    settable: bool
    why: str = ""
    known: bool = True
    everybody: bool = False
    fleeting: bool = False
    undoable: bool = False
    before: int | None = None

    @property
    def worth_offering(self) -> bool:
        """Whether a reminder may offer to set it: possible, and later than offered now."""
        return self.settable and not self.soon_enough

    @property
    def soon_enough(self) -> bool:
        """Whether it sleeps by itself as soon as a reminder would offer."""
        return self.known and self.minutes is not None and 0 < self.minutes <= OFFERED


def state() -> ScreenSleep:
    """What holds at this desk."""
    way = _way()
    if isinstance(way, str):
        return ScreenSleep(None, "", settable=False, why=way, known=False)
    try:
        values, held = way.read(), way.held()
    except UnansweredError:
        return ScreenSleep(None, way.name, settable=False, why=_SILENT, known=False)
    kept = _kept.of(way.name, values)
    return ScreenSleep(
        minutes=_minutes(way, values),
        way=way.name,
        settable=not held,
        why=_HELD if held else "",
        everybody=way.everybody,
        fleeting=way.fleeting,
        undoable=kept is not None and not held,
        before=_minutes(way, kept.before) if kept is not None else None,
    )


def set_minutes(minutes: int, now: datetime) -> None:
    """Make the screen sleep after so many minutes; the value found at first is kept for `undo`.

    Args:
        minutes: LEAST to MOST.
        now: aware.

    Raises:
        ScreenSleepError: it cannot be set here, or was not taken over.
        StorageError: the value from before could not be kept; nothing was changed.
    """
    if not LEAST <= minutes <= MOST:
        reason = _("the value goes from {low} to {high}").format(low=LEAST, high=MOST)
        raise ScreenSleepError(reason=reason)
    way = _settable()
    try:
        found = way.read()
        kept = _kept.keep(way.name, found, minutes, now)
        _put(way, way.wanted(60 * minutes, kept.before))
    except UnansweredError as error:
        raise ScreenSleepError(reason=error) from error
    except OSError as error:
        raise refused(error, places.local()) from error


def undo() -> None:
    """Make exactly the values hold again that were found before the coach set any.

    Raises:
        NothingToUndo: the coach has set none.
        ScreenSleepError: it cannot be set here, or was not taken over; the values stay kept.
        StorageError: the values are back, but the note of them cannot be removed.
    """
    if _kept.read() is None:
        raise NothingToUndo
    way = _settable()
    try:
        found = way.read()
        kept = _kept.of(way.name, found)
        if kept is None:
            raise ScreenSleepError(
                reason=_("it was set on another desktop of yours, and can be undone there")
            )
        if found != kept.before:
            _put(way, kept.before)
        _kept.drop()
    except UnansweredError as error:
        raise ScreenSleepError(reason=error) from error
    except OSError as error:
        raise refused(error, places.local()) from error


def renew() -> bool:
    """Set again what an ended session has taken with it; whether that was done.

    Only where the values are those from before: what the person has set since, stays.
    """
    way = _way() if _kept.read() is not None else ""
    if isinstance(way, str) or not way.fleeting:
        return False
    with suppress(UnansweredError, NotTakenOver):
        found = way.read()
        kept = _kept.of(way.name, found)
        if kept is not None and found == kept.before:
            _put(way, way.wanted(60 * kept.minutes, kept.before))
            return True
    return False


def remembered() -> dict[str, object]:
    """What is kept for `undo`: the day of the setting, its minutes, the values from before; empty without any."""
    kept = _kept.read()
    return {} if kept is None else dataclasses.asdict(kept)


def forget() -> None:
    """Let the screen sleep as it is set, and forget what was before.

    Raises:
        OSError: the file is there and cannot be removed.
    """
    _kept.drop()


def _way() -> Way | str:
    """How it is set at this desk, or the message id of a sentence why it cannot be."""
    if is_remote():
        return _REMOTE
    if sys.platform == "win32":
        return Powercfg()
    desktops = set(os.environ.get("XDG_CURRENT_DESKTOP", "").lower().split(":"))
    if desktops & _KEEP_IT_THEMSELVES:
        return _OWN
    if desktops & {"gnome", "unity"}:
        return Gsettings()
    wayland = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == "wayland"
    return Xset() if os.environ.get("DISPLAY") and not wayland and sys.platform != "darwin" else _NO_WAY


def _settable() -> Way:
    """The way of this desk.

    Raises:
        ScreenSleepError: there is none, or the administrator holds it.
    """
    way = _way()
    if isinstance(way, str):
        raise ScreenSleepError(reason=_(way))
    try:
        held = way.held()
    except UnansweredError as error:
        raise ScreenSleepError(reason=error) from error
    if held:
        raise ScreenSleepError(reason=_(_HELD))
    return way


def _put(way: Way, values: Values) -> None:
    way.put(values)
    if way.read() != values:
        raise NotTakenOver


def _minutes(way: Way, values: Values) -> int | None:
    """Whole minutes, rounded up; None for never."""
    seconds = way.seconds(values)
    return -(-seconds // 60) if seconds else None
