"""A tray of one's own: the StatusNotifierWatcher, and what a panel asks of an icon and its menu."""

from __future__ import annotations

from dataclasses import dataclass
from queue import Empty
from typing import Any

from tests.desk.answering import Answering, Answers
from tests.desk.processes import wait_for
from tests.desk.wire import PROPERTIES, Wire

NAME = "org.kde.StatusNotifierWatcher"
ITEM, MENU = "org.kde.StatusNotifierItem", "com.canonical.dbusmenu"


@dataclass(frozen=True)
class Entry:
    """A visible entry of a menu; a separator has no label."""

    number: int
    label: str
    enabled: bool


class Icon:
    """An icon that joined the tray, asked as a panel asks it."""

    def __init__(self, wire: Wire, service: str) -> None:
        self._wire = wire
        self.service = service
        self._item = (service, "/StatusNotifierItem", ITEM)
        self._menu = (service, str(wire.get(self._item, "Menu")), MENU)
        self._changes = wire.signals(interface=MENU, member="LayoutUpdated", path=self._menu[1])

    @property
    def properties(self) -> dict[str, Any]:
        """All it says of itself."""
        told = self._wire.call((self.service, self._item[1], PROPERTIES), "GetAll", "s", ITEM)
        return {name: value for name, (_, value) in told.items()}

    @property
    def menu(self) -> list[Entry]:
        """The visible entries from top to bottom."""
        _, (_, _, children) = self._wire.call(self._menu, "GetLayout", "iias", 0, -1, [])
        rows = [
            (number, {name: value for name, (_, value) in row.items()}) for _, (number, row, _) in children
        ]
        return [
            Entry(number, row.get("label", ""), row.get("enabled", True))
            for number, row in rows
            if row.get("visible", True)
        ]

    @property
    def labels(self) -> list[str]:
        """The texts of the menu, without separators."""
        return [entry.label for entry in self.menu if entry.label]

    def press(self, label: str) -> None:
        """Click an entry of the menu. Raises LookupError without it."""
        for entry in self.menu:
            if entry.label == label and entry.enabled:
                self._wire.call(self._menu, "Event", "isvu", entry.number, "clicked", ("i", 0), 0)
                return
        raise LookupError(f"no entry {label!r} among {self.labels}")

    def activate(self) -> None:
        """Click the icon itself."""
        self._wire.call(self._item, "Activate", "ii", 0, 0)

    def ask(self, member: str, signature: str = "", *values: object) -> Any:
        """Any question to the menu."""
        return self._wire.call(self._menu, member, signature, *values)

    def changed(self) -> bool:
        """Whether it has told of a change of its menu since this was asked last."""
        found = False
        while True:
            try:
                self._changes.get_nowait()
            except Empty:
                return found
            found = True


class Tray(Answering):
    """The watcher of a session bus."""

    def __init__(self, address: str) -> None:
        """Take the name on the bus at this address."""
        self.joined: list[str] = []
        answers: Answers = {
            (NAME, "RegisterStatusNotifierItem"): ("", self._register),
            (PROPERTIES, "Get"): ("v", lambda _, name: (self._properties()[name],)),
        }
        super().__init__(address, NAME, answers=answers)

    def icon(self, seconds: float = 20.0) -> Icon:
        """The first icon that joined. Raises TimeoutError without one."""
        wait_for(lambda: self.joined, seconds, what="an icon in the tray")
        return Icon(self._wire, self.joined[0])

    def _register(self, service: str) -> tuple[()]:
        self.joined.append(service)
        return ()

    def _properties(self) -> dict[str, tuple[str, object]]:
        return {"RegisteredStatusNotifierItems": ("as", self.joined)}
