"""The mark in a document of ours: the facts that it tells, and a fingerprint of the whole file.

The fingerprint is taken with noughts in its place. It shows that nothing was changed by accident or by an editor; it
is no signature: whoever knows this page can make another one.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256

_NOUGHTS = b"0" * 64
_CONTENT = re.compile(rb"coach-content:([A-Za-z0-9_=-]+)")
_FILE = re.compile(rb"coach-file:([0-9a-f]{64})")


def marks(content: bytes) -> tuple[str, str]:
    """Two words to put into a document as they are, plain letters all of them; then `close` it."""
    return f"coach-content:{urlsafe_b64encode(content).decode()}", f"coach-file:{_NOUGHTS.decode()}"


def close(file: bytes) -> bytes:
    """The whole file with its fingerprint where the noughts are; not one byte moves."""
    return file.replace(b"coach-file:" + _NOUGHTS, b"coach-file:" + sha256(file).hexdigest().encode())


def contents(file: bytes) -> Iterator[bytes]:
    """What may be the facts; somebody's name may look like a mark, so each is to be read as facts first."""
    for found in dict.fromkeys(_CONTENT.findall(file)):
        try:
            yield urlsafe_b64decode(found)
        except ValueError:
            continue


def is_marked(file: bytes) -> bool:
    """Whether there is a fingerprint at all."""
    return _FILE.search(file) is not None


def is_whole(file: bytes) -> bool:
    """Whether the file is, byte for byte, the one that was closed."""
    told = dict.fromkeys(_FILE.findall(file))
    return any(sha256(file.replace(one, _NOUGHTS)).hexdigest().encode() == one for one in told)
