"""Absence and return on X11: the server's own idle counter wakes us, nothing is polled and no event is read.

SYNC's counter IDLETIME has two alarms, one when the threshold is crossed, one when the person is back. The
screen saver tells when the screen goes to sleep. Encodings: SYNC 3.1, MIT-SCREEN-SAVER 1.1, DPMS 1.1.
"""

import struct
from contextlib import closing

from coach.sensors._idle_absence import Away
from coach.sensors._idle_around import excused_here
from coach.sensors._x11 import Connection, Extension, Refused

_INITIALIZE, _LIST_COUNTERS, _QUERY_COUNTER, _CREATE_ALARM = 0, 1, 5, 8
_RISES, _FALLS = 0, 1
_ALARM_NOTIFY = 1
_QUERY_SAVER, _SELECT_SAVER, _SAVER_ON = 1, 2, 1
_DPMS_TIMEOUTS, _DPMS_INFO = 2, 7


class MissingCounterError(Exception):
    """The X server does not tell how long it has been idle."""


class Absence:
    """A watch of the idle sensor: `look` gives the seconds of an absence once the person is back.

    An absence does not count when the screen or the computer slept, a window filled the screen, a program kept
    it awake or a microphone was in use.
    """

    source = "x11"
    every = None

    def __init__(self, threshold: int) -> None:
        """Wait for absences of at least `threshold` seconds.

        Raises:
            UnavailableError: there is no X server to ask.
            MissingCounterError: it has no idle counter.
        """
        self._threshold = threshold
        self._x = Connection()
        try:
            sync, counter = _counter(self._x)
            self._alarm = sync.first_event + _ALARM_NOTIFY
            self._rises = self._arm(sync, counter, _RISES)
            self._falls = self._arm(sync, counter, _FALLS)
            self._saver = self._x.extension(b"MIT-SCREEN-SAVER")
            self._away = Away(threshold, dark=self._watched_saver_is_on())
        except BaseException:
            self._x.close()
            raise

    def fileno(self) -> int:
        """The connection's descriptor."""
        return self._x.fileno()

    def close(self) -> None:
        """Stop looking."""
        self._x.close()

    def look(self) -> int | None:
        """Seconds of an absence that has just ended in front of a lit screen, or None.

        Raises:
            SessionOverError: the server is gone.
        """
        found = None
        for event in self._x.events():
            kind = event[0] & 0x7F
            if kind == self._alarm:
                found = self._alarmed(struct.unpack_from("<I", event, 4)[0]) or found
            elif self._saver is not None and kind == self._saver.first_event:
                self._away.screen(dark=event[1] == _SAVER_ON)
        return found

    def _alarmed(self, alarm: int) -> int | None:
        if alarm == self._rises:
            self._away.leaves(counts=not (self._x.full_screen() or excused_here()))
        if alarm != self._falls:
            return None
        seconds = self._away.returns()
        if seconds is None or self._display_slept_within(seconds) or excused_here():
            return None
        return seconds

    def _arm(self, sync: Extension, counter: int, test: int) -> int:
        alarm = self._x.new_id()
        milliseconds = self._threshold * 1000
        attributes = 0b111111
        body = struct.pack("<III", alarm, attributes, counter)
        body += struct.pack("<IiIIiII", 0, milliseconds >> 32, milliseconds & 0xFFFFFFFF, test, 0, 0, 1)
        self._x.tell(sync.opcode, _CREATE_ALARM, body)
        return alarm

    def _watched_saver_is_on(self) -> bool:
        if self._saver is None:
            return False
        self._x.tell(self._saver.opcode, _SELECT_SAVER, struct.pack("<II", self._x.root, 1))
        return _saver_state(self._x, self._saver) == _SAVER_ON

    def _display_slept_within(self, seconds: float) -> bool:
        """Whether power saving has put the display to sleep within an absence."""
        dpms = self._x.extension(b"DPMS")
        if dpms is None or not self._x.ask(dpms.opcode, _DPMS_INFO)[10]:
            return False
        delays = struct.unpack_from("<HHH", self._x.ask(dpms.opcode, _DPMS_TIMEOUTS), 8)
        return any(0 < delay <= seconds for delay in delays)


def idle_seconds() -> int | None:
    """Seconds without keyboard or mouse, by the server's counter; None while the screen sleeps.

    Raises:
        UnavailableError: there is no X server to ask.
        MissingCounterError: it has no idle counter.
    """
    with closing(Connection()) as x:
        saver = x.extension(b"MIT-SCREEN-SAVER")
        if saver is not None and _saver_state(x, saver) == _SAVER_ON:
            return None
        sync, counter = _counter(x)
        high, low = struct.unpack_from(
            "<iI", x.ask(sync.opcode, _QUERY_COUNTER, struct.pack("<I", counter)), 8
        )
        return int((high << 32 | low) // 1000)


def _counter(x: Connection) -> tuple[Extension, int]:
    sync = x.extension(b"SYNC")
    if sync is None:
        raise MissingCounterError
    x.ask(sync.opcode, _INITIALIZE, struct.pack("<BBH", 3, 1, 0))
    answer = x.ask(sync.opcode, _LIST_COUNTERS)
    place = 32
    for _ in range(struct.unpack_from("<I", answer, 8)[0]):
        counter, _, _, size = struct.unpack_from("<IiIH", answer, place)
        if answer[place + 14 : place + 14 + size] == b"IDLETIME":
            return sync, counter
        place += (14 + size + 3) // 4 * 4
    raise MissingCounterError


def _saver_state(x: Connection, saver: Extension) -> int:
    """0 off, 1 on, 2 cycling, 3 disabled."""
    try:
        return x.ask(saver.opcode, _QUERY_SAVER, struct.pack("<I", x.root))[1]
    except Refused:
        return 0
