"""Erasing everything takes the mailbox's password out of the keyring too, or says that it could not."""

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coach import places
from coach.app.pages.welcome import WelcomePage
from coach.app.widgets.dialog import Confirm
from coach.app.window import Window
from coach.settings import NudgeSetting
from tests.gui.conftest import Desk
from tests.gui.look import named, press, says
from tests.house.tree import ROOT


@pytest.fixture
def kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a keyring that holds a login of the mailbox; the desk of somebody who gave it."""
    file = desk.root / "keyring.json"
    file.write_text(json.dumps({f"{places.FOLDER} mailbox": '{"secret": "s3cret"}'}), "utf-8")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("TEST_KEYRING", str(file))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.real.memory_keyring.Keyring")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    desk.set(nudges={"mail_imap": NudgeSetting(False, None, "2026-11-25", 1)})
    return file


def _erase(window: Window, qtbot: QtBot, told: str = "All your data has been erased") -> None:
    window.go("settings")
    press(window, "Erase all my data")
    press(named(window, Confirm, "Erase all your data?"), "Erase everything")
    # What is made anew is shown by Qt's own loop a moment later.
    qtbot.waitUntil(lambda: told in says(window), timeout=60_000)
    assert isinstance(window.page, WelcomePage)


def test_the_mailbox_s_password_is_gone(kept: Path, window: Window, qtbot: QtBot) -> None:
    _erase(window, qtbot)
    assert json.loads(kept.read_text("utf-8")) == {}


def test_a_keyring_that_does_not_open_is_told(
    kept: Path, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    _erase(window, qtbot, told="coach mailbox forget")
    assert "s3cret" in kept.read_text("utf-8")


def test_who_gave_no_login_waits_for_no_keyring(kept: Path, desk: Desk, window: Window, qtbot: QtBot) -> None:
    desk.set(nudges={})
    window.go("today")
    _erase(window, qtbot)
    assert "s3cret" in kept.read_text("utf-8")
