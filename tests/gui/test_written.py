"""Answers that are written, and gaps that are filled: what is typed counts as it was meant."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coach.app.fields.gaps import GapsField
from coach.app.fields.write import WriteField
from coach.app.window import Window
from tests.gui.asked import asked
from tests.gui.look import name_of, press
from tests.gui.look import says as says_it


def says(window: Window) -> str:
    """What is read, however its last words are held together."""
    return says_it(window).replace("\u00a0", " ")


@pytest.fixture
def number(window: Window, qtbot: QtBot) -> WriteField:
    """The field of a number."""
    field = asked(window, qtbot, "piece-jointe-ou-lien", "number").field
    assert isinstance(field, WriteField)
    return field


@pytest.mark.parametrize(("typed", "value"), [("36", 36), ("35,5", 35.5), (" 1 200", 1200), ("0", 0)])
def test_a_number_is_read_as_people_write_it(number: WriteField, typed: str, value: float) -> None:
    number.line.setText(typed)
    assert number.response() == value
    assert number.told.isHidden()


def test_what_is_no_number_is_told_and_not_sent(window: Window, number: WriteField) -> None:
    assert name_of(number.line) == "Your answer, in MB"
    number.line.setText("trente")
    assert number.response() is None
    assert "Digits only, such as 12 or 2.5." in says(window)
    assert number.line.accessibleDescription() == "Digits only, such as 12 or 2.5."
    number.line.clear()
    assert number.told.isHidden()


def test_return_checks_and_the_answer_is_told_beside_what_was_written(
    window: Window, number: WriteField, qtbot: QtBot
) -> None:
    view = window.page.view  # type: ignore[attr-defined] # of a lesson's page
    QTest.keyClicks(number.line, "12")
    QTest.keyClick(number.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.question.hint in says(window))
    press(window, "Try again")
    number.line.setText("13")
    QTest.keyClick(number.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "You wrote: 13. The answer: 36 MB" in says(window))
    assert number.line.isReadOnly()


def test_a_word_is_forgiven_its_spelling(window: Window, qtbot: QtBot) -> None:
    view = asked(window, qtbot, "veille-ou-arret", "text")
    assert isinstance(view.field, WriteField)
    QTest.keyClicks(view.field.line, "SLEEEP")
    QTest.keyClick(view.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "That is it" in says(window))


def test_a_foreseen_wrong_word_teaches(window: Window, qtbot: QtBot) -> None:
    view = asked(window, qtbot, "veille-ou-arret", "text")
    view.field.put("locked")
    press(window, "Check my answer")
    qtbot.waitUntil(lambda: view.question.feedback("verrou") in says(window))


def test_the_text_shows_what_fills_its_gaps(window: Window, qtbot: QtBot) -> None:
    view = asked(window, qtbot, "veille-ou-arret", "gaps")
    field = view.field
    assert isinstance(field, GapsField)
    assert "[\u00a01\u00a0]" in field.told.text()
    assert field.accessibleDescription() == f"{field.instruction} {field.told.text()}"
    field.chips["protege"]["verrouille"].click()
    assert "When a computer is locked, your files" in field.accessibleDescription()
    assert field.response() is None
    field.chips["arrete"]["veille"].click()
    press(window, "Check my answer")
    qtbot.waitUntil(lambda: view.done)
    assert "When it is asleep, nearly everything stops." in field.told.text()


def test_what_the_it_department_does_is_as_good_as_done(window: Window, qtbot: QtBot) -> None:
    view = asked(window, qtbot, "veille-ou-arret", "do")
    view.field.put("managed")
    press(window, "Check my answer")
    qtbot.waitUntil(lambda: "That is it" in says(window))
