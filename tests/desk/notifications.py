"""A notification service of one's own: it keeps what it is sent, and presses the buttons when told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.desk.answering import Answering, Answers
from tests.desk.processes import wait_for
from tests.desk.wire import DAEMON, PROPERTIES

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
# Reasons of NotificationClosed (Desktop Notifications Specification).
EXPIRED, DISMISSED, CLOSED = 1, 2, 3


@dataclass(frozen=True)
class Notification:
    """What a program asked to be shown; `actions` maps keys to button labels, `timeout` is in ms."""

    id: int
    app: str
    summary: str
    body: str
    actions: dict[str, str]
    hints: dict[str, Any]
    timeout: int
    at: datetime


class Notifications(Answering):
    """The service org.freedesktop.Notifications of a session bus."""

    def __init__(self, address: str) -> None:
        """Take the name on the bus at this address."""
        self.all: list[Notification] = []
        self.closed: list[int] = []
        self._inhibited = False
        self._given = 0
        self._last = 0
        answers: Answers = {
            (NAME, "Notify"): ("u", self._notify),
            (NAME, "CloseNotification"): ("", self._close),
            (NAME, "GetCapabilities"): ("as", lambda: (["body", "actions", "persistence"],)),
            (NAME, "GetServerInformation"): ("ssss", lambda: ("desk", "desk", "1", "1.2")),
            (PROPERTIES, "Get"): ("v", lambda _, name: (self._properties()[name],)),
            (PROPERTIES, "GetAll"): ("a{sv}", lambda _: (self._properties(),)),
            ("org.freedesktop.DBus.Peer", "Ping"): ("", lambda: ()),
        }
        super().__init__(address, NAME, answers=answers)

    @property
    def inhibited(self) -> bool:
        """Has the person asked for silence ("do not disturb")? Setting it tells the programs."""
        return self._inhibited

    @inhibited.setter
    def inhibited(self, on: bool) -> None:
        self._inhibited = on
        self.signal(PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", NAME, {"Inhibited": ("b", on)}, [])

    def wait_for(self, seconds: float = 5.0) -> Notification:
        """The next notification that was not handed out yet. Raises TimeoutError after `seconds`."""
        wait_for(lambda: len(self.all) > self._given, seconds, step=0.02, what="a notification")
        self._given += 1
        return self.all[self._given - 1]

    def invoke(self, notification: Notification, action: str) -> None:
        """Press one of its buttons; it closes then, as on most desktops. Raises LookupError without it."""
        if action not in notification.actions:
            raise LookupError(f"no action {action!r} among {notification.actions}")
        self.signal(PATH, NAME, "ActionInvoked", "us", notification.id, action)
        self.close(notification)

    def close(self, notification: Notification, reason: int = DISMISSED) -> None:
        """Close it as the person would, or as time would (EXPIRED)."""
        self.closed.append(notification.id)
        self.signal(PATH, NAME, "NotificationClosed", "uu", notification.id, reason)

    def give_way(self) -> None:
        """Leave the name to another program that shows notifications."""
        self._wire.call(DAEMON, "ReleaseName", "s", NAME)

    def _notify(self, app: str, replaces: int, _icon: str, summary: str, body: str, *rest: Any) -> tuple[int]:
        actions, hints, timeout = rest
        self._last += not replaces
        self.all.append(
            Notification(
                id=replaces or self._last,
                app=app,
                summary=summary,
                body=body,
                actions=dict(zip(actions[::2], actions[1::2], strict=True)),
                hints={name: value for name, (_, value) in hints.items()},
                timeout=timeout,
                at=datetime.now(UTC),
            )
        )
        return (replaces or self._last,)

    def _close(self, number: int) -> tuple[()]:
        self.closed.append(number)
        self.signal(PATH, NAME, "NotificationClosed", "uu", number, CLOSED)
        return ()

    def _properties(self) -> dict[str, tuple[str, object]]:
        return {"Inhibited": ("b", self._inhibited)}
