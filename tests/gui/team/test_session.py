"""A session in a room: projected, ticked by search, a sheet saved, recorded, undone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListView, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from coach import org
from coach.app.pages.projection import slides
from coach.app.window import Window
from coach.content.library import library
from coach.org import Query
from tests.gui import crowd
from tests.gui.conftest import Desk
from tests.gui.look import keys, named, press, says, unnamed
from tests.gui.team.steps import go, rest, wide


def prepare(window: Window, qtbot: QtBot) -> None:
    """Choose the path Browser and web, and tick all of Voirie found by its name."""
    go(window, qtbot, "session")
    named(window.page, QRadioButton, "Browser and web").click()
    named(window.page, QLineEdit, "Search for a service, a group or a person").setText("voirie")
    press(window.page, "Tick every line shown")


def test_records_whoever_was_there_and_undoes_it(window: Window, desk: Desk, qtbot: QtBot) -> None:
    prepare(window, qtbot)
    lessons = len(window.me.library.paths["web"].lessons)
    told = "of “Browser and web”, finished in a group session by 3 people. Attested by Inès Faure."
    assert f"{lessons} lessons {told}" in says(window.page)
    people = named(window.page, QListView, "People present")
    people.setFocus(Qt.FocusReason.TabFocusReason)
    keys(people, Qt.Key.Key_Space)
    assert "2 people present" in says(window.page)
    assert unnamed(window) == []
    press(window.page, "Record the session")
    rest(window, qtbot)
    found = org.preview(crowd.BOSS, library("en"), Query(grain="completion"))
    assert found.count == 2 * lessons
    assert all("group session" in row for row in found.rows)
    assert "2 people, attested by Inès Faure" in says(window.page)
    press(window, "Undo")
    rest(window, qtbot)
    assert org.preview(crowd.BOSS, library("en"), Query(grain="completion")).count == 0
    assert "attested by Inès Faure" not in says(window.page)


def test_saves_a_sheet_to_sign(
    window: Window, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "sheet.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    prepare(window, qtbot)
    press(window.page, "Save the sign-in sheet")
    rest(window, qtbot)
    sheet = file.read_text("utf-8")
    assert sheet.count('<th scope="row">Équipier') == 3
    assert "Browser and web" in sheet
    assert "Saved to" in says(window)


def test_says_what_is_missing(window: Window, desk: Desk, qtbot: QtBot) -> None:
    go(window, qtbot, "session")
    # Once where the record is summed up; pressing says it beside what is missing, too.
    for missing in ("Choose a path first.", "Tick at least one person."):
        assert says(window.page).count(missing) == 1
        press(window.page, "Record the session")
        assert says(window.page).count(missing) == 2
        named(window.page, QRadioButton, "Browser and web").click()
    prepare(window, qtbot)
    for typed, said in (("soon", "is not a day."), ("2999-01-01", "is still to come.")):
        named(window.page, QLineEdit, "Day of the session").setText(typed)
        press(window.page, "Record the session")
        rest(window, qtbot)
        assert said in says(window)
    assert org.sessions(crowd.BOSS, library("en")) == ()


def test_projects_in_large_letters_and_comes_back_as_it_was(window: Window, desk: Desk, qtbot: QtBot) -> None:
    prepare(window, qtbot)
    press(window.page, "Project the path")
    lessons = [library("en").lesson(name) for name in library("en").paths["web"].lessons]
    assert window.isFullScreen()
    assert window.page.title is not None
    assert window.page.title.text() == lessons[0].steps[0].title
    assert window.page.title.font().pixelSize() >= 40
    assert unnamed(window) == []
    last = sum(len(lesson.steps) + 2 * lesson.ask for lesson in lessons)
    for number in range(1, last):
        assert f"{number} of {last}" in says(window.page)
        press(window.page, "Continue")
    assert not named(window.page, QPushButton, "Continue").isEnabled()
    assert lessons[-1].questions[lessons[-1].ask - 1].reason in says(window.page)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    rest(window, qtbot)
    assert not window.isFullScreen()
    assert named(window.page, QRadioButton, "Browser and web").isChecked()
    assert "3 people present" in says(window.page)


def test_nothing_is_recorded_by_looking(window: Window, desk: Desk, qtbot: QtBot) -> None:
    go(window, qtbot)
    window.go("projection", "bienvenue")
    press(window.page, "Continue")
    press(window.page, "Quit the projection")
    rest(window, qtbot)
    assert org.preview(crowd.BOSS, library("en"), Query(grain="completion")).count == 0
    window.go("projection", "no-such-path")
    assert "no-such-path" in says(window)
    assert not window.isFullScreen()


def test_larger_letters_keep_what_was_typed(window: Window, desk: Desk, qtbot: QtBot) -> None:
    prepare(window, qtbot)
    desk.set(text_scale=200)
    window.rebuild()
    rest(window, qtbot)
    assert "3 people present" in says(window.page)
    assert wide(window) == 0
    assert unnamed(window) == []
    assert window.page.help()


@pytest.mark.parametrize("name", sorted(library("fr").folders))
def test_every_question_is_followed_by_its_answer_in_words(name: str) -> None:
    shelf = library("fr")
    lesson = shelf.lesson(name)
    shown = list(slides(shelf, [name]))
    assert len(shown) == len(lesson.steps) + 2 * lesson.ask
    for question, place in zip(lesson.questions, range(len(lesson.steps), len(shown), 2), strict=False):
        asked, answered = shown[place : place + 2]
        assert asked.title == answered.title == question.text
        assert answered.body == question.reason
        assert not asked.body
        assert bool(asked.choices) == (question.kind not in ("estimate", "number", "text"))
        assert bool(answered.choices) == (question.kind not in ("estimate", "number"))


def test_only_the_lessons_ticked_are_projected(window: Window, desk: Desk, qtbot: QtBot) -> None:
    go(window, qtbot, "session")
    named(window.page, QRadioButton, "Welcome").click()
    lessons = named(window.page, QListView, "Lessons gone through")
    lessons.setFocus(Qt.FocusReason.TabFocusReason)
    for _lesson in range(5):
        keys(lessons, Qt.Key.Key_Space, Qt.Key.Key_Down)
    press(window.page, "Project the path")
    last = window.me.library.paths["bienvenue"].lessons[-1]
    assert f"1 of {len(list(slides(window.me.library, [last])))}" in says(window.page)
    keys(window, Qt.Key.Key_Escape)
