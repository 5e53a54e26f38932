"""The page: every fact, the same bytes each time, nothing of a name taken for markup, built for screen readers."""

from html.parser import HTMLParser

import pytest
from hypothesis import given

from coach import words
from coach.domain.attestation import Attestation
from coach.proof.page import page
from coach.proof.wording import told
from tests.unit.proof.made import HOSTILE, TEXTS, attestation


class Read(HTMLParser):
    """What a browser would be told of a page."""

    def __init__(self, made: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(made.decode())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def sentences(one: Attestation) -> list[str]:
    """All that a document of it has to say, in order."""
    said = told(one)
    found = [said.title, said.lead]
    for part in said.parts:
        found += [part.title, *(words for pair in part.facts for words in pair), *part.heads]
        found += [*(cell for row in part.rows for cell in row), *part.items]
    return [*found, *(words for pair in said.signature for words in pair if words), *said.notes]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("changed", [{}, {"quiz": None}, {"organisation": None}])
def test_says_every_fact_in_order(language: str, changed: dict[str, object]) -> None:
    words.use(language)
    one = attestation(language=language, **changed)
    read = Read(page(one))
    said = [text for text in read.said if text.strip()]
    place = 0
    for sentence in sentences(one):
        place = said.index(sentence, place)
    assert ("html", {"lang": language}) in read.tags


def test_says_what_it_is_not_and_no_score() -> None:
    said = " ".join(Read(page(attestation())).said)
    assert "not a professional certification" in said
    assert "right answers asked for: 80%" in said
    assert "7 minutes (published standard duration; the time spent is not measured)" in said
    assert "CNFPT" not in said


def test_without_an_organisation_it_claims_none() -> None:
    said = " ".join(Read(page(attestation(organisation=None))).said)
    assert "no organisation attests it" in said
    assert "Personal statement" in said
    assert "attests that" not in said
    assert "signature" not in said


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_of_a_name_is_markup(name: str) -> None:
    read, plainly = Read(page(attestation(name, title=name))), Read(page(attestation()))
    assert [tag for tag, _attributes in read.tags] == [tag for tag, _attributes in plainly.tags]


@given(TEXTS, TEXTS)
def test_the_same_number_gives_the_same_bytes(name: str, title: str) -> None:
    one, again = attestation(name, title=title), attestation(name, title=title)
    assert page(one) == page(again)


def test_it_is_built_for_screen_readers_and_fetches_nothing() -> None:
    read = Read(page(attestation()))
    count = {
        tag: sum(one == tag for one, _attributes in read.tags) for tag in ("h1", "h2", "table", "dl", "main")
    }
    assert count == {"h1": 1, "h2": 5, "table": 1, "dl": 4, "main": 1}
    assert all(attributes.get("scope") for tag, attributes in read.tags if tag == "th")
    assert not [tag for tag, attributes in read.tags if {"src", "href"} & set(attributes) or tag == "script"]
