"""Fill the gaps of a text."""

import pytest

from coach.questions.gaps import KIND

KEY = {
    "gaps": ["un", "deux"],
    "fillers": ["veille", "arret", "lune"],
    "right": {"un": "veille", "deux": "arret"},
}


def test_each_gap_counts_by_itself() -> None:
    assert KIND.check(KEY) == []
    assert KIND.score(KEY, {"un": "veille", "deux": "lune"}) == 0.5
    assert KIND.misses(KEY, {"un": "lune", "deux": "arret"}) == ("un",)


@pytest.mark.parametrize("text", ["", "Le soir, [un].", "[un] [un] [deux]"])
def test_a_text_shows_every_gap_once(text: str) -> None:
    assert KIND.check_words(KEY, {"text": text})
    assert KIND.check_words(KEY, {"text": "À midi la [un], le soir l’[deux]."}) == []


def test_faults() -> None:
    assert KIND.check({**KEY, "right": {"un": "veille"}}) == ["the gap “deux” has no right filler"]
    assert KIND.check({**KEY, "right": {**KEY["right"], "trois": "lune"}}) == [  # type: ignore[dict-item]
        "“right” names a gap that is not there"
    ]
    assert KIND.check({**KEY, "fillers": ["veille", "arret", "un"]}) == ["an id stands for two things"]
    assert KIND.check({**KEY, "gaps": []})[0] == "a text needs at least one of “gaps” and two of “fillers”"
