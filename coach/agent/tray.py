"""The icon in the tray: a StatusNotifierItem with its menu, on the connection that the agent already holds.

Interfaces: org.kde.StatusNotifierItem (freedesktop.org) and com.canonical.dbusmenu. Nothing here wakes the agent
by itself: the desktop asks when somebody looks. Without a tray, or without a bus, the agent goes on as before.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from coach import places
from coach.agent import menu
from coach.agent.bus import Bus, BusError
from coach.agent.rounds import local_now, said
from coach.domain.nudge import Brief
from coach.session_bus import Place

if TYPE_CHECKING:
    from jeepney import Message

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM, MENU = "org.kde.StatusNotifierItem", "com.canonical.dbusmenu"
PATH, MENU_PATH = "/StatusNotifierItem", "/StatusNotifierItem/Menu"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_DAEMON = "org.freedesktop.DBus"
# Square pictures of packaging/assets/art/tray.argb, one after the other: ARGB, one byte each.
_SIZES = (24, 48)

Answer = tuple[str, tuple[Any, ...]]


class Tray:
    """The icon, once it was asked to show itself; it answers for the state that `follow` was told last."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._brief = Brief()
        self._now = local_now()
        self._told: list[menu.Entry] = []
        self._revision = 1
        self._held = False
        self._messages: deque[Message] = deque()
        self._pressed: list[str] = []

    def show(self) -> None:
        """Join the tray, now or as soon as there is one. Where there is no bus, nothing happens."""
        try:
            self._bus.hold(ITEM, self._lose)
            self._held = True
            self._bus.serve(self._messages)
            owner = {"sender": _DAEMON, "interface": _DAEMON, "member": "NameOwnerChanged"}
            self._bus.follow(self._messages, WATCHER, **owner)
            self._register()
        except BusError:
            return

    def hide(self) -> None:
        """Leave the tray."""
        self._lose()
        self._bus.release(ITEM)

    def fileno(self) -> int | None:
        """The bus; None without one."""
        return self._bus.fileno() if self._held else None

    def holds(self) -> bool:
        """Whether questions are here already, of which the descriptor will not tell any more."""
        return bool(self._messages)

    def follow(self, brief: Brief, now: datetime) -> None:
        """Tell the desktop when what the menu says has changed. `now`: aware, in the person's time zone."""
        self._brief, self._now = brief, now
        entries = menu.entries(brief, now)
        if self._held and entries != self._told:
            self._told = entries
            self._revision += 1
            try:
                self._signal(MENU_PATH, MENU, "LayoutUpdated", "ui", self._revision, 0)
                self._signal(PATH, ITEM, "NewToolTip")
            except BusError:
                return

    def deeds(self) -> Iterator[str]:
        """Answer what the desktop asks; gives what was pressed, as `menu.Entry.deed`."""
        self._bus.receive()
        while self._messages:
            try:
                self._hear(self._messages.popleft())
            except BusError:
                break
        pressed, self._pressed = self._pressed, []
        yield from pressed

    def _lose(self) -> None:
        self._held = False
        self._messages.clear()

    def _register(self) -> None:
        place = Place(WATCHER, "/StatusNotifierWatcher", WATCHER)
        self._bus.tell(place, "RegisterStatusNotifierItem", "s", self._bus.name())

    def _hear(self, message: "Message") -> None:
        from jeepney import HeaderFields, MessageFlag, MessageType, new_error, new_method_return

        fields = message.header.fields
        if message.header.message_type is MessageType.signal:
            if message.body[2]:
                self._register()
            return
        asked = (fields.get(HeaderFields.interface) or "", fields.get(HeaderFields.member) or "")
        answer = self._answer(str(fields.get(HeaderFields.path)), asked, message.body)
        if message.header.flags & MessageFlag.no_reply_expected:
            return
        if answer is None:
            self._bus.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))
        else:
            self._bus.send(new_method_return(message, answer[0] or None, answer[1]))

    def _answer(self, path: str, asked: tuple[str, str], body: tuple[Any, ...]) -> Answer | None:
        """Signature and values of the answer; None when there is no such thing to ask."""
        methods: dict[tuple[str, str], Callable[..., Answer]] = {
            (ITEM, "Activate"): self._activate,
            (ITEM, "SecondaryActivate"): lambda *_: ("", ()),
            (ITEM, "ContextMenu"): lambda *_: ("", ()),
            (ITEM, "Scroll"): lambda *_: ("", ()),
            (MENU, "GetLayout"): self._layout,
            (MENU, "GetGroupProperties"): self._group,
            (MENU, "Event"): self._event,
            (MENU, "EventGroup"): self._events,
            (MENU, "AboutToShow"): lambda *_: ("b", (False,)),
            (MENU, "AboutToShowGroup"): lambda *_: ("aiai", ([], [])),
            (_PROPERTIES, "Get"): lambda _, name: ("v", (self._properties(path)[name],)),
            (_PROPERTIES, "GetAll"): lambda _: ("a{sv}", (self._properties(path),)),
            ("org.freedesktop.DBus.Peer", "Ping"): lambda: ("", ()),
        }
        try:
            return methods[asked](*body)
        except (KeyError, IndexError, TypeError, ValueError):
            return None

    def _properties(self, path: str) -> dict[str, tuple[str, Any]]:
        if path == MENU_PATH:
            return {
                "Version": ("u", 3),
                "TextDirection": ("s", "ltr"),
                "Status": ("s", "normal"),
                "IconThemePath": ("as", []),
            }
        title = said(self._brief, "title")
        return {
            "Category": ("s", "ApplicationStatus"),
            "Id": ("s", places.FOLDER),
            "Title": ("s", title),
            "Status": ("s", "Active"),
            "WindowId": ("i", 0),
            "IconName": ("s", ""),
            "IconPixmap": ("a(iiay)", _pictures()),
            "OverlayIconName": ("s", ""),
            "AttentionIconName": ("s", ""),
            "ToolTip": ("(sa(iiay)ss)", ("", [], title, menu.state(self._brief, self._now))),
            "ItemIsMenu": ("b", False),
            "Menu": ("o", MENU_PATH),
        }

    def _activate(self, _x: int, _y: int) -> Answer:
        self._pressed.append("open")
        return "", ()

    def _layout(self, parent: int, _depth: int, _names: list[str]) -> Answer:
        rows = self._rows()
        if parent:
            return "u(ia{sv}av)", (self._revision, (parent, dict(rows)[parent], []))
        children: list[tuple[str, tuple[Any, ...]]] = [
            ("(ia{sv}av)", (number, row, [])) for number, row in rows
        ]
        return "u(ia{sv}av)", (self._revision, (0, {"children-display": ("s", "submenu")}, children))

    def _group(self, numbers: list[int], _names: list[str]) -> Answer:
        return "a(ia{sv})", (
            [(number, row) for number, row in self._rows() if not numbers or number in numbers],
        )

    def _event(self, number: int, event: str, _data: object, _at: int) -> Answer:
        if event == "clicked" and number > 0:
            deed = menu.entries(self._brief, self._now)[number - 1].deed
            self._pressed += [deed] if deed else []
        return "", ()

    def _events(self, events: list[tuple[int, str, object, int]]) -> Answer:
        for event in events:
            self._event(*event)
        return "ai", ([],)

    def _rows(self) -> list[tuple[int, dict[str, tuple[str, Any]]]]:
        found = menu.entries(self._brief, self._now)
        return [(number, menu.properties(entry)) for number, entry in enumerate(found, 1)]

    def _signal(self, path: str, interface: str, member: str, signature: str = "", *values: object) -> None:
        from jeepney import DBusAddress, new_signal

        self._bus.send(new_signal(DBusAddress(path, interface=interface), member, signature or None, values))


def _pictures() -> list[tuple[int, int, bytes]]:
    try:
        with open(os.path.join(places.assets(), "art", "tray.argb"), "rb") as file:
            return [(size, size, file.read(4 * size * size)) for size in _SIZES]
    except OSError:
        return []
