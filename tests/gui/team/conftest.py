"""A trainer's desk in a town with people."""

import pytest
from pytestqt.qtbot import QtBot

from coach.app.window import Window
from tests.gui import crowd
from tests.gui.conftest import Desk
from tests.gui.team.steps import go


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A desk in a town with people."""
    return crowd.settle(desk)


@pytest.fixture
def team(window: Window, qtbot: QtBot) -> Window:
    """The window on Équipe."""
    return go(window, qtbot)
