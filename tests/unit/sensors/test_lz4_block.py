"""The decoder of lz4 blocks: what it understands, and that no hostile block makes it run on or grow."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.sensors._lz4_block import NonsenseError, unpacked
from tests.unit.sensors.firefox_files import literal


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (b"\x00", b""),
        (b"\x50hello", b"hello"),
        (b"\xf0\x00" + b"x" * 15, b"x" * 15),
        (b"\xf0\xff\x01" + b"x" * 271, b"x" * 271),
        # Eight bytes from four back, four from one back, 24 from three back, 529 from one back.
        (b"\x44abcd\x04\x00\x10!", b"abcd" * 3 + b"!"),
        (b"\x10a\x01\x00\x10b", b"aaaaab"),
        (b"\x3fabc\x03\x00\x05\x10!", b"abc" * 9 + b"!"),
        (b"\x1fa\x01\x00\xff\xff\x00\x10!", b"a" * (1 + 4 + 15 + 510) + b"!"),
    ],
)
def test_blocks_of_the_format(block: bytes, text: bytes) -> None:
    assert unpacked(block, len(text)) == text


@given(st.binary(max_size=2000))
def test_any_text_said_as_it_is(text: bytes) -> None:
    assert unpacked(literal(text), len(text)) == text


@pytest.mark.parametrize(
    ("block", "size"),
    [
        (b"", 0),
        (b"\x50hell", 5),
        (b"\x50hello", 4),
        (b"\x50hello", 6),
        (b"\xf0", 20),
        (b"\xf0\xff", 300),
        (b"\xf0" + b"\xff" * 100_000, 1 << 28),
        # A match without its distance, from nowhere, from before the beginning, longer than was declared.
        (b"\x10a\x01", 5),
        (b"\x10a\x00\x00\x10b", 6),
        (b"\x10a\x02\x00\x10b", 6),
        (b"\x00\x01\x00", 4),
        (b"\x1fa\x01\x00" + b"\xff" * 1000 + b"\x00", 10),
        (b"\x1fa\x01\x00\xff", 500),
    ],
)
def test_a_block_that_lies_is_refused(block: bytes, size: int) -> None:
    with pytest.raises(NonsenseError):
        unpacked(block, size)


@given(st.binary(max_size=400), st.integers(0, 5000))
def test_whatever_comes_it_ends_with_the_declared_size_or_a_refusal(block: bytes, size: int) -> None:
    with contextlib.suppress(NonsenseError):
        assert len(unpacked(block, size)) == size
