"""The author of a small lessons folder."""

from pathlib import Path

import pytest

from coach import settings
from tests.unit.content.author import Author, make_folder


@pytest.fixture
def author(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Author:
    """An author who reads English, before a folder without a fault."""
    settings.write("camille", settings.Settings(language="en"))
    return Author(make_folder(tmp_path), capsys)
