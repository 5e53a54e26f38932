"""A path is proposed in three steps, and undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
)
from pytestqt.qtbot import QtBot

from coach import org
from coach.app.window import Window
from tests.gui import crowd
from tests.gui.conftest import Desk
from tests.gui.look import keys, named, press, says
from tests.gui.team.steps import SPOKEN, choose, go, lines, rest


def test_proposes_by_keyboard_alone_and_undoes(window: Window, desk: Desk, qtbot: QtBot) -> None:
    go(window, qtbot)
    assert window.focusWidget() is named(window.page, QPushButton, "Assign a path")
    keys(window.focusWidget(), Qt.Key.Key_Return)
    rest(window, qtbot)
    keys(window.focusWidget(), Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert window.focusWidget() is named(window.page, QLineEdit, "Search for a service, a group or a person")
    QTest.keyClicks(window.focusWidget(), "accueil service")
    keys(window.focusWidget(), Qt.Key.Key_Down)
    chosen = named(window.page, QListView, "Services, groups and people")
    assert chosen.hasFocus()
    assert chosen.currentIndex().data(SPOKEN) == "Accueil, service, 7 people, not chosen"
    keys(chosen, Qt.Key.Key_Space)
    assert chosen.currentIndex().data(SPOKEN) == "Accueil, service, 7 people, chosen"
    keys(chosen, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert window.focusWidget() is named(window.page, QLineEdit, "Wished day")
    QTest.keyClicks(window.focusWidget(), "2099-03-15")
    assert "“Welcome”, proposed to Accueil: 7 people, wished for March\u00a015,\u00a02099." in says(
        window.page
    )
    keys(window.focusWidget(), Qt.Key.Key_Return)
    rest(window, qtbot)
    assert lines() == [("bienvenue", "Accueil")]
    assert "“Welcome” is proposed to Accueil." in says(window)
    press(window, "Undo")
    rest(window, qtbot)
    assert lines() == []


def test_counts_everybody_once(window: Window, desk: Desk, qtbot: QtBot) -> None:
    org.create_cohort(crowd.BOSS, "Pilots", ["a1", "v1"], crowd.NOW)
    choose(window, qtbot, "Accueil", "Pilots")
    assert "proposed to 2 groups: 8 people, without a wished day." in says(window.page)


def test_asks_for_what_is_missing(window: Window, desk: Desk, qtbot: QtBot) -> None:
    go(window, qtbot, "assign")
    press(window.page, "Continue")
    assert "Choose a path first." in says(window.page)
    named(window.page, QRadioButton, "Welcome").click()
    assert "Choose a path first." not in says(window.page)
    press(window.page, "Continue")
    press(window.page, "Continue")
    assert "Choose at least one service, group or person." in says(window.page)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("soon", "“soon” is not a day."),
        ("31/12/1999", "The wished day is already over: December\u00a031,\u00a01999."),
    ],
)
def test_a_wrong_day_is_told_below_its_field(
    window: Window, desk: Desk, qtbot: QtBot, typed: str, told: str
) -> None:
    choose(window, qtbot, "Accueil")
    day = named(window.page, QLineEdit, "Wished day")
    day.setText(typed)
    press(window.page, "Send")
    rest(window, qtbot)
    assert told in says(window.page)
    assert day.hasFocus()
    assert told in day.accessibleDescription()
    assert lines() == []
    day.setText("2099-01-31")
    assert told not in says(window.page)
    press(window.page, "Send")
    rest(window, qtbot)
    assert lines() == [("bienvenue", "Accueil")]


def test_says_that_a_path_is_proposed_already(window: Window, desk: Desk, qtbot: QtBot) -> None:
    crowd.propose("bienvenue", "Accueil")
    choose(window, qtbot, "Accueil", "Voirie")
    press(window.page, "Send")
    rest(window, qtbot)
    assert "“Welcome” is already proposed to Accueil" in says(window)
    assert lines() == [("bienvenue", "Accueil")]
    assert named(window.page, QPushButton, "Send").isEnabled()


def test_what_was_typed_outlives_escape_and_larger_text(window: Window, desk: Desk, qtbot: QtBot) -> None:
    choose(window, qtbot, "Voirie")
    named(window.page, QPlainTextEdit, "Message").setPlainText("At your own pace.")
    desk.set(text_scale=200)
    window.rebuild()
    rest(window, qtbot)
    assert "proposed to Voirie: 3 people" in says(window.page)
    window.page.escape()
    rest(window, qtbot)
    press(window.page, "Assign a path")
    rest(window, qtbot)
    assert named(window.page, QPlainTextEdit, "Message").toPlainText() == "At your own pace."
    press(window.page, "Send")
    rest(window, qtbot)
    assert lines() == [("bienvenue", "Voirie")]


def test_alt_and_arrows_walk_through_the_steps(window: Window, desk: Desk, qtbot: QtBot) -> None:
    choose(window, qtbot, "Accueil")
    window.page.step(-1)
    assert "To whom?" in says(window.page)
    window.page.step(-1)
    assert named(window.page, QRadioButton, "Welcome").isChecked()
    window.page.step(1)
    window.page.step(1)
    assert "With which wish?" in says(window.page)


def test_a_long_message_is_kept_to_its_length(window: Window, desk: Desk, qtbot: QtBot) -> None:
    choose(window, qtbot, "Accueil")
    message = named(window.page, QPlainTextEdit, "Message")
    message.setPlainText("x" * 500)
    assert len(message.toPlainText()) == 300
    assert "300 of 300 characters" in says(window.page)
