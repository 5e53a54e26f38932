"""Glossaire: found from Parcours, read by keyboard alone, opened from a lesson without leaving it."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from coach.app.pages.lesson import LessonPage
from coach.app.widgets.document import Document
from coach.app.window import Window
from tests.gui.conftest import Desk
from tests.gui.look import keys, name_of, named, press, says, settle, unnamed, until, widgets


def dialog(window: Window) -> QDialog:
    """The one dialog that is open."""
    (found,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
    return found


def test_every_word_stands_under_its_letter(window: Window) -> None:
    window.go("paths")
    press(window.page, "Glossary")
    said = says(window.page)
    assert f"{len(window.me.library.terms)} words" in said
    assert "\nA\n" in said
    rows = [name_of(row) for row in widgets(window.page, QPushButton)]
    assert rows.index("alternative text") < rows.index("browser") < rows.index("cookie")
    assert unnamed(window) == []
    keys(window, Qt.Key.Key_Escape)
    named(window.page, QLineEdit, "Search for a lesson, a word or a figure")


def test_typing_shortens_the_list_and_a_spelling_finds_its_word(window: Window) -> None:
    window.go("glossary")
    field = named(window.page, QLineEdit, "Search for a word")
    field.setText("LCA")
    settle()
    assert "1 word" in says(window.page)
    row = named(window.page, QPushButton, "life cycle assessment")
    assert "Also called: life-cycle assessment, LCA" in row.accessibleDescription()
    field.setText("zzz")
    settle()
    assert "No word of the glossary has that. Try a shorter one." in says(window.page)


def test_enter_opens_the_whole_definition_and_leads_to_others(window: Window) -> None:
    window.go("glossary")
    row = named(window.page, QPushButton, "sleep mode")
    row.setFocus()
    keys(row, Qt.Key.Key_Return)
    opened = dialog(window)
    assert "Microsoft, 2013" in says(opened)
    press(opened, "Definition: screen lock")
    assert dialog(window).windowTitle() == "screen lock"
    press(dialog(window), "Close")
    assert unnamed(window) == []


def test_a_step_explains_its_words_without_leaving_the_lesson(window: Window, qtbot: QtBot) -> None:
    window.go("lesson", "veille-ou-arret")
    page = cast(LessonPage, window.page)
    until(qtbot, lambda: page.view is not None)
    page.show_screen(2)
    settle()
    assert "Words explained" in says(page)
    document = widgets(page, Document)[0]
    assert "glossary:kwh" in document.toHtml()
    button = named(page, QPushButton, "Definition: kilowatt-hour")
    button.setFocus()
    keys(button, Qt.Key.Key_Return)
    assert "The unit of energy on electricity bills" in says(dialog(window))
    keys(dialog(window), Qt.Key.Key_Escape)
    assert page.at == 2
    assert unnamed(window) == []


def test_a_click_on_the_word_opens_it_too(window: Window, qtbot: QtBot) -> None:
    window.go("lesson", "veille-ou-arret")
    page = cast(LessonPage, window.page)
    until(qtbot, lambda: page.view is not None)
    page.show_screen(2)
    settle()
    document = widgets(page, Document)[0]
    document.anchorClicked.emit("glossary:kwh")
    assert dialog(window).windowTitle() == "kilowatt-hour"
    press(dialog(window), "Close")
    document.asked.emit("glossary:nothing")
    assert not [one for one in window.findChildren(QDialog) if one.isVisible()]


def test_larger_letters_keep_the_word(window: Window, desk: Desk) -> None:
    window.go("glossary")
    named(window.page, QLineEdit, "Search for a word").setText("LCA")
    desk.set(text_scale=200)
    window.rebuild()
    assert named(window.page, QLineEdit, "Search for a word").text() == "LCA"
    assert "1 word" in says(window.page)
