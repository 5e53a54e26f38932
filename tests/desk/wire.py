"""One connection to one D-Bus bus: calls that answer or raise, and queues of what comes in."""

from __future__ import annotations

import os
from queue import Queue
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.common import RouterClosed
from jeepney.io.threading import DBusRouter, open_dbus_connection

PROPERTIES = "org.freedesktop.DBus.Properties"
DAEMON = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
_GONE = frozenset(
    f"org.freedesktop.DBus.Error.{name}"
    for name in ("UnknownObject", "ServiceUnknown", "NameHasNoOwner", "NoReply", "Disconnected")
)
PATIENCE = 10.0


class Refused(RuntimeError):
    """The other side answered a call with an error; `name` is the D-Bus name of it."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name


class Vanished(Refused):
    """The object, or the program that held it, is there no more."""


class Wire:
    """A connection that any thread may use. Close it before the bus ends."""

    def __init__(self, address: str) -> None:
        """`address` is a D-Bus address, as in DBUS_SESSION_BUS_ADDRESS."""
        self._connection = open_dbus_connection(address)
        self._router = DBusRouter(self._connection)
        self._filters: list[Any] = []

    @property
    def own_name(self) -> str:
        """The unique name of this connection, such as ":1.7"."""
        return str(self._connection.unique_name)

    def call(self, to: tuple[str, str, str], method: str, signature: str = "", *arguments: object) -> Any:
        """Call `method` of (bus name, path, interface); returns the only value, or the tuple of several.

        Raises Vanished or Refused for an error reply and TimeoutError after PATIENCE seconds.
        """
        name, path, interface = to
        message = new_method_call(DBusAddress(path, name, interface), method, signature or None, arguments)
        try:
            reply = self._router.send_and_get_reply(message, timeout=PATIENCE)
        except (RouterClosed, OSError) as error:
            if isinstance(error, TimeoutError):
                raise TimeoutError(
                    f"{interface}.{method} of {name}{path}: no answer in {PATIENCE} s"
                ) from error
            raise Vanished("org.freedesktop.DBus.Error.Disconnected", str(error)) from error
        if reply.header.message_type is MessageType.error:
            raise _refusal(reply)
        return reply.body[0] if len(reply.body) == 1 else reply.body

    def get(self, to: tuple[str, str, str], name: str) -> Any:
        """The value of a property of (bus name, path, interface)."""
        return self.call((to[0], to[1], PROPERTIES), "Get", "ss", to[2], name)[1]

    def set(self, to: tuple[str, str, str], name: str, signature: str, value: object) -> None:
        """Set a property of (bus name, path, interface)."""
        self.call((to[0], to[1], PROPERTIES), "Set", "ssv", to[2], name, (signature, value))

    def signals(self, **rule: str) -> Queue[Message]:
        """A queue that gets every signal fitting the rule (interface, member, path, ...) from now on."""
        match = MatchRule(type="signal", **rule)
        queue = self._filter(match)
        self._router.send_and_get_reply(message_bus.AddMatch(match), timeout=PATIENCE)
        return queue

    def own(self, name: str) -> Queue[Message]:
        """Take a well-known name; returns the queue of the calls to it. Raises Refused if it is taken."""
        queue = self._filter(MatchRule(type="method_call"))
        if self.call(DAEMON, "RequestName", "su", name, 4) != 1:
            raise Refused("name taken", name)
        return queue

    def send(self, message: Message) -> None:
        """Send a reply or a signal."""
        self._router.send(message)

    def close(self) -> None:
        """Stop listening and hang up."""
        for filtered in self._filters:
            filtered.close()
        self._router.close()
        self._connection.close()
        # jeepney leaves the pipe that wakes its receiver open: two descriptors a connection.
        os.close(self._connection._stop_r)
        os.close(self._connection._stop_w)

    def _filter(self, rule: MatchRule) -> Queue[Message]:
        queue: Queue[Message] = Queue()
        self._filters.append(self._router.filter(rule, queue=queue))
        return queue


def _refusal(reply: Message) -> Refused:
    name = str(reply.header.fields.get(HeaderFields.error_name))
    text = str(reply.body[0]) if reply.body else ""
    return Vanished(name, text) if name in _GONE else Refused(name, text)
