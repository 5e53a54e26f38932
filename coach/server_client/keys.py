"""The key of a desk, and what is signed with it: Ed25519 over the hash of a batch.

Keys and signatures travel as base64. The private key is raw bytes that only the keyring and one process hold.
"""

import binascii
from base64 import b64decode, b64encode
from hashlib import sha256


def new_key() -> bytes:
    """A private key: 32 bytes of chance."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate().private_bytes_raw()


def public(key: bytes) -> str:
    """The public half of a private key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return b64encode(Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()).decode()


def sign(key: bytes, digest: str) -> str:
    """The signature of a hash, given in hexadecimal."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return b64encode(Ed25519PrivateKey.from_private_bytes(key).sign(bytes.fromhex(digest))).decode()


def verifies(public_key: str, digest: str, signature: str) -> bool:
    """Whether the signature of a hash is this key's; anything malformed is not."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(b64decode(public_key, validate=True))
        key.verify(b64decode(signature, validate=True), bytes.fromhex(digest))
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True


def fingerprint(public_key: str) -> str:
    """Five groups of four, to be read aloud by two people who compare what their screens show."""
    told = sha256(public_key.encode()).hexdigest()[:20].upper()
    return "-".join(told[place : place + 4] for place in range(0, 20, 4))
