"""The seal beside an export: what was asked, by whom, the file's hash and lines, signed with HR's key.

`FILE.seal.json` holds `sealed` (canonical JSON is what is signed), the signature and the public key. A proof has
the same and some lines with their way to the Merkle root, so that the others need not be shown.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import file_digest
from typing import Any, BinaryIO

from coach.domain import merkle
from coach.exports import Export
from coach.org.keys import key_id

VERSION = 1


@dataclass(frozen=True)
class Seal:
    """What a seal says.

    Attributes:
        file: the name of the export.
        format: its format.
        query: what was asked, as in the log.
        day: when.
        author: staff number of who exported.
        n: rows, without the heading.
        sha256: of the whole file, hexadecimal.
        lines: records of the file, the heading too; 0 for a format without lines.
        merkle_root: over them (RFC 9162), hexadecimal; empty without lines.
        key: id of the key that signed.
    """

    file: str
    format: str
    query: Mapping[str, Any]
    day: date
    author: str
    n: int
    sha256: str
    lines: int
    merkle_root: str
    key: str


def sealed(part: str, seal: Mapping[str, Any], format: str, kind: Export | None) -> bytes:
    """The seal of a file written to `part`, signed. `seal` gives file, query, day, author and n.

    Without a kind the file has no lines.

    Raises:
        NoKeyring: there is no key to sign with.
    """
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    from coach.org.keys import signing_key

    key = signing_key()
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    with open(part, "rb") as file:
        hashed = file_digest(file, "sha256").hexdigest()
        lines, root = counted(file, kind)
    told = {
        **seal,
        "v": VERSION,
        "format": format,
        "sha256": hashed,
        "key": key_id(public),
        "lines": lines,
        "merkle_root": root,
    }
    return text({"sealed": told, **_coded(key.sign(canonical(told)), public)})


def counted(file: BinaryIO, kind: Export | None) -> tuple[int, str]:
    """How many lines a file of a format has, and the root over them; 0 and nothing for one without lines."""
    if kind is None or kind.lines is None:
        return 0, ""
    file.seek(0)
    lines = _Counted(kind.lines(file))
    root = merkle.root(lines)
    return lines.seen, root.hex()


class _Counted:
    """Lines counted as they go by."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self.lines, self.seen = lines, 0

    def __iter__(self) -> Iterator[bytes]:
        for line in self.lines:
            self.seen += 1
            yield line


def _coded(signature: bytes, public: bytes) -> dict[str, str]:
    return {
        "signature": base64.b64encode(signature).decode(),
        "public_key": base64.b64encode(public).decode(),
    }


def canonical(told: object) -> bytes:
    """What is signed: sorted keys, no spaces, UTF-8; a file's name may hold bytes that are none."""
    found = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return found.encode("utf-8", "surrogatepass")


def text(told: object) -> bytes:
    """The same for a file that people may look at."""
    found = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return found.encode("utf-8", "surrogatepass")
