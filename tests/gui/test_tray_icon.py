"""The tray's pictures are the program's mark: what the agent hands over is what logo.svg draws."""

import runpy

import pytest
from pytestqt.qtbot import QtBot

from coach.agent.tray import _pictures
from tests.house.tree import ROOT


@pytest.mark.usefixtures("qapp")
def test_the_pictures_are_those_of_the_mark(qtbot: QtBot) -> None:
    drawing = runpy.run_path(str(ROOT / "packaging" / "tray_icon.py"))
    kept = b"".join(picture for _, _, picture in _pictures())
    drawn = drawing["drawn"]()
    assert len(kept) == len(drawn) == sum(4 * size * size for size in drawing["SIZES"])
    # Another Qt may round a colour in another way.
    assert max(abs(a - b) for a, b in zip(kept, drawn, strict=True)) <= 2
