"""A small service of one's own on a session bus, under as many names as it needs; it answers on a thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Queue
from typing import Any, Self

from jeepney import DBusAddress, HeaderFields, Message, MessageFlag, new_error, new_method_return, new_signal

from tests.desk.wire import DAEMON, Wire

Answers = dict[tuple[str, str], tuple[str, Callable[..., tuple[Any, ...]]]]


class Answering:
    """Answers to (interface, member) by a signature and a function of the call's values.

    A call that names no interface is for the one called like the first name.
    """

    def __init__(self, address: str, *names: str, answers: Answers | None = None) -> None:
        """Take these names on the bus at this address."""
        self.name = names[0]
        self.asked: list[str] = []
        self.answers: Answers = answers or {}
        self._wire = Wire(address)
        self._queue: Queue[Message | None] = self._wire.own(names[0])
        for name in names[1:]:
            self._wire.call(DAEMON, "RequestName", "su", name, 4)
        self._thread = threading.Thread(target=self._serve, name=self.name, daemon=True)
        self._thread.start()

    def signal(self, path: str, interface: str, member: str, signature: str, *values: object) -> None:
        """Tell everybody who listens."""
        self._wire.send(new_signal(DBusAddress(path, interface=interface), member, signature, values))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Leave the bus."""
        self._queue.put(None)
        self._thread.join(5)
        self._wire.close()

    def _serve(self) -> None:
        while (message := self._queue.get()) is not None:
            answer = self._answer(message)
            if not message.header.flags & MessageFlag.no_reply_expected:
                self._wire.send(answer)

    def _answer(self, message: Message) -> Message:
        fields = message.header.fields
        interface = str(fields.get(HeaderFields.interface, self.name))
        member = str(fields[HeaderFields.member])
        self.asked.append(member)
        found = self.answers.get((interface, member))
        if found is None:
            text = (f"no {interface}.{member}",)
            return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", "s", text)
        signature, answer = found
        return new_method_return(message, signature or None, answer(*message.body))
