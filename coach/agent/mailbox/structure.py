"""The largest attachment of a message, from its BODYSTRUCTURE (RFC 3501, 7.4.2)."""

import re
from itertools import pairwise

_TOKEN = re.compile(rb'\(|\)|"(?:[^"\\]|\\.)*"|[^\s()"]+')
_SPACE = re.compile(rb"[ \t]*")
_DEEPEST, _MOST = 60, 20_000
# What a structure must tell us. All other words of it, the names of files among them, are not kept even here.
_WORDS = {
    word.encode(): word
    for word in ("attachment", "base64", "bodystructure", "text", "uid", "uidnext", "uidvalidity")
}

Tree = list["Tree | str | int"]


class NonsenseError(Exception):
    """What was read is no answer of a mail server."""


def read(text: bytes) -> Tree:
    """Nested lists of an answer: numbers, the words this module knows in small letters, and "" for all others.

    Raises:
        NonsenseError: parentheses or quotes do not match, too deep, or too much.
    """
    whole: Tree = []
    open_: list[Tree] = [whole]
    place = count = 0
    while (place := _after_space(text, place)) < len(text):
        found = _TOKEN.match(text, place)
        count += 1
        if found is None or count > _MOST or len(open_) > _DEEPEST:
            raise NonsenseError
        place = found.end()
        token = found[0]
        if token == b"(":
            inner: Tree = []
            open_[-1].append(inner)
            open_.append(inner)
        elif token == b")":
            open_.pop()
        else:
            open_[-1].append(_value(token))
        if not open_:
            raise NonsenseError
    if len(open_) != 1:
        raise NonsenseError
    return whole


def after(tree: Tree, word: str) -> "Tree | str | int | None":
    """What follows a word in a list."""
    for name, value in pairwise(tree):
        if name == word:
            return value
    return None


def largest(part: Tree) -> int:
    """Octets of the largest attachment once decoded; 0 without one. `part` is a BODYSTRUCTURE.

    Raises:
        NonsenseError: it is none.
    """
    if not part:
        raise NonsenseError
    if isinstance(part[0], list):
        inner = []
        for one in part:
            if not isinstance(one, list):
                break
            inner.append(largest(one))
        return max(inner)
    return _octets(part) if _attached(part) else 0


def _octets(part: Tree) -> int:
    # type, subtype, parameters, id, description, encoding, octets
    if len(part) < 7 or not isinstance(part[6], int):
        raise NonsenseError
    # 57 octets make a line of 76 signs and its end.
    return part[6] * 57 // 78 if part[5] == "base64" else part[6]


def _attached(part: Tree) -> bool:
    """Whether a part is more than the text of the message itself."""
    return part[0] != "text" or any(
        isinstance(more, list) and more[:1] == ["attachment"] for more in part[7:]
    )


def _after_space(text: bytes, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _value(token: bytes) -> str | int:
    if token.isdigit() and len(token) < 16:
        return int(token)
    return _WORDS.get(token.strip(b'"').lower(), "")
