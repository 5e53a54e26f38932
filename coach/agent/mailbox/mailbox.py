"""One mailbox over the hours: connects, logs in, watches; after a loss it rests and begins again."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from coach.agent import log
from coach.agent.mailbox.credentials import Credentials, NotNowError, ask
from coach.agent.mailbox.session import RefusedError, Session
from coach.agent.mailbox.watching import NO_FOLDER, Watching
from coach.agent.mailbox.wire import LostError, secure, sleep

# After a loss: a minute, then twice as long each time, up to half an hour; anew once it went well for ten minutes.
FIRST, LONGEST, WELL = 60.0, 1800.0, 600.0
# The person may have been asked to unlock the keyring, and shall not be asked each minute.
UNLOCK = 600.0
_CONNECT = 20.0


class Mailbox:
    """Between two connections it knows the server and up to where the folders were seen; never the password."""

    def __init__(self, parent: int | None, tell: Callable[[int], None], first: float = FIRST) -> None:
        """`parent` as for `Wire`, `tell` as for `Watching`; `first`: the shortest rest in seconds."""
        self._parent = parent
        self._watching = Watching(tell, lambda seconds: sleep(seconds, parent))
        self._where: tuple[str, int] | None = None
        self._first = first

    def live(self) -> None:
        """Watch on and on.

        Raises:
            EndedError: the parent has gone.
            NoCredentialsError: there is nothing to log in with.
            RefusedError: the server refuses them; trying again would lock the account.
        """
        rest, told = self._first, ""
        while True:
            began, longer = time.monotonic(), 0.0
            try:
                self._connection()
            except RefusedError:
                raise
            except LostError as error:
                if time.monotonic() - began > WELL:
                    rest, told = self._first, ""
                if str(error) != told:
                    told = str(error)
                    complain(told)
                longer = UNLOCK if isinstance(error, NotNowError) else 0.0
            sleep(max(rest, longer), self._parent)
            rest = min(2 * rest, LONGEST)

    def check(self) -> None:
        """Log in once and find the folders; raises as `live`, and LostError."""
        session = self._log_in()
        try:
            if session.folders() == (None, None):
                raise LostError(NO_FOLDER)
        finally:
            session.close()

    def _connection(self) -> None:
        session = self._log_in()
        try:
            self._watching.follow(session)
        finally:
            session.close()

    def _log_in(self) -> Session:
        # Asked before only where the server is still unknown: without a network no child is started.
        kept = self._ask() if self._where is None else None
        assert self._where is not None
        where = self._where
        wire = secure(*where, self._parent, _CONNECT)
        try:
            session = Session(wire)
            kept = kept or self._ask()
            if self._where != where:
                raise LostError("Another server is named now.")
            session.log_in(kept.login, kept.secret, token=kept.token)
        except BaseException:
            wire.close()
            raise
        return session

    def _ask(self) -> Credentials:
        kept = ask()
        self._where = kept.server, kept.port
        return kept


def complain(text: str) -> None:
    """A line in the log."""
    log.note(f"mail_imap: {text}", datetime.now(UTC).astimezone().date())
