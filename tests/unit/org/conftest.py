"""A home of its own for every test of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach import words
from coach.content.library import Library, library
from tests.unit.org.town import empty_home, settle


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """`COACH_HOME` without anybody."""
    words.use("en")
    with empty_home(tmp_path / "home", monkeypatch) as folder:
        yield folder


@pytest.fixture
def settled(home: Path) -> Path:
    """`COACH_HOME` of the small town."""
    settle()
    return home


@pytest.fixture(scope="session")
def shelf() -> Library:
    """The shipped lessons in English."""
    return library("en")
