"""One byte more, less or other, and a document is not whole any more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.proof.line import line_file
from coach.proof.marks import close, contents, is_marked, is_whole
from coach.proof.page import page
from tests.unit.proof.made import HOSTILE, attestation

PAGE = page(attestation())
LINE = line_file(attestation())


@pytest.mark.parametrize("made", [PAGE, LINE])
def test_what_was_closed_is_whole(made: bytes) -> None:
    assert is_marked(made)
    assert is_whole(made)


@pytest.mark.parametrize("made", [PAGE, LINE])
@given(data=st.data())
def test_any_change_of_any_byte_is_found(made: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(made) - 1))
    kind = data.draw(st.sampled_from(["other", "more", "less", "cut"]))
    byte = data.draw(st.integers(0, 255))
    changed = {
        "other": made[:place] + bytes([byte]) + made[place + 1 :],
        "more": made[:place] + bytes([byte]) + made[place:],
        "less": made[:place] + made[place + 1 :],
        "cut": made[:place],
    }[kind]
    assert is_whole(changed) == (changed == made)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_looks_like_a_mark_hides_nothing(name: str) -> None:
    one = attestation(name)
    made = page(one)
    assert is_whole(made)
    assert one.content in list(contents(made))


def test_a_file_without_a_mark_is_none_of_ours() -> None:
    assert not is_marked(b"<html></html>")
    assert not is_whole(close(b"<html></html>"))
