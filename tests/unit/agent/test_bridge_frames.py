"""Frames: whole ones are read, everything else ends or is refused."""

import contextlib
import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.agent.bridge.frames import LONGEST, LostError, NonsenseError, read, understood, write


def length(n: int) -> bytes:
    """The head of a frame."""
    return n.to_bytes(4, sys.byteorder)


def test_what_is_written_is_read() -> None:
    pipe = io.BytesIO()
    write(pipe, {"ask": "state", "sensor": "été"})
    write(pipe, {})
    pipe.seek(0)
    assert understood(read(pipe) or b"") == {"ask": "state", "sensor": "été"}
    assert understood(read(pipe) or b"") == {}
    assert read(pipe) is None


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (b"\x01", "cut off"),
        (b"\x01\x00\x00", "cut off"),
        (length(5) + b"{}", "cut off"),
        (length(LONGEST + 1) + b"{}", "too long"),
        (b"\xff\xff\xff\xff" + b"{}", "too long"),
    ],
)
def test_a_frame_that_is_none_ends_it(sent: bytes, why: str) -> None:
    with pytest.raises(LostError, match=why):
        read(io.BytesIO(sent))


def test_four_gigabytes_are_never_waited_for() -> None:
    pipe = io.BytesIO(b"\xff\xff\xff\xff" + b"x" * 1000)
    with pytest.raises(LostError):
        read(pipe)
    assert pipe.tell() == 4


def test_the_longest_message_is_read() -> None:
    text = json.dumps({"": "x" * (LONGEST - 8)}).encode()
    assert len(text) == LONGEST
    assert understood(read(io.BytesIO(length(LONGEST) + text)) or b"")


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b"[" * 60_000, b'{"a": ' * 9000, b"[]", b"null", b"1", b'"ask"', b"9" * 60_000],
)
def test_what_is_no_table_is_nonsense_without_being_cited(body: bytes) -> None:
    with pytest.raises(NonsenseError) as caught:
        understood(body)
    assert str(caught.value) in ("no JSON", "no table")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_nonsense_or_the_end(sent: bytes) -> None:
    pipe = io.BytesIO(sent)
    try:
        while (body := read(pipe)) is not None:
            with contextlib.suppress(NonsenseError):
                assert isinstance(understood(body), dict)
    except LostError:
        pass
