"""The number and the code follow from the facts, and from nothing else."""

import json
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.attestation import MOST, Followed, Organisation, plain, read
from tests.unit.proof.made import DAY, TEXTS, attestation


def test_the_same_facts_give_the_same_number_and_code() -> None:
    one, again = attestation(), attestation()
    assert (one.number, one.code, one.content) == (again.number, again.code, again.content)
    assert one.number.startswith("2026-")
    assert len(one.code.replace(" ", "")) == 32


@pytest.mark.parametrize(
    "changed",
    [
        {"person": "Camille Martín"},
        {"staff_number": "0043"},
        {"organisation": Organisation("Ville d’Été", "", "DRH")},
        {"organisation": None},
        {"title": "Welcome!"},
        {"edition": 3},
        {"language": "fr"},
        {"minutes": 8},
        {"quiz": None},
        {"lessons": (Followed("One", 1, date(2026, 11, 4)), Followed("Two", 3, date(2026, 11, 20)))},
    ],
)
def test_whatever_changes_gives_another_number(changed: dict[str, object]) -> None:
    assert attestation(**changed).number != attestation().number
    assert attestation(**changed).code != attestation().code


def test_days_are_those_of_the_records() -> None:
    assert (attestation().first, attestation().last) == (date(2026, 11, 3), DAY)
    assert attestation(quiz=None).last == date(2026, 11, 20)


@given(TEXTS, TEXTS, st.integers(0, 10**6))
def test_what_is_written_reads_back(name: str, title: str, minutes: int) -> None:
    one = attestation(name, title=title, minutes=minutes)
    assert read(one.content) == one


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"null", b'{"v":2}', b"\xff", b"[" * 100_000, b'{"v":1,"lessons":5}'],
)
def test_other_contents_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(content)


@given(st.data())
def test_no_other_form_of_the_same_facts_is_read(data: st.DataObject) -> None:
    content = attestation().content
    told = json.loads(content)
    with pytest.raises(ValueError, match="canonical"):
        read(json.dumps(told).encode())
    place = data.draw(st.integers(0, len(content) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda one: one != content[place]))
    changed = content[:place] + bytes([byte]) + content[place + 1 :]
    try:
        other = read(changed)
    except ValueError:
        return
    assert other != attestation()
    assert other.number != attestation().number


@given(st.text(max_size=400))
def test_a_plain_text_holds_nothing_hidden(text: str) -> None:
    found = plain(text)
    assert plain(found) == found
    assert len(found) <= MOST
    assert not {unicodedata.category(one) for one in found} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert found == found.strip(" ")


def test_plain_keeps_french_spaces_and_drops_what_turns_text_round() -> None:
    assert plain(" Où ?\n« Là »\u202eabc\ud800\x00 ") == "Où ? « Là »abc"
