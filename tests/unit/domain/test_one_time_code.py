"""A code is understood however it was copied from a sheet; what is none is not guessed at."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain import one_time_code
from coach.domain.one_time_code import ALPHABET, LENGTH


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH), st.sampled_from(["", " ", "-", "–", ". "]))
def test_capitals_spaces_and_dashes_make_no_difference(letters: str, between: str) -> None:
    shown = one_time_code.written(letters)
    assert one_time_code.read(shown) == shown
    typed = between.join(shown.split("-")).lower()
    assert one_time_code.read(f"  {typed}\t") == shown


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("OCDE-FGHJ-KMNP", "DCDE-FGHJ-KMNP"),
        ("0cde fghj kmnq", "DCDE-FGHJ-KMND"),
        ("4CDE-F6HJ-KMNP", "ACDE-FGHJ-KMNP"),
        ("ÀÇDÉ FGHJ KMNP", "ACDE-FGHJ-KMNP"),
        ("ＡＣＤＥ－ＦＧＨＪ－ＫＭＮＰ", "ACDE-FGHJ-KMNP"),
    ],
)
def test_a_misread_letter_can_only_be_the_one_it_looks_like(typed: str, meant: str) -> None:
    assert one_time_code.read(typed) == meant


def test_no_letter_of_a_code_is_ever_taken_for_another() -> None:
    for letter in ALPHABET:
        assert one_time_code.read(letter * LENGTH) == one_time_code.written(letter * LENGTH)
    assert set(ALPHABET) < set(string.ascii_uppercase)


def test_nothing_typed_is_no_code_but_no_fault() -> None:
    assert one_time_code.read(" \t") == ""


@pytest.mark.parametrize("typed", ["ABCD", "ACDE-FGHJ-KMNP-R", "----", "АСЕНКМРТХУАА", "💡" * 12])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert one_time_code.read(typed) is None
