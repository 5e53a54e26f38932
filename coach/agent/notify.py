"""Shows a nudge by the desktop's own notifications and hears which button was pressed.

On Linux this is org.freedesktop.Notifications over D-Bus. The bus is held while something shown waits for its
answer.
"""

import sys
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from coach.agent.bus import Bus, BusError
from coach.domain.nudge import Nudge
from coach.places import FOLDER
from coach.session_bus import Place

if TYPE_CHECKING:
    from jeepney import Message

APP = "Coach numérique responsable"
ACT, OPEN, LATER, BODY = "act", "open", "later", "default"
_NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_SERVER = Place(_NAME, _PATH, _NAME)
_SHOWN_FOR = 20_000


class ChannelError(Exception):
    """No program here shows notifications."""


class Notifier(Protocol):
    """What the agent needs of a channel."""

    def fileno(self) -> int | None:
        """Descriptor that becomes readable when there may be an answer; None while nothing is awaited."""

    def holds(self) -> bool:
        """Whether an answer is here already, of which the descriptor will not tell any more."""

    def do_not_disturb(self) -> bool:
        """Whether the person has asked the desktop for silence."""

    def show(self, nudge: Nudge) -> None:
        """Show it. Raises ChannelError when nothing here can."""

    def answers(self) -> Iterator[tuple[Nudge, str]]:
        """The nudges answered since, each with what was pressed: ACT, OPEN or LATER."""


class Notifications:
    """Notifications over the session bus."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._signals: deque[Message] = deque()
        self._shown: dict[int, Nudge] = {}

    def fileno(self) -> int | None:
        """The bus, while a notification waits for an answer."""
        return self._bus.fileno() if self._shown or self._signals else None

    def holds(self) -> bool:
        """Signals that came while the bus was read for somebody else."""
        return bool(self._signals)

    def do_not_disturb(self) -> bool:
        """The server's property `Inhibited`; servers without it decide by themselves what they show."""
        properties = Place(_NAME, _PATH, "org.freedesktop.DBus.Properties")
        try:
            self._join()
            answer = self._bus.call(properties, "Get", "ss", _NAME, "Inhibited")
        except BusError:
            return False
        finally:
            self._leave_when_done()
        return bool(answer and answer[0] == ("b", True))

    def show(self, nudge: Nudge) -> None:
        """Show a nudge with its buttons, where the server has buttons."""
        try:
            self._join()
            self._show(nudge)
        except BusError as error:
            raise ChannelError(str(error)) from error
        finally:
            self._leave_when_done()

    def answers(self) -> Iterator[tuple[Nudge, str]]:
        """The buttons pressed; a click on the text opens the lesson, closing is no answer."""
        self._bus.receive()
        while self._signals:
            from jeepney import HeaderFields

            message = self._signals.popleft()
            member = message.header.fields.get(HeaderFields.member)
            if member == "NotificationClosed":
                self._shown.pop(message.body[0], None)
            elif member == "ActionInvoked" and message.body[0] in self._shown:
                number, key = message.body
                # Some servers leave on the screen what has been answered.
                with suppress(BusError):
                    self._bus.tell(_SERVER, "CloseNotification", "u", number)
                yield self._shown.pop(number), key if key in (ACT, LATER) else OPEN
        self._leave_when_done()

    def _show(self, nudge: Nudge) -> None:
        can = (self._bus.call(_SERVER, "GetCapabilities") or ([],))[0]
        actions = _buttons(nudge) if "actions" in can else []
        body = nudge.body if actions else nudge.plain or nudge.body
        body = _escaped(body) if "body-markup" in can else body
        hints = {"urgency": ("y", 1), "desktop-entry": ("s", FOLDER), "suppress-sound": ("b", True)}
        content = (APP, 0, "", nudge.title, body, actions, hints, _SHOWN_FOR)
        answer = self._bus.call(_SERVER, "Notify", "susssasa{sv}i", *content)
        if answer is None:
            raise ChannelError(_NAME)
        if actions:
            self._shown[answer[0]] = nudge

    def _join(self) -> None:
        self._bus.hold(_NAME, self._forget)
        self._bus.follow(self._signals, interface=_NAME, path=_PATH)

    def _leave_when_done(self) -> None:
        if not self._shown:
            self._forget()
            self._bus.unfollow(self._signals)
            self._bus.release(_NAME)

    def _forget(self) -> None:
        self._shown.clear()
        self._signals.clear()


class Plain:
    """Notifications by plyer, where there is nothing better: no button, so no answer."""

    def fileno(self) -> None:
        """There is never an answer."""
        return

    def holds(self) -> bool:
        """Never."""
        return False

    def do_not_disturb(self) -> bool:
        """Unknown here: the system holds back what it must."""
        return False

    def show(self, nudge: Nudge) -> None:
        """Show title and text."""
        try:
            from plyer import notification

            notification.notify(
                title=nudge.title[:64],
                message=(nudge.plain or nudge.body)[:256] or " ",
                app_name=APP,
                timeout=20,
            )
        except Exception as error:
            # plyer lets through whatever its many back ends raise.
            raise ChannelError(type(error).__name__) from error

    def answers(self) -> Iterator[tuple[Nudge, str]]:
        """None, ever."""
        return iter(())


def channel(bus: Bus | None = None) -> Notifier:
    """The channel of this platform; `bus`: the connection to share, by default one of its own."""
    return Notifications(bus or Bus()) if sys.platform not in ("win32", "darwin") else Plain()


def _buttons(nudge: Nudge) -> list[str]:
    """Keys and texts: what a click on the text does, then the buttons in the order in which they stand."""
    if not nudge.action:
        return []
    act = [ACT, nudge.act_words] if nudge.act else []
    return [BODY, nudge.action, *act, OPEN, nudge.action, LATER, nudge.refuse]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
