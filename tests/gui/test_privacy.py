"""Confidentialité: the table, everything seen, exported and erased, switches, sources and recent reminders."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QTableView
from pytestqt.qtbot import QtBot

from coach import handover, study
from coach.app.pages.lesson import LessonPage
from coach.app.pages.privacy import KNOWN
from coach.app.widgets.button import Button
from coach.app.widgets.controls import Toggle
from coach.app.widgets.dialog import Confirm
from coach.app.widgets.everything import Everything
from coach.app.window import Window
from coach.study import notebook, sitting
from tests.gui.conftest import Desk
from tests.gui.look import named, press, says, settle, unnamed, until, widgets

TABLE = "What the program knows of you"
LOOKED = "What was looked at, day by day"


@pytest.fixture
def noticed(desk: Desk) -> datetime:
    """A reminder three days ago, and looks on that day and today."""
    now = datetime.now(UTC)
    study.consent("idle", True, now)
    study.brief_agent(now)
    then = (now - timedelta(days=3)).astimezone()
    with handover.journal(then) as ledger:
        ledger.note("idle")
    for moment in (then, now.astimezone()):
        handover.look_noted("idle.x11", moment)
    return now


def _cells(table: QTableView, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> list[list[str]]:
    model = table.model()
    return [
        [str(model.index(row, column).data(role)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_table_says_what_why_where_how_long_and_who(window: Window) -> None:
    window.go("privacy")
    table = named(window, QTableView, TABLE)
    headers = [
        table.model().headerData(n, Qt.Orientation.Horizontal) for n in range(table.model().columnCount())
    ]
    assert headers == ["What", "Why", "Where", "How long", "Who sees it"]
    assert _cells(table) == [list(line) for line in KNOWN]
    said = _cells(table, Qt.ItemDataRole.AccessibleTextRole)
    assert said[1][4] == "Lessons and answers, Who sees it: you alone"
    assert unnamed(window) == []
    assert window.page.help()


def test_the_table_becomes_cards_when_the_text_is_large(window: Window, desk: Desk) -> None:
    desk.set(text_scale=200)
    window.go("privacy")
    window.rebuild()
    assert widgets(window.page, QTableView) == []
    for line in KNOWN:
        assert line[0] in says(window.page)
    assert "Who sees it: you, trainers and HR" in says(window.page)


def test_every_row_of_the_table_is_high_enough_for_its_words(window: Window) -> None:
    window.resize(800, 560)
    window.go("privacy")
    settle()
    table = named(window, QTableView, TABLE)
    rows = sum(table.rowHeight(row) for row in range(table.model().rowCount()))
    assert table.viewport().height() >= rows
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_everything_is_shown_in_words(window: Window, desk: Desk, qtbot: QtBot, noticed: datetime) -> None:
    me = study.me()
    lesson = me.library.lesson("veille-ou-arret")
    taken = sitting.open_lesson(me.person, lesson, noticed)
    notebook.note(me.person, "", "Fermer les onglets", "done", noticed.date(), noticed)
    window.go("privacy")
    press(window, "See everything")
    until(qtbot, lambda: bool(window.findChildren(Everything)))
    dialog = window.findChildren(Everything)[0]
    told = {table.accessibleName(): _cells(table) for table in widgets(dialog, QTableView)}
    assert told["Your gestures"][0][:2] == ["Fermer les onglets", "done"]
    assert told["Lessons begun or finished"][0][0] == lesson.title
    assert told["Lessons begun or finished"][0][2] == "not yet"
    assert [row[0] for row in told["Reminders shown"]] == ["Your screen can go to sleep by itself."]
    assert ["Name", "Camille"] in told["Who you are"]
    assert ["Screen left on", "true"] in told["Your settings"]
    assert "Nothing is kept here." in says(dialog)
    assert taken.lesson.id == lesson.id
    press(dialog, "Close")


def test_answers_are_shown_with_the_words_of_the_question(window: Window, qtbot: QtBot) -> None:
    me, now = study.me(), datetime.now(UTC)
    taken = sitting.open_lesson(me.person, me.library.lesson("veille-ou-arret"), now)
    question = taken.questions[0]
    sitting.answer(taken, question, None, now)
    window.go("privacy")
    press(window, "See everything")
    until(qtbot, lambda: bool(window.findChildren(Everything)))
    dialog = window.findChildren(Everything)[0]
    row = _cells(named(dialog, QTableView, "Your answers"))[0]
    assert row[:3] == [question.text, "I don't know", "to review"]
    press(dialog, "Close")


def test_export_writes_a_file_that_holds_everything(
    window: Window, desk: Desk, qtbot: QtBot, noticed: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook.note(study.me().person, "", "Éteindre l’écran", "habit", noticed.date(), noticed)
    file = desk.root / "mine.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    window.go("privacy")
    press(window, "Export everything to a file")
    until(qtbot, lambda: f"Saved to {file}" in says(window))
    found = json.loads(file.read_text("utf-8"))
    assert found["records"]["gesture_note"][0]["words"] == "Éteindre l’écran"
    assert "stays on this computer" in found["noticed_on_this_machine"]
    assert found["settings"]["name"] == "Camille"


def test_an_export_that_fails_says_what_is_safe(
    window: Window, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = desk.root / "nowhere" / "mine.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    window.go("privacy")
    press(window, "Export everything to a file")
    until(qtbot, lambda: "could not be saved" in says(window))
    assert "Your records are intact." in says(window)


def test_no_file_chosen_writes_nothing(window: Window, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    window.go("privacy")
    press(window, "Export everything to a file")
    assert not list(Path(desk.root).glob("*.json*"))


def test_erasing_asks_says_how_much_and_keeps_the_switches(
    window: Window, desk: Desk, qtbot: QtBot, noticed: datetime
) -> None:
    window.go("privacy")
    press(window, "Erase my observations")
    press(named(window, Confirm, "Erase your observations?"), "Erase my observations")
    until(qtbot, lambda: "Erased: 1 reminder, 2 days of looking." in says(window))
    assert handover.recent(noticed.astimezone()) == []
    assert desk.settings().nudges["idle"].on
    assert "No reminder was shown in the last\u00a07\u00a0days." in says(window.page)
    assert "Nothing was looked at in the last\u00a07\u00a0days." in says(window.page)


def test_changing_ones_mind_erases_nothing(window: Window, noticed: datetime) -> None:
    window.go("privacy")
    press(window, "Erase my observations")
    press(named(window, Confirm, "Erase your observations?"), "Change nothing")
    assert len(handover.recent(noticed.astimezone())) == 1


def test_a_switch_here_is_the_same_as_in_the_settings(window: Window, desk: Desk) -> None:
    window.go("privacy")
    named(window, Toggle, "Screen left on").click()
    assert desk.settings().nudges["idle"].on
    window.go("settings")
    assert named(window, Toggle, "Screen left on").isChecked()


def test_sources_are_told_per_day_by_yes_or_no(window: Window, noticed: datetime) -> None:
    window.go("privacy")
    rows = _cells(named(window, QTableView, LOOKED))
    assert len(rows) == 2
    assert all(row[1] == "Yes" for row in rows)
    assert all("told by the X server" in row[2] for row in rows)
    assert not any(sign in cell for row in rows for cell in row[1:] for sign in "0123456789")


def test_a_recent_reminder_leads_to_its_lesson(window: Window, qtbot: QtBot, noticed: datetime) -> None:
    window.go("privacy")
    assert "Your screen can go to sleep by itself." in says(window.page)
    see = next(
        one for one in widgets(window.page, Button) if one.accessibleName().startswith("Open the lesson “")
    )
    see.click()
    until(qtbot, lambda: isinstance(window.page, LessonPage))
    assert isinstance(window.page, LessonPage)
    assert "idle" in window.page.lesson.nudges


def test_the_gesture_of_a_reminder_is_noted_by_one_click(
    window: Window, qtbot: QtBot, noticed: datetime
) -> None:
    window.go("privacy")
    me = study.me()
    gesture = me.library.gestures[me.library.cards["veille-ou-arret"].gesture]
    assert gesture.text in says(window.page)
    assert unnamed(window) == []
    note = next(one for one in widgets(window.page, Button) if one.text() == "Note the gesture")
    assert note.accessibleName().startswith(f"Note the gesture, {gesture.text}")
    note.click()
    until(qtbot, lambda: "Noted in your notebook." in says(window))
    (week,) = notebook.contents(study.me()).weeks
    assert [line.text for line in week.lines] == [gesture.text]
    again = next(one for one in widgets(window.page, Button) if one.text() == "Noted today")
    assert not again.isEnabled()
    notebook.note_done(study.me(), gesture, noticed)
    assert len(notebook.contents(study.me()).weeks[0].lines) == 1


def test_reminders_of_a_sensor_that_is_gone_are_left_out(window: Window, desk: Desk) -> None:
    with handover.journal(datetime.now(UTC).astimezone()) as ledger:
        ledger.note("no-such-sensor")
    window.go("privacy")
    assert "No reminder was shown in the last\u00a07\u00a0days." in says(window.page)
