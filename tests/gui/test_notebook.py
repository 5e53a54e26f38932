"""Carnet de gestes: note, plan, change, remove and undo, by keyboard as well."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from coach import study
from coach.app.window import Window
from coach.store.glance import Notebook
from coach.study import notebook, today
from tests.gui.conftest import Desk
from tests.gui.look import keys, name_of, named, press, says, settle, unnamed, until, widgets

OWN = "Something else, in my own words"
FIELD = "Your gesture, in your own words"


def notes() -> tuple[Notebook, ...]:
    return today.learning(study.me()).notes


def note(gesture: str, state: str, day: date, now: datetime, words: str = "") -> None:
    notebook.note(study.me().person, gesture, words, state, day, now)


def pick(window: Window, name: str) -> None:
    named(window.page, QRadioButton, name).click()
    settle()


@pytest.fixture
def day(now: datetime) -> date:
    """The local day."""
    return now.astimezone().date()


def test_an_empty_notebook_invites_to_a_first_gesture(window: Window) -> None:
    window.go("notebook")
    assert "Your notebook is empty for now. Note a first gesture, even a small one." in says(window.page)
    press(window.page, "Note a first gesture")
    assert named(window.page, QComboBox, "Domain of the gesture").isVisible()
    assert "empty for now" not in says(window.page)
    assert unnamed(window) == []


def test_a_gesture_of_the_list_is_noted_and_can_be_undone(window: Window, qtbot: QtBot, day: date) -> None:
    window.go("notebook", "new")
    pick(window, "Choose a single gesture for the month and write it in your notebook.")
    press(window.page, "Save")
    until(qtbot, lambda: "This week" in says(window.page))
    assert [(line.gesture, line.state, line.day) for line in notes()] == [("choisir-un-geste", "done", day)]
    press(window, "Undo")
    until(qtbot, lambda: "empty for now" in says(window.page))
    assert notes() == ()


def test_own_words_are_noted_by_keyboard_alone(window: Window, qtbot: QtBot) -> None:
    window.activateWindow()
    window.go("notebook", "new")
    assert named(window.page, QComboBox, "Domain of the gesture").hasFocus()
    pick(window, OWN)
    field = named(window.page, QLineEdit, FIELD)
    field.setFocus()
    QTest.keyClicks(field, "  Switch off   the printer ")
    keys(field, Qt.Key.Key_Return)
    until(qtbot, lambda: "This week" in says(window.page))
    assert [(line.gesture, line.words) for line in notes()] == [("", "Switch off the printer")]
    assert "The effect cannot be measured." in says(window.page)


def test_nothing_chosen_is_said_beside_the_field(window: Window) -> None:
    window.activateWindow()
    window.go("notebook", "new")
    press(window.page, "Save")
    assert "Choose a gesture, or write your own." in says(window.page)
    pick(window, OWN)
    assert "Choose a gesture" not in says(window.page)
    press(window.page, "Save")
    assert "Choose a gesture, or write your own." in says(window.page)
    assert named(window.page, QLineEdit, FIELD).hasFocus()
    assert notes() == ()


def test_what_is_still_to_come_can_only_be_planned(window: Window, qtbot: QtBot, day: date) -> None:
    later = day + timedelta(days=5)
    window.go("notebook", "new")
    pick(window, "Choose a single gesture for the month and write it in your notebook.")
    named(window.page, QDateEdit, "Day").setDate(QDate(later.year, later.month, later.day))
    press(window.page, "Save")
    assert "This day is still to come" in says(window.page)
    pick(window, "Planned")
    press(window.page, "Save")
    until(qtbot, lambda: "Planned gestures" in says(window.page))
    assert [(line.state, line.day) for line in notes()] == [("planned", later)]


def test_an_effect_has_its_source_or_is_not_told(window: Window) -> None:
    window.go("notebook", "new")
    box = named(window.page, QComboBox, "Domain of the gesture")
    box.setCurrentIndex(box.findText("Workstation and screens"))
    settle()
    pick(window, "Set sleep to 10 minutes away, or ask the IT help desk to do it.")
    assert "Order of magnitude: 6\u00a0to\u00a09\u00a0kWh/year (" in says(window.page)
    pick(window, OWN)
    assert "The effect cannot be measured." in says(window.page)
    assert "Order of magnitude" not in says(window.page)


def test_planned_gestures_come_first_and_are_done_with_one_button(
    window: Window, qtbot: QtBot, now: datetime, day: date
) -> None:
    planned = day + timedelta(days=2)
    note("favoris-metier", "done", day, now)
    note("regler-la-veille", "planned", planned, now)
    window.go("notebook")
    told = says(window.page)
    assert told.index("Planned gestures") < told.index("This week")
    did = [name_of(b) for b in widgets(window.page, QPushButton) if name_of(b).startswith("I did it")]
    assert len(did) == 1
    press(window.page, did[0])
    until(qtbot, lambda: "Planned gestures" not in says(window.page))
    assert {(line.gesture, line.state, line.day) for line in notes()} == {
        ("favoris-metier", "done", day),
        ("regler-la-veille", "done", day),
    }
    press(window, "Undo")
    until(qtbot, lambda: "Planned gestures" in says(window.page))
    assert ("regler-la-veille", "planned", planned) in {(n.gesture, n.state, n.day) for n in notes()}


def test_lines_stand_by_week(window: Window, now: datetime, day: date) -> None:
    monday = day - timedelta(days=day.weekday())
    note("favoris-metier", "done", monday, now)
    note("favoris-metier", "habit", monday - timedelta(days=1), now)
    note("favoris-metier", "done", monday - timedelta(days=21), now)
    window.go("notebook")
    told = says(window.page)
    assert told.index("This week") < told.index("Last week") < told.index("Week of ")


def test_a_line_is_changed_and_changed_back(window: Window, qtbot: QtBot, now: datetime, day: date) -> None:
    note("", "done", day, now, words="Printer off")
    window.go("notebook")
    change = next(name_of(b) for b in widgets(window.page, QPushButton) if name_of(b).startswith("Change, "))
    press(window.page, change)
    assert named(window.page, QLineEdit, FIELD).text() == "Printer off"
    named(window.page, QLineEdit, FIELD).setText("Printer off on Fridays")
    pick(window, "A habit")
    press(window.page, "Save")
    until(qtbot, lambda: "Printer off on Fridays" in says(window.page))
    assert [(line.words, line.state) for line in notes()] == [("Printer off on Fridays", "habit")]
    press(window, "Undo")
    until(qtbot, lambda: "Printer off on Fridays" not in says(window.page))
    assert [(line.words, line.state) for line in notes()] == [("Printer off", "done")]


def test_a_removed_line_comes_back_as_it_was(window: Window, qtbot: QtBot, now: datetime, day: date) -> None:
    window.activateWindow()
    note("favoris-metier", "habit", day, now)
    note("regler-la-veille", "done", day, now)
    before = notes()
    window.go("notebook")
    remove = next(b for b in widgets(window.page, QPushButton) if name_of(b).startswith("Remove, Set sleep"))
    remove.setFocus()
    remove.click()
    until(qtbot, lambda: len(notes()) == 1 and "Gesture removed." in says(window))
    assert named(window.page, QPushButton, "Note a gesture").hasFocus(), "the focus was lost with its button"
    press(window, "Undo")
    until(qtbot, lambda: len(notes()) == 2)
    assert set(notes()) == set(before)


def test_the_same_gesture_twice_a_day_has_two_names(window: Window, now: datetime, day: date) -> None:
    note("favoris-metier", "done", day, now)
    note("favoris-metier", "done", day, now)
    window.go("notebook")
    assert unnamed(window) == []


def test_escape_and_ctrl_n_keep_what_was_typed(window: Window) -> None:
    window.go("notebook", "new")
    pick(window, OWN)
    named(window.page, QLineEdit, FIELD).setText("Half a sent")
    before = window.page
    window.page.note()
    assert window.page is before
    window.page.escape()
    assert not [field for field in widgets(window.page, QLineEdit) if name_of(field) == FIELD]
    press(window.page, "Note a first gesture")
    assert named(window.page, QLineEdit, FIELD).text() == "Half a sent"


def test_cancel_forgets_what_was_typed(window: Window) -> None:
    window.go("notebook", "new")
    pick(window, OWN)
    named(window.page, QLineEdit, FIELD).setText("Half a sent")
    press(window.page, "Cancel")
    press(window.page, "Note a first gesture")
    pick(window, OWN)
    assert named(window.page, QLineEdit, FIELD).text() == ""


def test_a_gesture_that_left_the_list_keeps_its_line(window: Window, now: datetime, day: date) -> None:
    note("gone-from-the-list", "done", day, now)
    window.go("notebook")
    assert "gone-from-the-list" in says(window.page)
    change = next(name_of(b) for b in widgets(window.page, QPushButton) if name_of(b).startswith("Change, "))
    press(window.page, change)
    assert named(window.page, QLineEdit, FIELD).text() == "gone-from-the-list"


def test_larger_letters_keep_what_was_typed(window: Window, desk: Desk, day: date) -> None:
    window.go("notebook", "new")
    pick(window, OWN)
    named(window.page, QLineEdit, FIELD).setText("Éteindre l’imprimante")
    pick(window, "Planned")
    wished = day + timedelta(days=3)
    named(window.page, QDateEdit, "Day").setDate(QDate(wished.year, wished.month, wished.day))
    desk.set(text_scale=200)
    window.rebuild()
    assert named(window.page, QLineEdit, FIELD).text() == "Éteindre l’imprimante"
    assert named(window.page, QRadioButton, "Planned").isChecked()
    assert named(window.page, QDateEdit, "Day").date().toString(Qt.DateFormat.ISODate) == wished.isoformat()


def test_larger_letters_keep_a_change_that_was_begun(
    window: Window, desk: Desk, qtbot: QtBot, now: datetime, day: date
) -> None:
    note("", "habit", day, now, "Trier le lundi")
    window.go("notebook")
    press(
        window.page, next(name_of(one) for one in widgets(window.page, QPushButton) if one.text() == "Change")
    )
    named(window.page, QLineEdit, FIELD).setText("Trier le mardi")
    desk.set(text_scale=200)
    window.rebuild()
    assert "Change a gesture" in says(window.page)
    press(window.page, "Save")
    until(qtbot, lambda: [one.words for one in notes()] == ["Trier le mardi"])
