"""What `coach doctor` says of the desk: how it can speak, the program in the background and its cost, the files."""

import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coach import handover, places
from coach.agent.bus import Bus, BusError
from coach.agent.tray import WATCHER
from coach.commands._row import Row
from coach.session_bus import Place
from coach.study import Me
from coach.words import _, day, number

if TYPE_CHECKING:
    from psutil import Process

_NOTIFICATIONS = "org.freedesktop.Notifications"
_SERVER = Place(_NOTIFICATIONS, "/org/freedesktop/Notifications", _NOTIFICATIONS)
_DAEMON = Place("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
_MI = 1024 * 1024


def channels(*, needed: bool) -> list[Row]:
    """How a reminder can be shown here. `needed`: some reminder is on."""
    if sys.platform in ("win32", "darwin"):
        return [_plyer(needed=needed)]
    bus = Bus()
    try:
        bus.hold("doctor", lambda: None)
        return [_notifications(bus, needed=needed), _tray(bus)]
    except BusError:
        told = _("There is no session bus (D-Bus).")
        advice = _("Start the coach from the desktop, not from a bare console.")
        return [
            Row(_("Notifications"), "", False, (told,), advice, needed=needed),
            Row(_("Icon in the tray"), _("there is none"), None, (told, _("The reminders work without it."))),
        ]
    finally:
        bus.release("doctor")


def _notifications(bus: Bus, *, needed: bool) -> Row:
    name = _("Notifications")
    server = bus.call(_SERVER, "GetServerInformation")
    if not server:
        told = _("No program shows notifications here; reminders wait in “Recent reminders”.")
        advice = _("Start your desktop's notifications, or install a program such as dunst.")
        return Row(name, "", False, (told,), advice, needed=needed)
    can = (bus.call(_SERVER, "GetCapabilities") or ([],))[0]
    buttons = _("It shows buttons.") if "actions" in can else _without_buttons()
    inhibited = bus.call(_SERVER._replace(interface="org.freedesktop.DBus.Properties"), "Get", "ss", *_ASKED)
    silent = _("It is set to “do not disturb” now.") if inhibited == (("b", True),) else ""
    shown_by = _("Shown by {server} {version}.").format(server=server[0], version=server[2])
    return Row(name, "", True, (shown_by, buttons, silent), needed=needed)


_ASKED = (_NOTIFICATIONS, "Inhibited")


def _tray(bus: Bus) -> Row:
    if bus.call(_DAEMON, "NameHasOwner", "s", WATCHER) == (True,):
        return Row(_("Icon in the tray"), "", True)
    advice = _("GNOME shows it with the extension AppIndicator, a plain panel with snixembed.")
    told = _("The reminders work without it.")
    return Row(_("Icon in the tray"), _("there is none"), None, (told,), advice)


def _plyer(*, needed: bool) -> Row:
    from importlib.util import find_spec

    works = find_spec("plyer") is not None
    advice = "" if works else _("Tell your IT support.")
    told = _("Shown by a small window of the coach; by plyer, without buttons, where that fails.")
    return Row(_("Notifications"), "", works, (told,), advice, needed=needed)


def _without_buttons() -> str:
    from coach.agent.toast import Toast

    if Toast.possible():
        return _("It shows no buttons: a small window of the coach does.")
    return _("It shows no buttons: read, then open the coach.")


def agent(*, needed: bool) -> Row:
    """The program in the background, and what it cost. `needed`: some reminder is on."""
    name, held = _("Reminders in the background"), None
    with suppress(OSError):
        held = handover.take("agent.lock")
    if held is not None:
        held.close()
        advice = _("Type: coach agent, or switch on the start with the session in Settings.")
        return Row(
            name, _("not running"), False if needed else None, (), advice if needed else "", needed=needed
        )
    return Row(name, _("running"), True, _cost(*_signed()), needed=needed)


def _signed() -> tuple[int, str, float]:
    """What the agent wrote into its lock: its number; the last day that began, and the milliseconds until then."""
    try:
        with open(os.path.join(places.local(), "agent.lock"), "rb") as file:
            # Windows does not let the first byte be read, which the agent has locked.
            file.seek(1)
            pid, _space, begun = file.read(60).decode("ascii").strip().partition(" ")
        today, _space, before = begun.partition(" ")
        return int(pid), today, float(before or 0)
    except (OSError, ValueError):
        return 0, "", 0.0


def _cost(pid: int, begun: str, before: float) -> tuple[str, ...]:
    """CPU of today: since midnight, or since its start where that was later.

    `begun` and `before` as the agent signs them. In the first hour of a day it may not have woken yet: then the
    cost is told since its start.
    """
    import psutil

    try:
        process = psutil.Process(pid)
        started = datetime.fromtimestamp(process.create_time(), UTC).astimezone()
        spent = _milliseconds(process)
        memory = process.memory_full_info()
    except (psutil.Error, ValueError, OverflowError):
        return (_("What it costs cannot be read here."),)
    now = datetime.now(UTC).astimezone()
    if begun == now.date().isoformat() and 0 <= before <= spent:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        told = _("Today: {total} ms of processor time, {each} ms a minute.")
        cost = _spent(told, spent - before, midnight, now)
    else:
        since = f"{started:%H:%M}" if started.date() == now.date() else day(started)
        told = _("Since its start ({moment}): {total} ms of processor time, {each} ms a minute.")
        cost = _spent(told.replace("{moment}", since), spent, started, now)
    size = getattr(memory, "pss", 0) or memory.uss
    return cost, _("Memory: {size} MiB.").format(size=number(size / _MI))


def _spent(told: str, milliseconds: float, since: datetime, now: datetime) -> str:
    minutes = max((now - since).total_seconds() / 60, 1)
    return told.format(total=number(milliseconds, 0), each=number(milliseconds / minutes))


def _milliseconds(process: "Process") -> float:
    try:
        # Nanoseconds of its main thread and all others; the usual count knows hundredths of a second only.
        tasks = Path(f"/proc/{process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text("ascii").split()[0]) for task in tasks) / 1e6
    except (OSError, ValueError, IndexError):
        times = process.cpu_times()
        return 1000 * float(times.user + times.system)


def files(me: Me) -> list[Row]:
    """Where policy, log and folders are, and whether they can be used."""
    decided = os.path.exists(places.policy())
    policy = Row(
        _("Decisions of the IT department"),
        places.policy() if decided else _("{file} (there is none)").format(file=places.policy()),
        False if me.policy.unreadable else None,
        me.policy.ignored,
        _("Every reminder rests until the file can be read.") if me.policy.unreadable else "",
        needed=me.policy.unreadable,
    )
    return [
        policy,
        Row(_("Log"), places.log()),
        _folder(_("What the reminders keep"), places.local()),
        _folder(_("Your records"), places.home()),
        Row(_("Lessons"), places.pack() or places.lessons()),
    ]


def _folder(name: str, folder: str) -> Row:
    if not os.path.isdir(folder) or os.access(folder, os.W_OK):
        return Row(name, folder)
    told = _("This folder cannot be written.")
    return Row(name, folder, False, (told,), _("Tell your IT support."), needed=True)
