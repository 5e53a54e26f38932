"""Shows a nudge by the desktop's own notifications and hears which button was pressed.

On Linux this is org.freedesktop.Notifications over D-Bus. The bus is held while something shown waits for its
answer.
"""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from coach.agent.bus import Bus, BusError
from coach.domain.nudge import Nudge
from coach.places import FOLDER
from coach.session_bus import Place

if TYPE_CHECKING:
    from jeepney import Message

    from coach.agent.toast import Toast

APP = "Coach numérique responsable"
ACT, OPEN, LATER, BODY = "act", "open", "later", "default"
# The two links of the coach's own toast, which are no answers.
WHY, CHOOSE = "why", "choose"
_NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_SERVER = Place(_NAME, _PATH, _NAME)
_SHOWN_FOR = 20_000


class ChannelError(Exception):
    """No program here shows notifications."""


class Notifier(Protocol):
    """What the agent needs of a channel."""

    def fileno(self) -> int | None:
        """Descriptor that becomes readable when there may be an answer; None while nothing is awaited."""

    def due(self) -> float | None:
        """Seconds after which there may be an answer of which the descriptor does not tell; None: it tells all."""

    def do_not_disturb(self) -> bool:
        """Whether the person has asked the desktop for silence."""

    def show(self, nudge: Nudge) -> None:
        """Show it. Raises ChannelError when nothing here can."""

    def answers(self) -> Iterator[tuple[Nudge, str]]:
        """The nudges answered since, each with what was pressed: ACT, OPEN, LATER, WHY or CHOOSE."""


class Notifications:
    """Notifications over the session bus."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._signals: deque[Message] = deque()
        self._shown: dict[int, Nudge] = {}
        self._toast: Toast | None = None

    def fileno(self) -> int | None:
        """The bus, while a notification waits for an answer; else the toast."""
        if self._shown or self._signals:
            return self._bus.fileno()
        return self._toast.fileno() if self._toast is not None else None

    def due(self) -> float | None:
        """At once for signals that came while the bus was read for somebody else."""
        return 0.0 if self._signals else self._toast.due() if self._toast is not None else None

    def missing(self) -> str:
        """Why nothing can be shown here; empty where something can."""
        try:
            self._join()
            return "" if self._bus.call(_SERVER, "GetCapabilities") else _NAME
        except BusError as error:
            return str(error)
        finally:
            self._leave_when_done()

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
        """Show a nudge with its buttons; by a toast of our own, where the server has none."""
        try:
            self._join()
            can = (self._bus.call(_SERVER, "GetCapabilities") or ([],))[0]
            if "actions" in can or not self._toasted(nudge):
                self._show(nudge, can)
        except BusError as error:
            raise ChannelError(str(error)) from error
        finally:
            self._leave_when_done()

    def answers(self) -> Iterator[tuple[Nudge, str]]:
        """The buttons pressed; a click on the text opens the lesson, closing is no answer."""
        if self._toast is not None:
            yield from self._toast.answers()
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

    def _toasted(self, nudge: Nudge) -> bool:
        if self._toast is None:
            self._toast = _toast(self._without_buttons)
        return _shown_by(self._toast, nudge)

    def _without_buttons(self, nudge: Nudge) -> None:
        with suppress(BusError, ChannelError):
            self._join()
            self._show(nudge, ())
        self._leave_when_done()

    def _show(self, nudge: Nudge, can: Iterable[str]) -> None:
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
    """A toast of our own where the system's notifications can have no buttons; by plyer where that fails."""

    def __init__(self) -> None:
        self._toast: Toast | None = None

    def fileno(self) -> int | None:
        """The toast, if any."""
        return self._toast.fileno() if self._toast is not None else None

    def due(self) -> float | None:
        """As the toast says."""
        return self._toast.due() if self._toast is not None else None

    def missing(self) -> str:
        """Nothing that is known before something is shown."""
        return ""

    def do_not_disturb(self) -> bool:
        """Unknown here: the system holds back what it must."""
        return False

    def show(self, nudge: Nudge) -> None:
        """Show it with its buttons if it has any."""
        if self._toast is None:
            self._toast = _toast(self._told)
        if not _shown_by(self._toast, nudge):
            self._tell(nudge)

    def answers(self) -> Iterator[tuple[Nudge, str]]:
        """What was pressed on the toast."""
        return self._toast.answers() if self._toast is not None else iter(())

    def _told(self, nudge: Nudge) -> None:
        with suppress(ChannelError):
            self._tell(nudge)

    def _tell(self, nudge: Nudge) -> None:
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


def channel(bus: Bus | None = None) -> Notifications | Plain:
    """The channel of this platform; `bus`: the connection to share, by default one of its own."""
    return Notifications(bus or Bus()) if sys.platform not in ("win32", "darwin") else Plain()


def _toast(otherwise: Callable[[Nudge], None]) -> "Toast":
    # Loaded when first needed: most desktops have buttons of their own.
    from coach.agent.toast import Toast

    return Toast(frozenset((ACT, OPEN, LATER, WHY, CHOOSE)), otherwise)


def _shown_by(toast: "Toast", nudge: Nudge) -> bool:
    """Whether a toast takes it: one with buttons, on a desk that has a place for it."""
    if not nudge.action or not toast.possible():
        return False
    try:
        toast.show(nudge)
    except OSError:
        return False
    return True


def _buttons(nudge: Nudge) -> list[str]:
    """Keys and texts: what a click on the text does, then the buttons in the order in which they stand."""
    if not nudge.action:
        return []
    act = [ACT, nudge.act_words] if nudge.act else []
    return [BODY, nudge.action, *act, OPEN, nudge.action, LATER, nudge.refuse]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
