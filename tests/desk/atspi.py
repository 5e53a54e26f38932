"""The accessibility bus: which programs speak on it, and the tree of each."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial

import psutil

from tests.desk.events import Events
from tests.desk.node import Node
from tests.desk.processes import wait_for
from tests.desk.wire import DAEMON, Refused, Wire

ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")


class Accessibility:
    """A client of the accessibility bus that a session bus knows of."""

    def __init__(self, session: Wire) -> None:
        """`session`: a connection to a session bus on which the launcher has started."""
        address = session.call(("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus"), "GetAddress")
        self.wire = Wire(str(address))
        self.events = Events(self.wire)

    @property
    def applications(self) -> list[Node]:
        """The programs that have joined, oldest first."""
        return Node(self.wire, *ROOT).children

    def pid(self, node: Node) -> int:
        """The process that holds a node."""
        return int(self.wire.call(DAEMON, "GetConnectionUnixProcessID", "s", node.bus))

    def find(self, wanted: str | int, *, seconds: float = 20.0) -> Node:
        """The program of this name, or this pid or born of it, once it has a window. Raises LookupError."""
        fits = partial(self._is_of, wanted) if isinstance(wanted, int) else partial(_is_called, wanted)
        try:
            return wait_for(lambda: self._first(fits), seconds)
        except TimeoutError:
            joined = [(node.name, self.pid(node)) for node in self.applications]
            raise LookupError(f"no window of {wanted!r} in {seconds} s, joined: {joined}") from None

    def close(self) -> None:
        """Hang up."""
        self.wire.close()

    def _first(self, fits: Callable[[Node], bool]) -> Node | None:
        for node in self.applications:
            # A program that ends while we look is simply not the one.
            with contextlib.suppress(Refused):
                if fits(node) and node.child_count:
                    return node
        return None

    def _is_of(self, pid: int, node: Node) -> bool:
        holder = self.pid(node)
        if holder == pid:
            return True
        with contextlib.suppress(psutil.NoSuchProcess):
            return pid in (parent.pid for parent in psutil.Process(holder).parents())
        return False


def _is_called(name: str, node: Node) -> bool:
    return node.name == name
