"""What the program says by itself: announcements, and where the keyboard went."""

from __future__ import annotations

import re
from queue import Empty

from jeepney import HeaderFields, Message

from tests.desk.node import Node
from tests.desk.processes import wait_for
from tests.desk.wire import Vanished, Wire

REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry")
# Qt sends an event only when somebody has asked the registry for it.
_ASKED = ("object:announcement", "object:state-changed:focused")


class Events:
    """The events of all programs since the desk was set up, or since `clear`."""

    def __init__(self, wire: Wire) -> None:
        """Ask the registry for them; programs started later know at once."""
        self._wire = wire
        self._queue = wire.signals(interface="org.a11y.atspi.Event.Object")
        self._said: list[str] = []
        self._focused: list[Node] = []
        for event in _ASKED:
            wire.call(REGISTRY, "RegisterEvent", "sass", event, [], "")

    @property
    def announcements(self) -> list[str]:
        """What was announced, in order."""
        self._read()
        return list(self._said)

    @property
    def focused(self) -> Node | None:
        """The last node that got the keyboard."""
        self._read()
        return self._focused[-1] if self._focused else None

    def clear(self) -> None:
        """Forget what was heard so far."""
        self._read()
        self._said.clear()
        self._focused.clear()

    def wait_for_announcement(self, wanted: str | re.Pattern[str], seconds: float = 5.0) -> str:
        """The first announcement that is this string, or that the pattern fits. Raises TimeoutError."""
        try:
            return wait_for(
                lambda: next((said for said in self.announcements if _fits(wanted, said)), None), seconds
            )
        except TimeoutError:
            raise TimeoutError(f"{wanted!r} was not announced in {seconds} s, but {self._said}") from None

    def wait_for_focus(self, name: str | re.Pattern[str], seconds: float = 5.0) -> Node:
        """Wait until the node that last got the keyboard has this name. Raises TimeoutError."""
        return wait_for(lambda: self.focus_on(name), seconds, what=f"the focus on {name!r}")

    def focus_on(self, name: str | re.Pattern[str]) -> Node | None:
        """The node that last got the keyboard, if it is there still and has this name."""
        node = self.focused
        try:
            return node if node is not None and _fits(name, node.name) else None
        except Vanished:
            return None

    def _read(self) -> None:
        while True:
            try:
                self._note(self._queue.get_nowait())
            except Empty:
                return

    def _note(self, message: Message) -> None:
        fields = message.header.fields
        kind, detail, _, value = message.body[:4]
        if fields[HeaderFields.member] == "Announcement":
            self._said.append(str(value[1]))
        elif fields[HeaderFields.member] == "StateChanged" and kind == "focused" and detail:
            node = Node(self._wire, str(fields[HeaderFields.sender]), str(fields[HeaderFields.path]))
            self._focused.append(node)


def _fits(wanted: str | re.Pattern[str], said: str) -> bool:
    return said == wanted if isinstance(wanted, str) else wanted.search(said) is not None
