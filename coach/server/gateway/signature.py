"""Is this batch signed by the device's own key? Asked before the database is given any of it."""

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from coach.domain.batch import MOST_BYTES
from coach.server.gateway.refusal import Refused

_KEY_BYTES, _SIGNATURE_BYTES = 32, 64


@dataclass(frozen=True)
class Signed:
    """A batch's text and the 64 bytes that prove whose it is."""

    body: str
    signature: bytes


def public_key(told: object) -> Ed25519PublicKey:
    """A device's key from Base64 of its 32 raw bytes; raises `Refused` 400."""
    return Ed25519PublicKey.from_public_bytes(_decoded(told, _KEY_BYTES, "public_key"))


def checked(batches: object, key: Ed25519PublicKey) -> list[Signed]:
    """The batches of a list of `{"body": text, "signature": Base64}`, each signed with `key`.

    Raises:
        Refused: 400 for the form or a signature; 413 for a body over `MOST_BYTES`.
    """
    if not isinstance(batches, list):
        raise Refused(400, "batches")
    return [_checked(one, key) for one in batches]


def _checked(one: Any, key: Ed25519PublicKey) -> Signed:
    if not isinstance(one, dict) or set(one) != {"body", "signature"} or not isinstance(one["body"], str):
        raise Refused(400, "batches")
    try:
        content = one["body"].encode()
    except UnicodeEncodeError as error:
        raise Refused(400, "batches") from error
    if len(content) > MOST_BYTES:
        raise Refused(413, "size")
    signature = _decoded(one["signature"], _SIGNATURE_BYTES, "signature")
    try:
        key.verify(signature, sha256(content).digest())
    except InvalidSignature as error:
        raise Refused(400, "signature") from error
    return Signed(one["body"], signature)


def _decoded(told: object, length: int, name: str) -> bytes:
    try:
        raw = base64.b64decode(told, validate=True) if isinstance(told, str) else b""
    except (binascii.Error, ValueError) as error:
        raise Refused(400, name) from error
    if len(raw) != length:
        raise Refused(400, name)
    return raw
