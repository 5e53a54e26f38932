"""What is said of the screen's sleep, alike in the window, on the command line and in a notification."""

from coach.words import _, ngettext
from coach.workstation.screen_sleep import ScreenSleep


def holds(now: ScreenSleep) -> str:
    """What holds now."""
    if not now.known:
        return _(now.why)
    if now.minutes is None:
        return _("Your screen never goes to sleep by itself.")
    return ngettext(
        "Your screen goes to sleep after {n} minute away.",
        "Your screen goes to sleep after {n} minutes away.",
        now.minutes,
    )


def whom(now: ScreenSleep, *, shared: bool) -> str:
    """For whom else a choice holds; nothing for nobody else. `shared`: a session of several people."""
    if now.everybody:
        return _("What is set here applies to everybody who uses this computer.")
    return _("What is set here applies to everybody who uses this session.") if shared else ""


def reach(now: ScreenSleep, *, shared: bool) -> str:
    """For whom and how long a choice holds; nothing where that is plain. `shared`: as for `whom`."""
    lasts = _("What is set here lasts until you log out; the reminders set it again when they start.")
    return f"{whom(now, shared=shared)} {lasts if now.fleeting else ''}".strip()


def before(now: ScreenSleep) -> str:
    """What an undoing brings back; nothing where there is nothing to undo."""
    if not now.undoable:
        return ""
    if now.before is None:
        return _("Before, it never went to sleep by itself.")
    return ngettext("Before, it was {n} minute.", "Before, it was {n} minutes.", now.before)


def done(now: ScreenSleep) -> tuple[str, str]:
    """The title and the text of the notification after it was set."""
    title = _("All set.")
    if now.minutes is None:
        return title, holds(now)
    return title, _("Your screen will sleep after {n} min away.").format(n=now.minutes)


def undone(now: ScreenSleep) -> tuple[str, str]:
    """The title and the text of the notification after it was undone."""
    return _("Undone."), holds(now)
