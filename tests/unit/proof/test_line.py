"""The line for the training record: one line of plain words that no spreadsheet takes for a formula."""

import pytest

from coach import words
from coach.proof.line import line, line_file, number_in
from coach.proof.marks import is_whole
from tests.unit.proof.made import HOSTILE, attestation


def test_it_tells_action_dates_duration_level_and_number() -> None:
    one = attestation()
    assert line(one) == (
        "Training: “Welcome” (edition 2), from November\u00a03,\u00a02026 to November\u00a026,\u00a02026; 7 minutes"
        " (published standard duration; the time spent is not measured); level: awareness, practice; nature: internal"
        f" distance training; attestation {one.number}, Ville d’Été."
    )


def test_without_an_organisation_it_says_so() -> None:
    told = line(attestation(organisation=None, levels=()))
    assert "personal statement" in told
    assert "level: –" in told


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("title", HOSTILE)
def test_it_is_one_line_that_begins_with_our_words(title: str, language: str) -> None:
    words.use(language)
    told = line(attestation(title=title, language=language))
    assert len(told.splitlines()) == 1
    assert told[0] not in "=+-@\t\r"
    assert title in told


def test_the_file_keeps_line_number_and_fingerprint() -> None:
    one = attestation()
    made = line_file(one)
    assert made.decode().splitlines()[0] == line(one)
    assert number_in(made) == one.number
    assert is_whole(made)
    assert one.code in made.decode()
    assert number_in(b"anything") == ""
