"""The agent's one connection to the session bus (D-Bus), joined while a part of the agent holds it."""

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from coach.session_bus import NoBusError, Place, call_of, join

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection
    from jeepney.io.common import FilterHandle

_SECONDS = 5.0


class BusError(Exception):
    """There is no session bus, or it has gone."""


class Bus:
    """A connection that several hold: the last to let go leaves the bus."""

    def __init__(self) -> None:
        self._connection: DBusConnection | None = None
        self._holders: dict[str, Callable[[], None]] = {}
        self._followed: dict[str, FilterHandle] = {}

    def fileno(self) -> int | None:
        """Descriptor that becomes readable when a message comes; None while nobody holds the bus."""
        return self._connection.sock.fileno() if self._connection is not None else None

    def name(self) -> str:
        """The bus's own name for this connection, such as ":1.7". Raises BusError without one."""
        return str(self._joined().unique_name)

    def hold(self, holder: str, gone: Callable[[], None]) -> None:
        """Join the bus, or stay; `gone` is called when the bus breaks off.

        Raises:
            BusError: there is no bus.
        """
        if self._connection is None:
            try:
                self._connection = join()
            except NoBusError as error:
                raise BusError(f"D-Bus: {error}") from error
        self._holders[holder] = gone

    def release(self, holder: str) -> None:
        """Let go."""
        self._holders.pop(holder, None)
        if not self._holders:
            self._close()

    def follow(self, queue: "deque[Message]", first: str = "", **rule: str) -> None:
        """Let the signals that fit a rule (interface, path, member, sender) come into `queue`, once.

        `first`: the text that must be their first argument.

        Raises:
            BusError: the bus has gone.
        """
        from jeepney import MatchRule, message_bus

        match = MatchRule(type="signal", **rule)
        if first:
            match.add_arg_condition(0, first)
        told = match.serialise()
        if told not in self._followed:
            self._ask(message_bus.AddMatch(match))
            self._followed[told] = self._joined().filter(match, queue=queue)

    def unfollow(self, queue: "deque[Message]") -> None:
        """Be woken no more by what came into `queue`: other programs' signals would go on to wake this one."""
        from jeepney import MessageFlag, message_bus

        for told, handle in list(self._followed.items()):
            if handle.queue is queue:
                handle.close()
                del self._followed[told]
                message = message_bus.RemoveMatch(handle.rule)
                message.header.flags |= MessageFlag.no_reply_expected
                with suppress(BusError):
                    self.send(message)

    def serve(self, queue: "deque[Message]") -> None:
        """Let the calls that others make to this program come into `queue`."""
        from jeepney import MatchRule

        self._joined().filter(MatchRule(type="method_call"), queue=queue)

    def call(self, place: Place, member: str, signature: str = "", *values: object) -> tuple[Any, ...] | None:
        """The answer's values; None when the other side answers with an error.

        Raises:
            BusError: the bus has gone, or nobody answered in five seconds.
        """
        from jeepney import MessageType

        answer = self._ask(call_of(place, member, signature, *values))
        return None if answer.header.message_type is MessageType.error else tuple(answer.body)

    def tell(self, place: Place, member: str, signature: str = "", *values: object) -> None:
        """Call without waiting for an answer, and without starting a program for it."""
        from jeepney import MessageFlag

        message = call_of(place, member, signature, *values)
        message.header.flags |= MessageFlag.no_reply_expected | MessageFlag.no_auto_start
        self.send(message)

    def send(self, message: "Message") -> None:
        """Send an answer, a signal or a call. Raises BusError when the bus has gone."""
        try:
            self._joined().send(message)
        except (OSError, EOFError) as error:
            self._break()
            raise BusError(type(error).__name__) from error

    def receive(self) -> None:
        """Sort what waits into the queues, without waiting for more."""
        try:
            while self._connection is not None:
                self._connection.recv_messages(timeout=0)
        except TimeoutError:
            return
        except (OSError, EOFError):
            self._break()

    def _ask(self, message: "Message") -> "Message":
        try:
            return self._joined().send_and_get_reply(message, timeout=_SECONDS)
        except TimeoutError as error:
            raise BusError("no answer") from error
        except (OSError, EOFError) as error:
            self._break()
            raise BusError(type(error).__name__) from error

    def _joined(self) -> "DBusConnection":
        if self._connection is None:
            raise BusError("D-Bus")
        return self._connection

    def _break(self) -> None:
        holders = list(self._holders.values())
        self._holders.clear()
        self._close()
        for gone in holders:
            gone()

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        self._followed.clear()
