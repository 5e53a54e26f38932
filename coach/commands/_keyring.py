"""The login of the mailbox, kept by the system's own keyring and nowhere else.

One entry holds server, login and password together, so that a password is never sent to another server than the
one it was given for, and forgetting takes all of it away.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field

from coach import keyring_entry
from coach.domain.errors import MailboxError
from coach.keyring_entry import NoKeyringError

_ENTRY = "mailbox"


@dataclass(frozen=True)
class Login:
    """Who logs in where; `secret` is a password, an OAuth token, or empty where a command prints the token."""

    server: str
    login: str
    secret: str = field(repr=False)


def keep(login: Login) -> None:
    """Put it into the keyring.

    Raises:
        MailboxError: there is no keyring here, or it stays locked.
    """
    with _told():
        keyring_entry.keep(_ENTRY, asdict(login))


def kept() -> Login | None:
    """What the keyring holds; None if nothing. Raises MailboxError as `keep` does."""
    with _told():
        row = keyring_entry.kept(_ENTRY)
    try:
        return Login(str(row["server"]), str(row["login"]), str(row["secret"]))
    except KeyError:
        return None


def forget() -> bool:
    """Take it out of the keyring; False if there was nothing. Raises MailboxError as `keep` does."""
    with _told():
        return keyring_entry.forget(_ENTRY)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except NoKeyringError as error:
        raise MailboxError(reason=error) from error
