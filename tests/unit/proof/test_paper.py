"""The PDF: tagged, with its language, the same bytes each time, and no name read as typst's own language."""

import re
import sys

import pytest
from hypothesis import given, settings

from coach import words
from coach.proof.errors import NoPdf
from coach.proof.marks import contents, is_whole
from coach.proof.paper import is_possible, paper
from tests.unit.proof.made import HOSTILE, TEXTS, attestation


@pytest.mark.parametrize("language", ["fr", "en"])
def test_is_tagged_and_names_its_language(language: str) -> None:
    words.use(language)
    made = paper(attestation(language=language))
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made
    assert re.search(rb"/MarkInfo\s*<<\s*/Marked true", made)
    assert re.search(rb"/Lang\s*\(" + language.encode(), made)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert made.rstrip().endswith(b"%%EOF")


def test_the_same_number_gives_the_same_bytes() -> None:
    one = attestation()
    made = paper(one)
    assert made == paper(attestation())
    assert is_whole(made)
    assert list(contents(made)) == [one.content]
    assert paper(attestation("Somebody Else")) != made


def test_any_change_is_found() -> None:
    made = paper(attestation())
    for place in range(0, len(made), 997):
        changed = made[:place] + bytes([made[place] ^ 1]) + made[place + 1 :]
        assert not is_whole(changed)
    assert not is_whole(made + b"\n")


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_data(name: str) -> None:
    one = attestation(name, title=name, aim=name, goals=(name,))
    assert one.content in list(contents(paper(one)))


@settings(max_examples=15)
@given(TEXTS)
def test_any_name_gives_a_paper_or_a_sentence(name: str) -> None:
    try:
        made = paper(attestation(name))
    except NoPdf:
        return
    assert is_whole(made)


def test_without_typst_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setattr(sys, "path", [])
    sys.path_importer_cache.clear()
    assert not is_possible()
    with pytest.raises(NoPdf, match="not installed"):
        paper(attestation())
