"""A reminder that needs an add-on says so where none is connected; its switch may be moved all the same."""

import sys
from pathlib import Path

import pytest

from coach.app.widgets.consent_card import ConsentCard
from coach.app.window import Window
from coach.study import addons
from tests.gui.conftest import Desk

MISSING = "not connected on this computer"


def told(window: Window, name: str) -> str:
    """What the card of a sensor says, as far as it is shown."""
    (card,) = (one for one in window.page.findChildren(ConsentCard) if one.sensor.texts.name == name)
    assert card.switch.isEnabled()
    return card._missing.text() if card._missing.isVisibleTo(card) else ""


@pytest.mark.parametrize("page", ["privacy", "settings"])
def test_it_is_said_until_a_browser_is_connected(
    window: Window, desk: Desk, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(addons, "linux", lambda config, home, *, system: _places(tmp_path, system=system))
    window.go(page)
    assert MISSING in told(window, "Open tabs")
    assert told(window, "Screen left on") == ""
    monkeypatch.setattr(addons, "bridge", lambda: sys.executable)
    assert addons.install(system=False) == ["Chromium"]
    window.page.refresh()
    assert told(window, "Open tabs") == ""
    # Chromium weighs an attachment only where the policy names a webmail.
    assert MISSING in told(window, "Large attachments")


def _places(folder: Path, *, system: bool) -> tuple[addons.Place, ...]:
    place = addons.Place("Chromium", "chromium", str(folder / "hosts"), (f"{folder}/",))
    return () if system else (place,)
