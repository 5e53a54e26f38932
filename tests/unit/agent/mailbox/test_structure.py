"""The largest attachment: what mail programs write, and what nobody should."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.agent.mailbox.structure import NonsenseError, Tree, after, largest, read

TEXT = '("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 29 2 NIL NIL NIL NIL)'
PDF = '("application" "pdf" ("name" "plan.pdf") NIL NIL "base64" 23673686 NIL ("attachment" NIL) NIL NIL)'
PICTURE = (
    '("IMAGE" "PNG" NIL "<1@x>" NIL "BASE64" 1368000 NIL ("inline" ("filename" "a \\"b\\".png")) NIL NIL)'
)
MAIL = (
    '("message" "rfc822" NIL NIL NIL "7bit" 9000000 ("Tue" "Subject" ((NIL NIL "ana" "x")) NIL NIL NIL NIL NIL NIL'
    f' NIL) ({TEXT}{PDF} "mixed" NIL NIL NIL) 4000 NIL ("attachment" NIL) NIL NIL)'
)


def tree(text: str) -> Tree:
    """The nested lists of a structure."""
    (found,) = read(text.encode())
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("structure", "octets"),
    [
        (TEXT, 0),
        (PDF, 17_300_001),
        (f'({TEXT}{PDF} "mixed" ("boundary" "==") NIL NIL NIL)', 17_300_001),
        (f'(({TEXT}{PICTURE} "related" NIL NIL NIL NIL){PDF} "mixed" NIL NIL NIL NIL)', 17_300_001),
        (f'({TEXT}{PICTURE} "mixed")', 999_692),
        (f'({TEXT}{MAIL} "mixed")', 9_000_000),
        (
            '("text" "csv" NIL NIL NIL "8bit" 7000000 9 NIL ("ATTACHMENT" ("filename" "x")) NIL NIL)',
            7_000_000,
        ),
        ('("text" "html" NIL NIL NIL "quoted-printable" 7000000 9 NIL ("inline" NIL) NIL NIL)', 0),
        ('("application" "zip" NIL NIL NIL "binary" 5000000)', 5_000_000),
    ],
)
def test_the_largest_attachment_is_weighed_as_it_will_be_on_a_disk(structure: str, octets: int) -> None:
    assert largest(tree(structure)) == octets


def test_names_are_not_even_kept_while_it_is_read() -> None:
    assert "plan" not in repr(tree(PDF))
    assert "Subject" not in repr(tree(MAIL))
    assert "ana" not in repr(tree(MAIL))


def test_a_value_is_found_by_its_name_in_any_order() -> None:
    (row,) = read(b"(FLAGS (\\Seen) BODYSTRUCTURE (1 2) UID 7)")
    assert isinstance(row, list)
    assert (after(row, "uid"), after(row, "bodystructure"), after(row, "base64")) == (7, [1, 2], None)


@pytest.mark.parametrize(
    "text", ["(", ")", "(()", "(1))", '"open', '("a\\")', "(" * 100 + ")" * 100, "1 " * 30_000]
)
def test_what_does_not_match_is_nonsense(text: str) -> None:
    with pytest.raises(NonsenseError):
        read(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "()",
        "(1)",
        '("application" "pdf" NIL NIL NIL "base64" NIL)',
        '("a" "b" NIL NIL NIL "7bit" -5)',
        "(())",
    ],
)
def test_what_is_no_structure_is_nonsense(text: str) -> None:
    with pytest.raises(NonsenseError):
        largest(tree(text))


@given(st.binary(max_size=300))
def test_whatever_comes_it_is_read_or_refused(data: bytes) -> None:
    try:
        for one in read(data):
            if isinstance(one, list):
                assert largest(one) >= 0
    except NonsenseError:
        pass
