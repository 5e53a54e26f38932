"""A public Ed25519 key as a name: `did:key:z6Mk…`, which needs no register to be looked up in."""

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = b"\xed\x01"
_LONGEST = 120


def did_of(public: bytes) -> str:
    """The name of a key of 32 bytes."""
    return f"did:key:z{base58(_ED25519 + public)}"


def key_of(did: str) -> bytes:
    """The key of a name. Raises ValueError for any other text."""
    found = unbase58(did.removeprefix("did:key:z"))
    if len(found) != 34 or did != did_of(found[2:]):
        raise ValueError("did")
    return found[2:]


def base58(content: bytes) -> str:
    """Base 58 as Bitcoin has it; each nought byte in front is a 1."""
    value, told = int.from_bytes(content, "big"), ""
    while value:
        value, place = divmod(value, 58)
        told = _BASE58[place] + told
    return "1" * (len(content) - len(content.lstrip(b"\0"))) + told


def unbase58(text: str) -> bytes:
    """The bytes again. Raises ValueError for a text that is none, or too long for a key or signature."""
    if len(text) > _LONGEST:
        raise ValueError("length")
    value = 0
    for letter in text:
        value = value * 58 + _BASE58.index(letter)
    noughts = len(text) - len(text.lstrip("1"))
    return b"\0" * noughts + value.to_bytes((value.bit_length() + 7) // 8, "big")
