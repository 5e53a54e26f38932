"""Figures printed with range, unit and language, and references filled in."""

import pytest

from coach import words
from coach.content.facts import References, figure, read_facts
from coach.domain.fact import Fact, Read, Status

NBSP = "\u00a0"


def fact(unit: str = "kWh/an", status: Status = Status.OK, **figures: float) -> Fact:
    return Fact("f", "Une phrase.", unit, 2026, "ADEME", "", "", Read.PRIMARY, status, "2027-06", **figures)


@pytest.mark.parametrize(
    ("language", "given", "said"),
    [
        ("fr", fact(low=6, high=9), "6 à 9 kWh/an"),
        ("fr", fact(value=7.5, low=6, high=9), "7,5 kWh/an (6 à 9)"),
        ("fr", fact(value=5, low=5, high=5), "5 à 5 kWh/an"),
        ("fr", fact("%", value=4.4), "4,4 %"),
        ("en", fact("%", value=4.4), "4.4%"),
        ("en", fact("% of staff", value=80), "80% of staff"),
        ("fr", fact("mails", value=95000), "95 000 mails"),
        ("en", fact("mails", value=95000), "95,000 mails"),
        ("fr", fact("g CO2e", value=0.0123), "0,012 g CO2e"),
        ("fr", fact("g CO2e", value=123.45), "123 g CO2e"),
        ("fr", fact("", value=3), "3"),
    ],
)
def test_a_figure_as_it_is_printed(language: str, given: Fact, said: str) -> None:
    words.use(language)
    assert figure(given) == said.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("given", "printable"),
    [
        (fact(value=3), True),
        (fact(), False),
        (fact(low=3), False),
        (fact(status=Status.CONTESTED, value=3), False),
        (fact(status=Status.CONTESTED, low=3, high=4), True),
    ],
)
def test_a_contested_figure_without_a_range_is_never_printed(given: Fact, printable: bool) -> None:
    assert given.printable is printable


REFERENCES = References(
    {
        "ok": fact(low=6, high=9),
        "old": fact(status=Status.OUTDATED, value=1),
        "argued": fact(status=Status.CONTESTED, value=1),
    },
    {"desk": "Appelez le 12."},
)


def test_references_are_filled_in_and_facts_are_cited_once() -> None:
    told = REFERENCES.tell("{fact:ok statement}, soit {fact:ok} ; {org:desk} « {fact:old myth} »")
    assert told.text == f"Une phrase, soit 6{NBSP}to{NBSP}9{NBSP}kWh/an ; Appelez le 12. « Une phrase »"
    assert told.facts == ("ok", "old")
    assert told.faults == ()


@pytest.mark.parametrize(
    "text",
    [
        "{fact:ok  statement}",
        "{fact: ok}",
        "{Fact:ok}",
        "{fact:ok stat}",
        "{org: desk}",
        "{fact:ok",
        "{fact}",
    ],
)
def test_what_only_looks_like_a_reference_is_never_shown_without_a_fault(text: str) -> None:
    (fault,) = REFERENCES.tell(f"Voici {text}").faults
    assert fault == (
        f"“{text}” is none of the references {{fact:id}} {{fact:id statement}} {{fact:id myth}} {{org:key}}"
    )


def test_other_braces_are_left_alone() -> None:
    assert REFERENCES.tell("a {b} {factor:x} {{c}}").faults == ()


def test_an_argued_figure_may_be_told_as_a_sentence() -> None:
    assert REFERENCES.tell("{fact:argued statement}").faults == ()
    assert REFERENCES.tell("{fact:argued}").text == ""


def test_a_publisher_has_its_english_name_where_there_is_one() -> None:
    row = {"fr": "Un", "year": 2025, "source": "Union européenne", "read": "primary", "status": "ok"}
    rows = {"named": {**row, "source_en": "European Union", "review": ""}, "not": {**row, "review": ""}}
    told = {tongue: [one.source for one in read_facts(rows, {}, tongue).values()] for tongue in ("fr", "en")}
    assert told == {"fr": ["Union européenne"] * 2, "en": ["European Union", "Union européenne"]}
