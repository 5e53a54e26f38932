"""The page of last resort, and the fixtures that every page's tests build on."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coach import places, words
from coach.app.pages.trouble import Trouble
from coach.app.start import _open, make_window
from coach.app.window import Window
from tests.gui.conftest import Desk
from tests.gui.look import press, says, settle, unnamed


def test_says_that_nothing_was_lost_and_what_to_do(window: Window) -> None:
    window.go("trouble")
    assert "Nothing was erased." in says(window.page)
    assert unnamed(window) == []


def damage(file: Path) -> None:
    file.write_bytes(b"no database" * 800)


def age(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version=99")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (damage, "The records file is damaged: {file}"),
        (age, "These records were written by a newer version of the program: {file}"),
    ],
)
@pytest.mark.parametrize("link", ["", "coach://lesson/veille-ou-arret"])
def test_the_window_opens_and_says_why_when_nobody_can_be_known(
    desk: Desk, qtbot: QtBot, harm: Callable[[Path], None], said: str, link: str
) -> None:
    file = Path(places.organisation())
    harm(file)
    window = make_window()
    qtbot.addWidget(window)
    _open(window, link, first=True)
    window.show()
    settle()
    assert isinstance(window.page, Trouble)
    assert str(file) in says(window)
    words.use("en")
    window.go("trouble")
    assert "Nothing was erased." in says(window.page)
    assert said.format(file=file) in says(window)
    file.unlink()
    press(window, "Try again")
    assert "Camille" in says(window.page)
