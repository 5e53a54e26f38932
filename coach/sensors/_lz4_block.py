"""Unpacks one lz4 block, bounded, as Firefox packs its session file.

Written out here instead of a library: it is short, its input is a few hundred kilobytes four times an hour at most,
and a library of machine code on every desk would have to be kept safe for that alone. The format:
https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md
"""

_LONG = 15
_SHORTEST_MATCH = 4


class NonsenseError(Exception):
    """The block breaks off, points before its beginning, or has not the size that was declared."""


def unpacked(block: bytes, size: int) -> bytes:
    """The bytes that a block stands for; never more than `size` of them are made.

    Raises:
        NonsenseError: it does not stand for exactly `size` bytes.
    """
    try:
        return _unpacked(block, size)
    except IndexError as error:
        raise NonsenseError from error


def _unpacked(block: bytes, size: int) -> bytes:
    made, at = bytearray(), 0
    while True:
        token, at = block[at], at + 1
        length, at = _length(block, at, token >> 4, size)
        if length > len(block) - at or len(made) + length > size:
            raise NonsenseError
        made += block[at : at + length]
        at += length
        if at == len(block):
            break
        back, at = block[at] | block[at + 1] << 8, at + 2
        length, at = _length(block, at, token & _LONG, size)
        _repeat(made, back, length + _SHORTEST_MATCH, size)
    if len(made) != size:
        raise NonsenseError
    return bytes(made)


def _length(block: bytes, at: int, first: int, size: int) -> tuple[int, int]:
    """A length that begins with `first`, and where it ends."""
    length, more = first, 255 if first == _LONG else 0
    while more == 255:
        more, at = block[at], at + 1
        length += more
        if length > size:
            raise NonsenseError
    return length, at


def _repeat(made: bytearray, back: int, length: int, size: int) -> None:
    """Say again what was said `back` bytes ago; a length beyond `back` says that over and over."""
    if not 0 < back <= len(made) or len(made) + length > size:
        raise NonsenseError
    begin = len(made) - back
    if length > back:
        made += (made[begin:] * (length // back + 1))[:length]
    else:
        made += made[begin : begin + length]
