"""A trainer makes a path of the town, changes its order by keyboard, and undoes it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QListWidget
from pytestqt.qtbot import QtBot

from coach import org, places
from coach.app.window import Window
from tests.gui import crowd
from tests.gui.conftest import Desk
from tests.gui.look import keys, named, press, says, unnamed
from tests.gui.team.steps import go, rest, wide

FIRST, SECOND = "ce-que-l-application-sait-de-moi", "les-gestes-qui-comptent"


def fill(window: Window, title: str, lessons: int) -> None:
    """Type a title and tick the first lessons, by keyboard."""
    named(window.page, QLineEdit, "Title").setFocus()
    QTest.keyClicks(window.focusWidget(), title)
    picker = named(window.page, QListView, "Lessons")
    picker.setFocus(Qt.FocusReason.TabFocusReason)
    for _lesson in range(lessons):
        keys(picker, Qt.Key.Key_Space, Qt.Key.Key_Down)


def test_makes_a_path_orders_it_by_keyboard_and_undoes_it(window: Window, desk: Desk, qtbot: QtBot) -> None:
    go(window, qtbot, "path")
    assert places.town() in says(window.page).replace("\u200b", "")
    fill(window, "Les premiers pas", 2)
    assert "2 lessons chosen" in says(window.page)
    order = named(window.page, QListWidget, "Order of the lessons")
    order.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(order, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert unnamed(window) == []
    press(window.page, "Save the path")
    rest(window, qtbot)
    assert org.town_paths(crowd.BOSS)["les-premiers-pas"].lessons == (SECOND, FIRST)
    assert "The path “Les premiers pas” is saved." in says(window)
    assert "les-premiers-pas" in window.me.library.paths
    press(window, "Undo")
    rest(window, qtbot)
    assert org.town_paths(crowd.BOSS) == {}
    assert "les-premiers-pas" not in window.me.library.paths


def test_changes_a_path_and_proposes_it(window: Window, desk: Desk, qtbot: QtBot) -> None:
    shelf = window.me.library
    org.save_path(crowd.BOSS, shelf, org.TownPath("Chez nous", (FIRST, SECOND), audiences=("it",)))
    go(window, qtbot)
    press(window.page, "Change the path Chez nous")
    rest(window, qtbot)
    assert named(window.page, QLineEdit, "Title").text() == "Chez nous"
    press(window.page, "All staff")
    press(window.page, "Move down")
    press(window.page, "Save the path")
    rest(window, qtbot)
    kept = org.town_paths(crowd.BOSS)["chez-nous"]
    assert (kept.lessons, kept.audiences) == ((SECOND, FIRST), ("all-staff", "it"))
    crowd_group = org.find_group(crowd.BOSS, "Accueil")
    proposal = org.Proposal("chez-nous", (crowd_group,))
    assert org.assign(crowd.BOSS, window.me.library, proposal, crowd.NOW)


def test_what_is_missing_is_said_where_it_is_missing(window: Window, desk: Desk, qtbot: QtBot) -> None:
    go(window, qtbot, "path")
    press(window.page, "Save the path")
    assert "Give the path a title." in says(window.page)
    assert named(window.page, QLineEdit, "Title").hasFocus()
    fill(window, "Vide", 0)
    press(window.page, "Save the path")
    assert "Choose at least one lesson." in says(window.page)
    assert not Path(places.town()).exists()


def test_a_refusal_keeps_what_was_typed(window: Window, desk: Desk, qtbot: QtBot) -> None:
    go(window, qtbot, "path")
    fill(window, "Welcome", 1)
    press(window.page, "Save the path")
    rest(window, qtbot)
    assert "another path has this title already." in says(window)
    assert named(window.page, QLineEdit, "Title").text() == "Welcome"
    press(window.page, "Save the path")


def test_what_was_typed_survives_larger_letters(window: Window, desk: Desk, qtbot: QtBot) -> None:
    go(window, qtbot, "path")
    fill(window, "Grand", 2)
    desk.set(text_scale=200)
    window.rebuild()
    rest(window, qtbot)
    assert named(window.page, QLineEdit, "Title").text() == "Grand"
    assert named(window.page, QListWidget, "Order of the lessons").count() == 2
    assert wide(window) == 0
    assert unnamed(window) == []
    assert window.page.help()
