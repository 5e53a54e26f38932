"""Exports: the preview is the file, every export is on record, and nothing is replaced or lost by accident."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QRadioButton, QScrollArea, QTableView
from pytestqt.qtbot import QtBot

from coach import org
from coach.app.window import Window
from coach.domain.people import Person
from coach.exports import columns, formats
from coach.org.grains import GRAINS
from coach.words import _
from tests.gui import crowd
from tests.gui.conftest import Desk
from tests.gui.exporting import go, preview, rest, rows, save_to, titles
from tests.gui.look import keys, named, press, says, unnamed, widgets

CSV_FR = "CSV for French office programs (semicolon, decimal comma)"
FILE = "Folder and file"


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A town where two people have finished eight lessons, two of them long ago."""
    hers = crowd.settle(desk)
    crowd.propose("bienvenue", "Accueil", "Voirie")
    crowd.finish(crowd.DESK_STAFF[0], "bienvenue", 6)
    crowd.finish(crowd.CREW[0], "bienvenue", 2, crowd.NOW.date() - timedelta(400))
    return hers


@pytest.fixture
def page(window: Window, desk: Desk, qtbot: QtBot) -> Window:
    """The window on Exports, with a line per lesson finished."""
    return go(window, qtbot)


# What is seen -------------------------------------------------------------------------------------------------


def test_previews_the_columns_of_the_file_and_counts_all_rows(page: Window) -> None:
    table = preview(page)
    assert titles(table) == [column.heading for column in columns(GRAINS["completion"].columns)]
    assert table.model().rowCount() == 8
    assert "8 rows in all" in says(page.page)
    assert "The 17 columns: Staff number, Name," in says(page.page)
    spoken = table.model().index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "v1, Name: Équipier 1"


def test_shows_the_first_twenty_of_many(window: Window, desk: Desk, qtbot: QtBot) -> None:
    for one in crowd.DESK_STAFF[1:]:
        crowd.finish(one, "bienvenue", 6)
    go(window, qtbot)
    assert preview(window).model().rowCount() == 20
    assert "44 rows in all; the first 20 stand below." in says(window.page)


def test_offers_every_format_there_is(page: Window) -> None:
    offered = {button.text() for button in widgets(page.page, QRadioButton)}
    assert {_(export.title) for export in formats().values()} == offered


def test_begins_at_the_chosen_format(page: Window) -> None:
    first = page.focusWidget()
    assert isinstance(first, QRadioButton)
    assert first.isChecked()


def test_says_who_sees_what_and_what_never_leaves(page: Window) -> None:
    told = says(page.page)
    assert "Human resources see who finished which lesson of an assigned path" in told
    assert "Never exported: answers, scores, levels, gestures noted" in told


def test_a_trainer_without_the_role_sees_no_rows(window: Window, desk: Desk, qtbot: QtBot) -> None:
    desk.as_person(Person("l1", "Léa", "Accueil"))
    window.changed()
    go(window, qtbot)
    assert "This needs the role" in says(window)
    assert "Agent 1" not in says(window)
    assert not widgets(window.page, QTableView)


# What is chosen -----------------------------------------------------------------------------------------------


def test_period_group_and_path_narrow_the_rows(page: Window, qtbot: QtBot) -> None:
    named(page.page, QLineEdit, "From").setText((crowd.NOW.date() - timedelta(1)).isoformat())
    rest(page, qtbot)
    assert "6 rows in all" in says(page.page)
    group = named(page.page, QComboBox, "Group")
    group.setCurrentIndex(group.findText("Voirie"))
    rest(page, qtbot)
    assert "No lesson was finished with these filters." in says(page.page)
    press(page.page, "Period: All the days")
    rest(page, qtbot)
    assert "2 rows in all" in says(page.page)
    assert {row[1] for row in rows(preview(page))} == {"Équipier 1"}
    path = named(page.page, QComboBox, "Path")
    path.setCurrentIndex(path.findText("Browser and web"))
    rest(page, qtbot)
    assert "No lesson was finished with these filters." in says(page.page)


def test_a_wrong_day_is_told_below_its_field(page: Window, qtbot: QtBot) -> None:
    named(page.page, QLineEdit, "Until").setText("2027-02-31")
    rest(page, qtbot)
    assert "“2027-02-31” is not a day." in says(page.page)
    assert "The preview waits for a day that can be read." in says(page.page)
    named(page.page, QLineEdit, "Until").setText("28/02/2099")
    rest(page, qtbot)
    assert "is not a day" not in says(page.page)
    assert "8 rows in all" in says(page.page)


def test_a_period_that_ends_before_it_begins(page: Window, qtbot: QtBot, tmp_path: Path) -> None:
    named(page.page, QLineEdit, "From").setText("2027-02-01")
    named(page.page, QLineEdit, "Until").setText("2027-01-01")
    rest(page, qtbot)
    assert "The period ends before it begins" in says(page.page)
    save_to(page, qtbot, tmp_path / "x.csv")
    assert not (tmp_path / "x.csv").exists()
    assert named(page.page, QLineEdit, "Until").hasFocus()


# What is written ------------------------------------------------------------------------------------------------


def test_saves_what_was_shown_by_keyboard_alone(page: Window, qtbot: QtBot, tmp_path: Path) -> None:
    named(page.page, QRadioButton, CSV_FR).click()
    field = named(page.page, QLineEdit, FILE)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, str(tmp_path / "training"))
    keys(field, Qt.Key.Key_Return)
    rest(page, qtbot)
    file = tmp_path / "training.csv"
    written = list(csv.reader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert written[0] == titles(preview(page))
    assert [row[:8] for row in written[1:]] == [row[:8] for row in rows(preview(page))]
    assert "The export is saved\n8 rows in training.csv" in says(page.page)
    assert page.focusWidget() is named(page.page, QPushButton, "Save the export")
    assert unnamed(page) == []


def test_every_export_is_on_record(page: Window, qtbot: QtBot, tmp_path: Path) -> None:
    assert "No export was made yet." in says(page.page)
    group = named(page.page, QComboBox, "Group")
    group.setCurrentIndex(group.findText("Voirie"))
    named(page.page, QLineEdit, "Reason").setText("annual  report")
    save_to(page, qtbot, tmp_path / "one.csv")
    table = named(page.page, QTableView, "Exports made")
    assert titles(table) == ["Date", "By", "What", "Filters", "Reason", "Rows", "Format", "File"]
    assert rows(table)[0][1:] == [
        "Inès Faure",
        "One line per lesson finished",
        "Voirie",
        "annual report",
        "2",
        "CSV for programs (comma, ISO dates)",
        "one.csv",
    ]


@pytest.mark.parametrize("name", list(formats()))
def test_the_ending_follows_the_format(page: Window, name: str) -> None:
    named(page.page, QRadioButton, _(formats()[name].title)).click()
    assert named(page.page, QLineEdit, FILE).text().endswith(formats()[name].suffix)


def test_replaces_a_file_only_when_told(page: Window, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "kept.csv"
    file.write_text("somebody's only copy", "utf-8")
    save_to(page, qtbot, file)
    told = says(page.page).replace("\u200b", "")
    assert f"There is already a file {file}." in told
    assert "--replace" not in told
    assert file.read_text("utf-8") == "somebody's only copy"
    press(page.page, "Choose another folder or name")
    assert named(page.page, QLineEdit, FILE).hasFocus()
    press(page.page, "Replace the file")
    rest(page, qtbot)
    assert "8 rows in kept.csv" in says(page.page)
    assert file.read_text("utf-8").count("\n") == 9


def test_a_folder_that_is_not_there(page: Window, qtbot: QtBot, tmp_path: Path) -> None:
    save_to(page, qtbot, tmp_path / "nowhere" / "x.csv")
    told = says(page.page)
    assert "there is no such folder." in told
    assert "Your records are intact." in told
    assert named(page.page, QPushButton, "Save the export").isEnabled()
    assert [line.complete for line in org.history(crowd.BOSS, page.me.library)] == []


def test_asks_for_a_file(page: Window, qtbot: QtBot) -> None:
    field = named(page.page, QLineEdit, FILE)
    field.clear()
    press(page.page, "Save the export")
    assert "Type a folder and a file first." in says(page.page)
    assert field.hasFocus()


def test_opens_the_folder(
    page: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    save_to(page, qtbot, tmp_path / "x.csv")
    press(page.page, "Open the folder")
    assert [url.toLocalFile() for url in opened] == [str(tmp_path)]


# At any size --------------------------------------------------------------------------------------------------------


def test_what_was_typed_outlives_larger_text(page: Window, desk: Desk, qtbot: QtBot) -> None:
    group = named(page.page, QComboBox, "Group")
    group.setCurrentIndex(group.findText("Voirie"))
    named(page.page, QRadioButton, CSV_FR).click()
    named(page.page, QLineEdit, "Until").setText("2099-01-01")
    desk.set(text_scale=200)
    page.rebuild()
    rest(page, qtbot)
    assert named(page.page, QComboBox, "Group").currentText() == "Voirie"
    assert named(page.page, QRadioButton, CSV_FR).isChecked()
    assert named(page.page, QLineEdit, "Until").text() == "2099-01-01"
    assert "2 rows in all" in says(page.page)


@pytest.mark.parametrize("scale", [100, 200])
def test_the_preview_scrolls_and_the_page_does_not(
    window: Window, desk: Desk, qtbot: QtBot, scale: int
) -> None:
    desk.set(text_scale=scale)
    window.resize(1200, 800)
    go(window, qtbot)
    window.rebuild()
    rest(window, qtbot)
    area = window.page.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    inside = area.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= area.viewport().width()
    assert preview(window).horizontalScrollBar().maximum() > 0
    assert unnamed(window) == []
    assert window.page.help()
