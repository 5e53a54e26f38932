"""The tray's menu: its entries at this moment, and what each of them does."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from coach.agent import programs
from coach.agent.rounds import said
from coach.domain.nudge import Brief, Why, silence
from coach.domain.pause import pauses

QUIT = "quit"
RECENT = "coach://recent"
_PAUSES = {"hour": "pause_hour", "day": "pause_day", "week": "pause_week"}
_LINE = ""


class Entry(NamedTuple):
    """One entry; `deed` names what a press does, nothing for the line of state and for separators."""

    deed: str
    label: str
    visible: bool = True


def state(brief: Brief, now: datetime) -> str:
    """Whether the reminders are at work, in words. `now`: aware, in the person's time zone."""
    if not any(rule.on for rule in brief.rules.values()):
        return said(brief, "all_off")
    why = silence(brief, now)
    if why is None:
        return said(brief, "active")
    return said(brief, why.value) if why is not Why.PAUSED else _paused(brief, now)


def entries(brief: Brief, now: datetime) -> list[Entry]:
    """The whole menu from top to bottom; an entry keeps its place, so that its number means the same later."""
    works = any(rule.on for rule in brief.rules.values())
    resting = works and silence(brief, now) is Why.PAUSED
    return [
        Entry("", state(brief, now)),
        Entry("", _LINE, visible=works),
        *(Entry(deed, said(brief, name), visible=works and not resting) for deed, name in _PAUSES.items()),
        Entry("resume", said(brief, "resume"), visible=resting),
        Entry("", _LINE),
        Entry("recent", said(brief, "recent")),
        Entry("open", said(brief, "open")),
        Entry("", _LINE),
        Entry(QUIT, said(brief, "quit")),
    ]


def command(deed: str, now: datetime) -> list[str]:
    """The command line that does a deed other than QUIT. `now`: aware, in the person's time zone."""
    if deed in _PAUSES:
        return _rest(pauses(now)[deed].isoformat(timespec="minutes"))
    return {
        "resume": _rest(""),
        "recent": programs.window(RECENT),
        "open": programs.window(),
    }[deed]


def properties(entry: Entry) -> dict[str, tuple[str, Any]]:
    """An entry as com.canonical.dbusmenu tells it."""
    if entry.label == _LINE:
        return {"type": ("s", "separator"), "visible": ("b", entry.visible)}
    # An underscore would mark the letter of a shortcut.
    label = entry.label.replace("_", "__")
    return {"label": ("s", label), "enabled": ("b", bool(entry.deed)), "visible": ("b", entry.visible)}


def _rest(until: str) -> list[str]:
    return programs.coach("settings", "set", "paused_until", until)


def _paused(brief: Brief, now: datetime) -> str:
    assert brief.paused_until is not None
    until = brief.paused_until.astimezone(now.tzinfo)
    # An hour's pause of the late evening ends on another day, at an hour that leaves no doubt.
    if until.date() == now.date() or until - now <= timedelta(hours=1):
        return said(brief, "paused_hour", hour=f"{until:%H:%M}")
    if until <= pauses(now)["day"]:
        return said(brief, "paused_tomorrow")
    if until == pauses(now)["week"] and until - now < timedelta(days=7):
        return said(brief, "paused_monday")
    return said(brief, "paused_day", day=until.date().isoformat())
