"""The small town, and the lessons its people are given."""

from pathlib import Path

import pytest

from coach.content.library import Library, library
from tests.unit.org.town import settle


@pytest.fixture
def settled(home: Path) -> Path:
    """`COACH_HOME` of the small town."""
    settle()
    return home


@pytest.fixture(scope="session")
def shelf() -> Library:
    """The shipped lessons in English."""
    return library("en")
