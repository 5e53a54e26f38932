"""Small lessons in the place of the shipped ones, for the tests that ask for them."""

from pathlib import Path

import pytest

from coach import places, settings
from tests.unit.study.shelf import make_shelf


@pytest.fixture
def lessons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of four small lessons; Camille reads English."""
    folder = make_shelf(tmp_path)
    monkeypatch.setattr(places, "lessons", lambda: str(folder))
    settings.write("camille", settings.Settings(language="en", name="Camille Roux"))
    return folder
