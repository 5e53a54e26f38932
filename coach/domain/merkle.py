"""A Merkle tree over lines (RFC 9162, section 2.1): one line can be proven without showing the others."""

from collections.abc import Iterable, Sequence
from hashlib import sha256


def leaf(line: bytes) -> bytes:
    """The hash of a line. The byte before it keeps a line from passing for a node, and the reverse."""
    return sha256(b"\x00" + line).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def root(lines: Iterable[bytes]) -> bytes:
    """The root over any number of lines, with one hash a level in memory; that of nothing is SHA-256 of nothing."""
    waiting: list[bytes] = []  # roots of whole subtrees, largest first
    count = 0
    for count, line in enumerate(lines, 1):
        node, size = leaf(line), count
        while size % 2 == 0:
            node, size = _node(waiting.pop(), node), size // 2
        waiting.append(node)
    if count == 0:
        return sha256(b"").digest()
    whole = waiting.pop()
    while waiting:
        whole = _node(waiting.pop(), whole)
    return whole


def proof(leaves: Sequence[bytes], place: int) -> list[bytes]:
    """The hashes that lead from the leaf at a place (from 0) to the root, nearest first.

    Raises:
        IndexError: there is no such leaf.
    """
    if not 0 <= place < len(leaves):
        raise IndexError(place)
    found, level = [], list(leaves)
    while len(level) > 1:
        beside = place ^ 1
        if beside < len(level):
            found.append(level[beside])
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [_node(*pair) for pair in pairs] + (level[-1:] if len(level) % 2 else [])
        place //= 2
    return found


def proves(line: bytes, place: int, count: int, path: Sequence[bytes], wanted: bytes) -> bool:
    """Whether the line stood at a place among so many under a root (RFC 9162, 2.1.3.2)."""
    if not 0 <= place < count:
        return False
    node, last = leaf(line), count - 1
    for beside in path:
        if last == 0:
            return False
        if place % 2 or place == last:
            node = _node(beside, node)
            # A node without one beside it rises as it is.
            while place % 2 == 0 and place:
                place, last = place // 2, last // 2
        else:
            node = _node(node, beside)
        place, last = place // 2, last // 2
    return last == 0 and node == wanted
