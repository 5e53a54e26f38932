"""What human resources hold in the system's own keyring: the key that signs exports, and the one of pseudonyms."""

import base64
import hmac
import os
from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING

from coach.org.errors import NoKeyring
from coach.places import FOLDER

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_SIGNING, _PSEUDONYMS = "exports-signature", "exports-pseudonyms"
BYTES = 32


def signing_key() -> "Ed25519PrivateKey":
    """The key of this person's exports, made at the first.

    Raises:
        NoKeyring: there is no keyring here, it stays locked, or holds something else under that name.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(_kept(_SIGNING))


def key_id(public: bytes) -> str:
    """The short name of a public key (32 bytes), for people to compare: 32 hexadecimal digits."""
    return sha256(public).hexdigest()[:32]


def pseudonyms() -> Callable[[str], str]:
    """Staff number → pseudonym: always the same one, and nobody gets back without the key. Raises NoKeyring."""
    key = _kept(_PSEUDONYMS)
    return lambda number: hmac.new(key, number.encode("utf-8", "surrogatepass"), sha256).hexdigest()[:16]


def _kept(entry: str) -> bytes:
    import keyring
    from keyring.errors import KeyringError

    try:
        found = keyring.get_password(FOLDER, entry)
        if found is None:
            found = base64.b64encode(os.urandom(BYTES)).decode()
            keyring.set_password(FOLDER, entry, found)
        key = base64.b64decode(found, validate=True)
    except (KeyringError, RuntimeError, ValueError) as error:
        raise NoKeyring(reason=type(error).__name__) from error
    if len(key) != BYTES:
        raise NoKeyring(reason=entry)
    return key
