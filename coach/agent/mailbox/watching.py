"""Follows Drafts and Sent over one connection, and over the next when that one is lost."""

import time
from collections.abc import Callable

from coach.agent.mailbox.session import Place, Session
from coach.agent.mailbox.wire import LostError

NO_FOLDER = "The mailbox has no folder for drafts or sent messages."
# A mail server may hang up after 29 minutes, a router after fewer. Each look at Sent renews the wait.
EVERY = 300.0
# Changes come in groups, as when a program saves a draft: the new one, then the old one away.
_BREATH = 1.0
# No person changes drafts more often than this within `EVERY`.
_CHANGES = 60
# Of many new messages at once, as when a whole mailbox is copied, only the last are looked at.
_LAST = 20
_MB = 1_000_000


class Watching:
    """Remembers, in memory only, up to where both folders have been seen.

    The draft is waited for (IDLE). Sent is asked for its next number every five minutes, and as soon as a draft
    goes away, because it was probably sent: that spares a second connection.
    """

    def __init__(
        self, tell: Callable[[int], None], sleep: Callable[[float], object], every: float = EVERY
    ) -> None:
        """`tell` gets the size of each large attachment in whole MB of 10^6 octets; `every` is in seconds."""
        self._tell = tell
        self._sleep = sleep
        self._every = every
        self._seen: dict[bytes, Place] = {}

    def follow(self, session: Session) -> None:
        """Look and wait until the connection is lost.

        Raises:
            LostError: it is.
        """
        drafts, sent = session.folders()
        first, second = drafts or sent, sent if drafts else None
        if first is None:
            raise LostError(NO_FOLDER)
        self._open(session, first)
        while True:
            # A draft that goes while Sent is asked may have been sent too late for that answer.
            session.gone = False
            self._ask_after(session, second, first)
            self._wait(session, first, time.monotonic() + self._every)

    def _wait(self, session: Session, folder: bytes, until: float) -> None:
        """Wait in the open folder until Sent has to be asked again."""
        for _ in range(_CHANGES):
            left = until - time.monotonic()
            if session.gone or left <= 0:
                return
            if session.can(b"IDLE"):
                session.idle(left)
            else:
                self._sleep(left)
                session.poll()
            if session.fresh:
                self._look_at_new(session, folder)
            self._sleep(min(_BREATH, self._every))
        raise LostError("The server talks without an end.")

    def _open(self, session: Session, folder: bytes) -> None:
        """Open a folder, and look at what has come since it was last seen."""
        before, now = self._seen.get(folder), session.examine(folder)
        self._seen[folder] = now
        if before is not None and before.validity in (0, now.validity) and now.next > before.next:
            _, size = session.heaviest(max(before.next, now.next - _LAST), now.next - 1)
            self._say(size)

    def _ask_after(self, session: Session, folder: bytes | None, back: bytes) -> None:
        if folder is None:
            return
        before, following = self._seen.get(folder), session.next_in(folder)
        if before is None or following < before.next:
            self._seen[folder] = Place(0, following)
        elif following > before.next:
            self._open(session, folder)
            self._open(session, back)

    def _look_at_new(self, session: Session, folder: bytes) -> None:
        count, session.fresh = session.fresh, 0
        if count > _LAST:
            self._open(session, folder)
            return
        before = self._seen[folder]
        highest, size = session.heaviest(before.next, None)
        self._seen[folder] = Place(before.validity, max(before.next, highest + 1))
        self._say(size)

    def _say(self, size: int) -> None:
        if size >= _MB:
            self._tell(size // _MB)
