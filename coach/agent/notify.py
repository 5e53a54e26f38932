"""Shows a nudge by the desktop's own notifications and hears which button was pressed.

On Linux this is org.freedesktop.Notifications over D-Bus. The bus is joined when there is something to show,
and left when everything shown was answered or has gone: at rest nothing is held.
"""

import sys
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from coach.domain.nudge import Nudge
from coach.places import FOLDER

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

APP = "Coach numérique responsable"
ACT, OPEN, LATER, BODY = "act", "open", "later", "default"
_NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_SECONDS = 5.0
_SHOWN_FOR = 20_000


class ChannelError(Exception):
    """No program here shows notifications."""


class Notifier(Protocol):
    """What the agent needs of a channel."""

    def fileno(self) -> int | None:
        """Descriptor that becomes readable when there may be an answer; None while nothing is awaited."""

    def do_not_disturb(self) -> bool:
        """Whether the person has asked the desktop for silence."""

    def show(self, nudge: Nudge) -> None:
        """Show it. Raises ChannelError when nothing here can."""

    def answers(self) -> Iterator[tuple[Nudge, str]]:
        """The nudges answered since, each with what was pressed: ACT, OPEN or LATER."""


class Bus:
    """Notifications over the session bus."""

    def __init__(self) -> None:
        self._bus: DBusConnection | None = None
        self._signals: deque[Message] = deque()
        self._shown: dict[int, Nudge] = {}

    def fileno(self) -> int | None:
        """The bus, while a notification waits for an answer."""
        return self._bus.sock.fileno() if self._bus is not None else None

    def do_not_disturb(self) -> bool:
        """The server's property `Inhibited`; servers without it decide by themselves what they show."""
        try:
            answer = self._call("org.freedesktop.DBus.Properties", "Get", "ss", (_NAME, "Inhibited"))
        except ChannelError:
            return False
        finally:
            self._leave_when_done()
        return bool(answer and answer[0] == ("b", True))

    def show(self, nudge: Nudge) -> None:
        """Show a nudge with its buttons, where the server has buttons."""
        try:
            self._show(nudge)
        finally:
            self._leave_when_done()

    def answers(self) -> Iterator[tuple[Nudge, str]]:
        """The buttons pressed; a click on the text opens the lesson, closing is no answer."""
        from jeepney import HeaderFields

        self._receive()
        while self._signals:
            message = self._signals.popleft()
            member = message.header.fields.get(HeaderFields.member)
            if member == "NotificationClosed":
                self._shown.pop(message.body[0], None)
            elif member == "ActionInvoked" and message.body[0] in self._shown:
                key = message.body[1]
                yield self._shown.pop(message.body[0]), key if key in (ACT, LATER) else OPEN
        self._leave_when_done()

    def _show(self, nudge: Nudge) -> None:
        can = (self._call(_NAME, "GetCapabilities") or ([],))[0]
        body = _escaped(nudge.body) if "body-markup" in can else nudge.body
        actions = _buttons(nudge) if "actions" in can else []
        hints = {"urgency": ("y", 1), "desktop-entry": ("s", FOLDER), "suppress-sound": ("b", True)}
        content = (APP, 0, "", nudge.title, body, actions, hints, _SHOWN_FOR)
        answer = self._call(_NAME, "Notify", "susssasa{sv}i", content)
        if answer is None:
            raise ChannelError(_NAME)
        if actions:
            self._shown[answer[0]] = nudge

    def _call(
        self, interface: str, member: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...] | None:
        """The answer's body; None when the server answers with an error."""
        from jeepney import DBusAddress, MessageType, new_method_call

        bus = self._join()
        message = new_method_call(DBusAddress(_PATH, _NAME, interface), member, signature or None, body)
        try:
            answer = bus.send_and_get_reply(message, timeout=_SECONDS)
        except (OSError, EOFError) as error:
            self._leave()
            raise ChannelError(type(error).__name__) from error
        return None if answer.header.message_type is MessageType.error else tuple(answer.body)

    def _join(self) -> "DBusConnection":
        if self._bus is None:
            # Imported here: most days show nothing, and then the agent never needs it.
            from jeepney import MatchRule, message_bus
            from jeepney.io.blocking import open_dbus_connection

            try:
                self._bus = open_dbus_connection("SESSION")
                rule = MatchRule(type="signal", interface=_NAME, path=_PATH)
                self._bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=_SECONDS)
                self._bus.filter(rule, queue=self._signals)
            except (OSError, RuntimeError, KeyError, ValueError, EOFError) as error:
                self._leave()
                raise ChannelError(f"D-Bus: {error}") from error
        return self._bus

    def _receive(self) -> None:
        if self._bus is None:
            return
        try:
            while True:
                self._bus.recv_messages(timeout=0)
        except TimeoutError:
            return
        except (OSError, EOFError):
            self._leave()

    def _leave_when_done(self) -> None:
        if not self._shown and not self._signals:
            self._leave()

    def _leave(self) -> None:
        self._shown.clear()
        self._signals.clear()
        if self._bus is not None:
            self._bus.close()
        self._bus = None


class Plain:
    """Notifications by plyer, where there is nothing better: no button, so no answer."""

    def fileno(self) -> None:
        """There is never an answer."""
        return

    def do_not_disturb(self) -> bool:
        """Unknown here: the system holds back what it must."""
        return False

    def show(self, nudge: Nudge) -> None:
        """Show title and text."""
        try:
            from plyer import notification

            notification.notify(
                title=nudge.title[:64], message=nudge.body[:256] or " ", app_name=APP, timeout=20
            )
        except Exception as error:
            # plyer lets through whatever its many back ends raise.
            raise ChannelError(type(error).__name__) from error

    def answers(self) -> Iterator[tuple[Nudge, str]]:
        """None, ever."""
        return iter(())


def channel() -> Notifier:
    """The channel of this platform."""
    return Bus() if sys.platform not in ("win32", "darwin") else Plain()


def _buttons(nudge: Nudge) -> list[str]:
    """Keys and texts: what a click on the text does, then the buttons in the order in which they stand."""
    if not nudge.action:
        return []
    act = [ACT, nudge.act_words] if nudge.act else []
    return [BODY, nudge.action, *act, OPEN, nudge.action, LATER, nudge.refuse]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
