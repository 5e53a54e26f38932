"""What proves who a desk is: its key and its token, kept in the system's keyring, an entry for each person."""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from coach import keyring_entry
from coach.domain.errors import SyncError
from coach.keyring_entry import NoKeyringError
from coach.server_client import keys

TRAINER = "trainer"


@dataclass(frozen=True)
class Credentials:
    """One entry. `url` stands beside the token, so that it is never shown to another server.

    Attributes:
        url: of the server, or the shared folder.
        device: the identifier the server gave, or made here for a folder.
        key: private, raw.
        token: what the server asks for; empty for a folder.
    """

    url: str
    device: str
    key: bytes = field(repr=False)
    token: str = field(default="", repr=False)

    @property
    def public_key(self) -> str:
        """The public half of the key, base64."""
        return keys.public(self.key)

    def sign(self, digest: str) -> str:
        """The signature of a hash in hexadecimal, base64."""
        return keys.sign(self.key, digest)


def keep(person: str, own: Credentials, purpose: str = "sync") -> None:
    """Put them into the keyring.

    Raises:
        SyncError: there is no keyring here, or it stays locked.
    """
    key = b64encode(own.key).decode()
    with _told(own.url):
        keyring_entry.keep(
            f"{purpose} {person}", {"url": own.url, "device": own.device, "key": key, "token": own.token}
        )


def probe(url: str) -> None:
    """See that there is a keyring, before a one-time code is used up; raises SyncError as `keep` does."""
    with _told(url):
        keyring_entry.keep("sync trial", {"trial": "1"})
        keyring_entry.forget("sync trial")


def kept(person: str, url: str, purpose: str = "sync") -> Credentials | None:
    """Those kept for this person and this place; None if there are none. Raises SyncError as `keep` does."""
    with _told(url):
        row = keyring_entry.kept(f"{purpose} {person}")
    try:
        key = b64decode(row["key"], validate=True)
        found = Credentials(str(row["url"]), str(row["device"]), key, str(row["token"]))
    except (KeyError, TypeError, ValueError):
        return None
    return found if found.url == url and len(key) == 32 else None


@contextmanager
def _told(url: str) -> Iterator[None]:
    try:
        yield
    except NoKeyringError as error:
        raise SyncError(place=url, reason=error) from error
