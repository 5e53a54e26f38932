"""The part of a Wayland compositor that the idle sensor asks: seats, outputs, idle notifications, sleep."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from pathlib import Path

from tests.desk.processes import wait_for

KDE, WLR = "org_kde_kwin_dpms_manager", "zwlr_output_power_manager_v1"
# Events of an output's power object: the opcode of "mode", and its values for lit and dark.
_MODES = {KDE: (1, 0, 3), WLR: (0, 1, 0)}


class Compositor:
    """A person who leaves and comes back, as told to the client that asked last; others are only held."""

    def __init__(self, place: Path, *, tells: bool = True, power: str = KDE) -> None:
        """`place`: of its socket; `tells`: whether it knows of idleness; `power`: the protocol for displays."""
        self.globals = ["wl_compositor", "wl_seat", "wl_output", "wl_output", power]
        self.globals += ["ext_idle_notifier_v1"] * tells
        self.power = power
        self.timeouts: list[int] = []
        self._clear()
        self._client: socket.socket | None = None
        self._clients: list[socket.socket] = []
        self._server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._server.bind(str(place))
        self._server.listen()
        self._thread = threading.Thread(target=self._serve, name="compositor", daemon=True)
        self._thread.start()

    def leave(self) -> None:
        """Nobody touches anything for as long as was asked for."""
        wait_for(lambda: self._notification, what="somebody who waits for an absence")
        self._send(self._notification, 0)

    def come_back(self) -> None:
        """Somebody touches the keyboard."""
        self._send(self._notification, 1)

    def light(self, *, on: bool) -> None:
        """All displays go to sleep, or wake."""
        mode, lit, dark = _MODES[self.power]
        for made in self._powers:
            self._send(made, mode, struct.pack("=I", lit if on else dark))

    def plug(self) -> None:
        """Another display is plugged in."""
        self.globals.append("wl_output")
        self._offer(len(self.globals) - 1)

    @property
    def displays(self) -> int:
        """How many displays the client is told of."""
        return len(self._powers)

    def refuse(self) -> None:
        """Tell the client that it has made a mistake."""
        self._send(1, 0, struct.pack("=III", 1, 0, 4) + b"no!\0")

    def stop(self) -> None:
        """End, as at log-out."""
        for one in (self._server, *self._clients):
            # It may have been closed from the other end.
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._thread.join(5)

    def _clear(self) -> None:
        self._bound: dict[int, str] = {}
        self._powers: list[int] = []
        self._registry = self._notification = 0

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._server.accept()
                self._clients.append(client)
                threading.Thread(target=self._listen, args=(client,), daemon=True).start()

    def _listen(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError), client, client.makefile("rb") as wire:
            while head := wire.read(8):
                to, word = struct.unpack("=II", head)
                if (to, word & 0xFFFF) == (1, 1):
                    self._clear()
                    self._client = client
                self._do(to, word & 0xFFFF, wire.read((word >> 16) - 8))

    def _do(self, to: int, opcode: int, body: bytes) -> None:
        first = struct.unpack_from("=I", body)[0] if body else 0
        if (to, opcode) == (1, 0):
            # In one piece, as a compositor flushes it: else the second would wake a client that has its answer.
            done = _message(first, 0, struct.pack("=I", 1))
            self._send_all(done + _message(1, 1, struct.pack("=I", first)))
        elif (to, opcode) == (1, 1):
            self._registry = first
            for place in range(len(self.globals)):
                self._offer(place)
        elif to == self._registry:
            version, made = struct.unpack("=II", body[-8:])
            assert version == 1
            self._bound[made] = self.globals[first - 40]
            assert _text(self._bound[made]) == body[4:-8]
            self._greet(made)
        elif self._bound[to] == "ext_idle_notifier_v1" and opcode == 1:
            self._notification, timeout, seat = struct.unpack("=III", body)
            assert self._bound[seat] == "wl_seat"
            self.timeouts.append(timeout)
        elif self._bound[to] == self.power and opcode == 0:
            made, output = struct.unpack("=II", body)
            assert self._bound[output] == "wl_output"
            self._powers.append(made)
            mode, lit, _ = _MODES[self.power]
            self._send(made, mode, struct.pack("=I", lit))

    def _offer(self, place: int) -> None:
        offered = struct.pack("=I", 40 + place) + _text(self.globals[place]) + struct.pack("=I", 3)
        self._send(self._registry, 0, offered)

    def _greet(self, made: int) -> None:
        if self._bound[made] == "wl_seat":
            self._send(made, 0, struct.pack("=I", 3))

    def _send(self, sender: int, opcode: int, body: bytes = b"") -> None:
        self._send_all(_message(sender, opcode, body))

    def _send_all(self, messages: bytes) -> None:
        assert self._client is not None
        self._client.sendall(messages)


def _message(sender: int, opcode: int, body: bytes) -> bytes:
    return struct.pack("=II", sender, (8 + len(body)) << 16 | opcode) + body


def _text(text: str) -> bytes:
    raw = text.encode() + b"\0"
    return struct.pack("=I", len(raw)) + raw + b"\0" * (-len(raw) % 4)
