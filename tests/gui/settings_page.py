"""The page of settings in front, on a desk where no agent is really started."""

import pytest

from coach.app.pages.settings import SettingsPage
from coach.app.window import Window

IDLE = "Screen left on"
FROM = f"{IDLE}: from when on"


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """The agent is not really started; each start is noted."""
    starts: list[bool] = []
    monkeypatch.setattr("coach.study.autostart.start_now", lambda: starts.append(True))
    return starts


@pytest.fixture
def page(window: Window) -> SettingsPage:
    """The page, in front."""
    window.go("settings")
    assert isinstance(window.page, SettingsPage)
    return window.page
