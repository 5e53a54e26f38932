"""The session bus as the idle sensor asks it: programs that are there already, and none started for it."""

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from coach.domain.text import N_
from coach.sensors._sensor import SessionOverError, UnavailableError
from coach.session_bus import NoBusError, Place, call_of, join

if TYPE_CHECKING:
    from jeepney import MatchRule, Message

_SECONDS = 3.0
_DAEMON = "org.freedesktop.DBus"


class Bus:
    """A connection to the session bus."""

    def __init__(self) -> None:
        """Join it.

        Raises:
            UnavailableError: there is none.
        """
        try:
            self._bus = join()
        except NoBusError as error:
            raise UnavailableError(N_("There is no session bus (D-Bus).")) from error
        self._signals: deque[Message] = deque()

    def fileno(self) -> int:
        """Descriptor that becomes readable when a signal waits."""
        return int(self._bus.sock.fileno())

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def ask(self, place: Place, member: str, signature: str = "", *values: object) -> Any:
        """The first value of the answer; None where nobody answers to that.

        Raises:
            SessionOverError: the bus is gone.
        """
        from jeepney import MessageFlag, MessageType

        message = call_of(place, member, signature, *values)
        # Looking must not start a program that the desktop itself has not started.
        message.header.flags |= MessageFlag.no_auto_start
        try:
            answer = self._bus.send_and_get_reply(message, timeout=_SECONDS)
        except TimeoutError:
            return None
        except (OSError, EOFError) as error:
            raise SessionOverError from error
        told = answer.header.message_type is not MessageType.error and answer.body
        return answer.body[0] if told else None

    def hear(self, place: Place, member: str) -> None:
        """Be woken by a signal; `signals` then gives it.

        The sender is left out: the bus writes its number there, and both of GNOME's services send alike.
        """
        from jeepney import MatchRule

        self._follow(MatchRule(type="signal", path=place.path, interface=place.interface, member=member))

    def end_with(self, name: str) -> None:
        """Be woken when the program of this name ends, for the session ends with it."""
        from jeepney import MatchRule

        rule = MatchRule(type="signal", sender=_DAEMON, interface=_DAEMON, member="NameOwnerChanged")
        rule.add_arg_condition(0, name)
        self._follow(rule)

    def signals(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Name and values of what was heard, also of what comes while something is asked.

        Raises:
            SessionOverError: the bus, or what the session ends with, is gone.
        """
        from jeepney import HeaderFields

        self._receive()
        while self._signals:
            message = self._signals.popleft()
            member = str(message.header.fields[HeaderFields.member])
            if member != "NameOwnerChanged":
                yield member, tuple(message.body)
            elif not message.body[2]:
                raise SessionOverError

    def _follow(self, rule: "MatchRule") -> None:
        from jeepney import message_bus

        try:
            self._bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=_SECONDS)
        except (OSError, EOFError) as error:
            raise SessionOverError from error
        self._bus.filter(rule, queue=self._signals)

    def _receive(self) -> None:
        try:
            while True:
                self._bus.recv_messages(timeout=0)
        except TimeoutError:
            return
        except (OSError, EOFError) as error:
            raise SessionOverError from error
