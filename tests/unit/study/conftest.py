"""Small lessons in the place of the shipped ones, for the tests that ask for them."""

from pathlib import Path

import pytest

from coach import places, settings
from coach.content.check import stamp
from tests.unit.content.quiz import make_quiz
from tests.unit.study.shelf import MINUTE, NOW, make_shelf, pass_through


@pytest.fixture
def lessons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of four small lessons; Camille reads English."""
    folder = make_shelf(tmp_path)
    monkeypatch.setattr(places, "lessons", lambda: str(folder))
    settings.write("camille", settings.Settings(language="en", name="Camille Roux"))
    return folder


@pytest.fixture
def quiz(lessons: Path) -> Path:
    """The path `bienvenue` ends with a quiz, and Camille has finished its lessons."""
    place = make_quiz(lessons)
    stamp(lessons)
    for name in ("un", "deux", "trois"):
        pass_through(name, NOW - 1440 * MINUTE)
    return place
