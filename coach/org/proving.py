"""Checks a sealed export offline, and proves one line of it without showing the others."""

import base64
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from hashlib import file_digest
from io import BufferedReader
from typing import Any

from coach.domain import merkle
from coach.exports import formats
from coach.org.errors import NotSealed
from coach.org.keys import key_id
from coach.org.records import SEAL
from coach.org.sealing import VERSION, Seal, canonical, counted, text
from coach.words import _

PROOF = ".proof.json"
MOST = 1_000_000  # bytes of a seal or proof
_KEYS: Mapping[str, type] = {
    **dict.fromkeys(("file", "format", "day", "author", "sha256", "merkle_root", "key"), str),
    "v": int,
    "n": int,
    "lines": int,
    "query": dict,
}


def check(file: str, key: str = "") -> Seal:
    """The seal of an export that is, byte for byte, the file; or of a proof, see `prove`.

    Args:
        file: the export, its seal beside it; or a proof.
        key: id of the key that must have signed; empty for any.

    Raises:
        NotSealed: something does not hold; the sentence says what.
    """
    told = _read(file) if file.endswith(PROOF) else _read(file + SEAL)
    seal = _signed(file, told, key)
    if file.endswith(PROOF):
        _proven(file, told, seal)
        return seal
    with _opened(file) as opened:
        if file_digest(opened, "sha256").hexdigest() != seal.sha256:
            raise NotSealed(file=file, reason=_("the file was changed after it was sealed."))
        kind = formats().get(seal.format)
        if kind and kind.lines and counted(opened, kind) != (seal.lines, seal.merkle_root):
            raise NotSealed(file=file, reason=_("its lines are not those that were sealed."))
    return seal


def _signed(file: str, told: Mapping[str, Any], key: str) -> Seal:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = base64.b64decode(told["public_key"], validate=True)
        signature = base64.b64decode(told["signature"], validate=True)
        body = told["sealed"]
        Ed25519PublicKey.from_public_bytes(public).verify(signature, canonical(body))
        seal = _seal(body)
    except InvalidSignature as error:
        raise NotSealed(file=file, reason=_("the signature does not fit: the seal was changed.")) from error
    except (KeyError, ValueError, TypeError) as error:
        raise NotSealed(file=file, reason=_("the seal is not one of ours.")) from error
    if seal.key != key_id(public) or (key and key != seal.key):
        raise NotSealed(
            file=file, reason=_("it was signed with another key, {key}.").format(key=key_id(public))
        )
    return seal


def _seal(body: Any) -> Seal:
    if not isinstance(body, dict) or set(body) != set(_KEYS) or body["v"] != VERSION:
        raise ValueError("keys")
    if any(type(body[name]) is not kind for name, kind in _KEYS.items()):
        raise TypeError("types")
    values = {name: value for name, value in body.items() if name != "v"}
    return Seal(**(values | {"day": date.fromisoformat(body["day"])}))


def _read(file: str) -> Mapping[str, Any]:
    with _opened(file) as opened:
        content = opened.read(MOST + 1)
    try:
        told = json.loads(content) if len(content) <= MOST else None
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise NotSealed(file=file, reason=_("the seal is not one of ours."))
    return told


@contextmanager
def _opened(file: str) -> Iterator[BufferedReader]:
    try:
        with open(file, "rb") as opened:
            yield opened
    except OSError as error:
        reason = _("it cannot be read ({reason}).").format(reason=error.strerror or error)
        raise NotSealed(file=file, reason=reason) from error


def prove(file: str, line: int) -> bytes:
    """A proof of one line of a sealed export, to be kept in a file that ends in `.proof.json`.

    Args:
        file: the export, its seal beside it.
        line: 1 for the first record of the file; of a CSV file that is the heading, which every proof shows.

    Raises:
        NotSealed: the file does not hold, has no such line, or its format has no lines.
    """
    seal = check(file)
    told, kind = _read(file + SEAL), formats()[seal.format]
    if kind.lines is None:
        raise NotSealed(
            file=file, reason=_("this format has no lines to prove one by one; a CSV format has.")
        )
    if not 1 <= line <= seal.lines:
        raise NotSealed(file=file, reason=_("it has no line {n}.").format(n=line))
    places = sorted({line - 1} if kind.keys else {0, line - 1})
    texts: dict[int, str] = {}
    leaves = []
    with _opened(file) as opened:
        for place, line_read in enumerate(kind.lines(opened)):
            leaves.append(merkle.leaf(line_read))
            if place in places:
                texts[place] = line_read.decode()
    lines = [
        {"place": place, "text": texts[place], "path": [one.hex() for one in merkle.proof(leaves, place)]}
        for place in places
    ]
    return text({**told, "lines": lines})


def lines_of(proof: str) -> tuple[str, ...]:
    """The lines that a proof shows, without their ends; check it first. Raises NotSealed."""
    return tuple(one["text"].strip("\r\n\ufeff") for one in _read(proof)["lines"])


def _proven(file: str, told: Mapping[str, Any], seal: Seal) -> None:
    try:
        wanted = bytes.fromhex(seal.merkle_root)
        good = bool(told["lines"]) and all(
            merkle.proves(
                one["text"].encode(),
                one["place"],
                seal.lines,
                [bytes.fromhex(h) for h in one["path"]],
                wanted,
            )
            for one in told["lines"]
        )
    except (KeyError, ValueError, TypeError, AttributeError):
        good = False
    if not good:
        raise NotSealed(file=file, reason=_("the line is not one of those that were sealed."))
