"""Joining and asking the session bus (D-Bus), for whatever notices or speaks at the desk.

The library is imported when the bus is joined: without a bus nothing here needs it.
"""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection


class NoBusError(Exception):
    """There is no session bus; the text is what the system says of it."""


class Place(NamedTuple):
    """Where to ask: the bus name, the object's path, its interface."""

    name: str
    path: str
    interface: str


def join() -> "DBusConnection":
    """A connection of one's own.

    Raises:
        NoBusError: there is none to join.
    """
    try:
        from jeepney.io.blocking import open_dbus_connection

        return open_dbus_connection("SESSION")
    except (ImportError, OSError, RuntimeError, KeyError, ValueError, EOFError) as error:
        raise NoBusError(str(error)) from error


def call_of(place: Place, member: str, signature: str = "", *values: object) -> "Message":
    """A call that may be sent."""
    from jeepney import DBusAddress, new_method_call

    to = DBusAddress(place.path, place.name, place.interface)
    return new_method_call(to, member, signature or None, values)
