"""One widget as a screen reader meets it: what it is, says and can do, asked again at each look."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from tests.desk.processes import wait_for
from tests.desk.states import COMMON, words
from tests.desk.wire import Refused, Vanished, Wire

Wanted: TypeAlias = str | re.Pattern[str] | None

# A view of many rows is read through Table or item by item, a walk does not enter it.
CROWD = 400
# Qt presses a button by animateClick: a second press within 100 ms would be swallowed.
AFTER_PRESS = 0.15
_PRESSES = ("Press", "Toggle", "ShowMenu")


@dataclass(frozen=True)
class Value:
    """Where a slider, a progress bar or a spin box stands, in the widget's own unit."""

    low: float
    now: float
    high: float


@dataclass(frozen=True)
class Node:
    """An accessible object: the bus name of its program and its path there.

    Everything is asked of the program at each use, so a Node never lies about yesterday. Every use raises
    Vanished when the widget or its program is gone, Refused when the widget has no such faculty.
    """

    wire: Wire = field(repr=False, compare=False)
    bus: str
    path: str

    @property
    def role(self) -> str:
        """Such as "push button", "check box", "text", "label", "list item", "frame"."""
        return str(self._call("Accessible", "GetRoleName"))

    @property
    def name(self) -> str:
        """What a screen reader says first."""
        return str(self._get("Accessible", "Name"))

    @property
    def description(self) -> str:
        """What a screen reader says after the name."""
        return str(self._get("Accessible", "Description"))

    @property
    def states(self) -> frozenset[str]:
        """Such as "focused", "checked", "enabled", "showing" (the list is in states.py)."""
        return words(self._call("Accessible", "GetState"))

    @property
    def attributes(self) -> dict[str, str]:
        """Further properties, such as {"level": "2"} of a heading."""
        return dict(self._call("Accessible", "GetAttributes"))

    @property
    def interfaces(self) -> frozenset[str]:
        """Its faculties, such as "Action", "Text", "Table"."""
        return frozenset(str(name).rpartition(".")[2] for name in self._call("Accessible", "GetInterfaces"))

    @property
    def parent(self) -> Node | None:
        """What it stands in; None for an application."""
        return None if self.role == "application" else self._node(self._get("Accessible", "Parent"))

    @property
    def child_count(self) -> int:
        """How many children there are, without fetching them."""
        return int(self._get("Accessible", "ChildCount"))

    @property
    def children(self) -> list[Node]:
        """The children in their order, hidden ones too."""
        found = (self._node(pair) for pair in self._call("Accessible", "GetChildren"))
        return [node for node in found if node is not None]

    @property
    def extents(self) -> tuple[int, int, int, int]:
        """Left, top, width and height on the screen, in pixels."""
        left, top, width, height = self._call("Component", "GetExtents", "u", 0)
        return left, top, width, height

    @property
    def text(self) -> str:
        """The contents of an edit or a page of text; the name of anything else."""
        if "Text" not in self.interfaces:
            return self.name
        return str(self._call("Text", "GetText", "ii", 0, -1))

    def set_text(self, text: str) -> None:
        """Replace the contents of an edit."""
        self._call("EditableText", "SetTextContents", "s", text)

    @property
    def value(self) -> Value:
        """Where it stands between its ends."""
        low, now, high = (
            float(self._get("Value", f"{end}Value")) for end in ("Minimum", "Current", "Maximum")
        )
        return Value(low, now, high)

    def set_value(self, value: float) -> None:
        """Move a slider or a spin box there."""
        with self._explained("Value"):
            self.wire.set((self.bus, self.path, "org.a11y.atspi.Value"), "CurrentValue", "d", float(value))

    @property
    def actions(self) -> list[str]:
        """The names of what can be done to it, such as "Press", "Toggle", "SetFocus"."""
        count = int(self._get("Action", "NActions"))
        # Qt 6.12 writes "Show Menu" where 6.11 writes "ShowMenu".
        return [str(self._call("Action", "GetName", "i", n)).replace(" ", "") for n in range(count)]

    def do(self, action: str | int) -> None:
        """Do an action, by its name or its place in `actions`. Raises LookupError for another name."""
        place = action if isinstance(action, int) else _place(self.actions, action)
        self._call("Action", "DoAction", "i", place)

    def grab_focus(self) -> None:
        """Give it the keyboard."""
        self._call("Component", "GrabFocus")

    def select(self, place: int) -> None:
        """Select the child at this place of a list."""
        self._call("Selection", "SelectChild", "i", place)

    @property
    def selected(self) -> list[Node]:
        """The selected children of a list or a table."""
        count = int(self._get("Selection", "NSelectedChildren"))
        found = (
            self._node(self._call("Selection", "GetSelectedChild", "i", place)) for place in range(count)
        )
        return [node for node in found if node is not None]

    def walk(self, *, hidden: bool = False) -> Iterator[Node]:
        """Itself and all below it, in reading order; what vanishes on the way is left out.

        Without `hidden`, what is not showing is left out with all below it.
        """
        yield from (node for node, _ in self._walk(0, hidden=hidden))

    def find_all(self, role: str | None = None, name: Wanted = None, *, hidden: bool = False) -> list[Node]:
        """Every node of that role and name: a string is the whole name, a pattern is searched in it."""
        return list(self._matching(role, name, hidden=hidden))

    def has(self, role: str | None = None, name: Wanted = None, *, hidden: bool = False) -> bool:
        """True when there is such a node now."""
        return next(self._matching(role, name, hidden=hidden), None) is not None

    def find(
        self, role: str | None = None, name: Wanted = None, *, seconds: float = 10.0, hidden: bool = False
    ) -> Node:
        """The first such node, waited for. Raises LookupError with the tree's outline after `seconds`."""
        try:
            return wait_for(lambda: next(self._matching(role, name, hidden=hidden), None), seconds)
        except TimeoutError:
            raise LookupError(f"no {role or 'node'} named {name!r} in:\n{self.outline()}") from None

    def gone(
        self, role: str | None = None, name: Wanted = None, *, seconds: float = 10.0, hidden: bool = False
    ) -> None:
        """Wait until there is no such node. Raises TimeoutError after `seconds`."""
        wait_for(lambda: not self.has(role, name, hidden=hidden), seconds, what=f"the end of {role} {name!r}")

    def outline(self, *, hidden: bool = False) -> str:
        """The tree as text, a line for each node, to be read by a person."""
        lines = []
        for node, depth in self._walk(0, hidden=hidden):
            try:
                states = ", ".join(sorted(node.states - COMMON))
                lines.append(f"{'  ' * depth}{node.role} {node.name!r}" + (f" [{states}]" if states else ""))
            except Vanished:
                lines.append("  " * depth + "(vanished)")
        return "\n".join(lines)

    def _walk(self, depth: int, *, hidden: bool) -> Iterator[tuple[Node, int]]:
        try:
            if not hidden and "showing" not in self.states:
                return
            yield self, depth
            children = self.children if self.child_count <= CROWD else []
        except Vanished:
            return
        for child in children:
            yield from child._walk(depth + 1, hidden=hidden)

    def _matching(self, role: str | None, name: Wanted, *, hidden: bool) -> Iterator[Node]:
        for node in self.walk(hidden=hidden):
            try:
                if (role is None or node.role == role) and _fits(name, node):
                    yield node
            except Vanished:
                continue

    def _call(self, interface: str, method: str, signature: str = "", *arguments: object) -> Any:
        to = (self.bus, self.path, f"org.a11y.atspi.{interface}")
        with self._explained(interface):
            return self.wire.call(to, method, signature, *arguments)

    def _get(self, interface: str, name: str) -> Any:
        with self._explained(interface):
            return self.wire.get((self.bus, self.path, f"org.a11y.atspi.{interface}"), name)

    @contextlib.contextmanager
    def _explained(self, interface: str) -> Iterator[None]:
        """Qt denies the object when only the faculty is missing, and the faculty when the object is gone."""
        try:
            yield
        except Refused as error:
            if self._is_there():
                raise Refused(error.name, f"{self.role} {self.name!r} has no such {interface}") from error
            raise Vanished(error.name, f"{self.path} of {self.bus} is there no more") from error

    def _is_there(self) -> bool:
        try:
            return bool(self.wire.call((self.bus, self.path, "org.a11y.atspi.Accessible"), "GetRole"))
        except Refused:
            return False

    def _node(self, pair: tuple[str, str]) -> Node | None:
        bus, path = pair
        return None if path.endswith("/null") else Node(self.wire, bus, path)


def press(node: Node) -> None:
    """Do what a click would, then wait until a second press would count. Raises LookupError if it cannot."""
    actions = node.actions
    action = next((action for action in _PRESSES if action in actions), None)
    if action is None:
        raise LookupError(f"{node.role} {node.name!r} cannot be pressed, only {actions}")
    node.do(action)
    time.sleep(AFTER_PRESS)


def _place(actions: list[str], action: str) -> int:
    if action not in actions:
        raise LookupError(f"no action {action!r} among {actions}")
    return actions.index(action)


def _fits(wanted: Wanted, node: Node) -> bool:
    if wanted is None:
        return True
    if isinstance(wanted, str):
        return node.name == wanted
    return wanted.search(node.name) is not None
