"""With more people than one list holds, a search asks for the others, and nobody who is ticked gets lost."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from coach import org
from coach.app.window import Window
from coach.domain.people import Person
from coach.org import groups
from coach.store import database, people
from tests.gui import crowd
from tests.gui.conftest import Desk
from tests.gui.exporting import preview, rows
from tests.gui.look import name_of, named, press, says, unnamed, until, widgets
from tests.gui.team.steps import choose, go, lines, rest

WANTED = "Search for a service, a group or a person"


@pytest.fixture(autouse=True)
def many(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty people more, where a list holds twenty."""
    monkeypatch.setattr(groups, "MOST_PEOPLE", 20)
    with database.organisation() as connection:
        people.put(connection, (Person(f"f{n:02}", f"Foule {n:02}", "Voirie") for n in range(1, 31)))


def offered(picker: QListView) -> list[str]:
    """The titles that the list shows."""
    return [str(picker.model().index(row, 0).data()) for row in range(picker.model().rowCount())]


def tick(picker: QListView, title: str) -> None:
    """Tick the line."""
    picker.clicked.emit(picker.model().index(offered(picker).index(title), 0))


def look_for(
    window: Window, qtbot: QtBot, field: str, words: str, picker: QListView, found: list[str]
) -> None:
    """Type into a search, and wait for the lines."""
    named(window.page, QLineEdit, field).setText(words)
    until(qtbot, lambda: offered(picker) == found)


def test_a_path_is_proposed_to_somebody_whom_only_a_search_shows(
    window: Window, desk: Desk, qtbot: QtBot
) -> None:
    choose(window, qtbot, "Accueil")
    press(window.page, "Previous")
    rest(window, qtbot)
    picker = named(window.page, QListView, "Services, groups and people")
    assert "Foule 30" not in offered(picker)
    assert "Type a name to find others." in says(window.page)
    look_for(window, qtbot, WANTED, "foule 30", picker, ["Foule 30"])
    assert "1 line found." in says(window.page)
    tick(picker, "Foule 30")
    assert "Chosen: Accueil, Foule 30" in says(window.page)
    look_for(window, qtbot, WANTED, "foule 29", picker, ["Foule 29"])
    tick(picker, "Foule 29")
    look_for(window, qtbot, WANTED, "personne", picker, [])
    until(qtbot, lambda: "Nothing for “personne”." in says(window.page))
    named(window.page, QLineEdit, WANTED).clear()
    until(qtbot, lambda: "Type a name to find others." in says(window.page))
    press(window.page, "Continue")
    press(window.page, "Send")
    rest(window, qtbot)
    assert sorted(group for _path, group in lines()) == ["Accueil", "Foule 29", "Foule 30"]


def test_a_group_keeps_its_people_whatever_is_searched(window: Window, desk: Desk, qtbot: QtBot) -> None:
    org.create_cohort(crowd.BOSS, "Pilots", ["f29", "f30"], crowd.NOW)
    go(window, qtbot, "cohort", "Pilots")
    picker = named(window.page, QListView, "People")
    assert "2 people chosen" in says(window.page)
    look_for(window, qtbot, "Search for a person or a service", "foule 28", picker, ["Foule 28"])
    tick(picker, "Foule 28")
    tick(picker, "Foule 28")
    tick(picker, "Foule 28")
    assert "3 people chosen" in says(window.page)
    press(window.page, "Save the group")
    rest(window, qtbot)
    assert [sorted(one.members) for one in org.cohorts(crowd.BOSS)] == [["f28", "f29", "f30"]]


def test_a_session_counts_who_was_ticked_in_several_searches(
    window: Window, desk: Desk, qtbot: QtBot
) -> None:
    go(window, qtbot, "session")
    picker = named(window.page, QListView, "People present")
    for words in ("foule 30", "foule 29"):
        look_for(window, qtbot, WANTED, words, picker, [words.capitalize()])
        press(window.page, "Tick every line shown")
    assert "2 people present" in says(window.page)


def tells(window: Window, words: str) -> bool:
    """Whether the page says this."""
    return words in says(window.page)


def names(window: Window) -> list[str]:
    """Whom the preview shows."""
    return [row[1] for row in rows(preview(window))]


def test_an_export_of_one_person(window: Window, desk: Desk, qtbot: QtBot) -> None:
    crowd.finish(Person("f30", "Foule 30", "Voirie"), "bienvenue", 1)
    crowd.finish(Person("f29", "Foule 29", "Voirie"), "bienvenue", 2)
    window.go("exports")
    rest(window, qtbot)
    group = named(window.page, QComboBox, "Group")
    assert [group.itemText(n) for n in range(group.count())] == [
        "Everybody", "Accueil", "Formation", "Voirie", "One person…",
    ]  # fmt: skip
    group.setCurrentIndex(4)
    rest(window, qtbot)
    press(window.page, "Save the export")
    assert "Type a full name, or a staff number." in says(window.page)
    field = named(window.page, QLineEdit, "Person")
    assert window.focusWidget() is field
    for typed, told in (
        ("Foule", "“Foule” fits several people. Say which by a staff number: Foule 01 (f01),"),
        ("Nobody", "Nobody on the list is called “Nobody” or has this staff number."),
        ("foule 30", "Foule 30, staff number f30"),
    ):
        field.setText(typed)
        until(qtbot, partial(tells, window, told))
    until(qtbot, lambda: names(window) == ["Foule 30"])
    field.setText("f29")
    until(qtbot, lambda: names(window) == ["Foule 29"])
    desk.set(text_scale=200)
    window.rebuild()
    until(qtbot, lambda: names(window) == ["Foule 29"])
    assert named(window.page, QLineEdit, "Person").text() == "f29"
    assert named(window.page, QPushButton, "Save the export").isEnabled()


def shown(window: Window, table: str) -> list[str]:
    """Who stands in a table of people."""
    model = named(window.page, QTableView, table).model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("view", "table"),
    [("service", "People, their paths and how far they are"), ("assignment", "Members and lessons finished")],
)
def test_a_large_group_s_page_counts_all_and_searches_the_others(
    window: Window, desk: Desk, qtbot: QtBot, view: str, table: str
) -> None:
    (line,) = crowd.propose("bienvenue", "Voirie")
    crowd.finish(Person("f30", "Foule 30", "Voirie"), "bienvenue")
    go(window, qtbot, view, "Voirie" if view == "service" else line)
    if view == "service":
        assert "33 people on the list." in says(window.page)
        counts = named(window.page, QTableView, "Paths of these people and how many are how far").model()
        assert [counts.index(0, column).data() for column in range(4)] == ["Welcome", "32", "0", "1"]
    else:
        assert "32\npeople have not started" in says(window.page)
        assert "1\nperson has finished" in says(window.page)
    assert "The first 20 people by name. Type a name to find others." in says(window.page)
    assert (len(shown(window, table)), "Foule 30" in shown(window, table)) == (20, False)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = named(window.page, QLineEdit, "Search for a person")
    assert window.focusWidget() is field
    field.setText("foule 3")
    field.setText("foule 30")
    until(qtbot, lambda: shown(window, table) == ["Foule 30"])
    assert "1 person" in says(window.page)
    assert unnamed(window) == []
    field.setText("nobody")
    until(qtbot, partial(tells, window, "Nothing for “nobody”. Try a shorter word."))
    field.clear()
    until(qtbot, partial(tells, window, "The first 20 people by name."))
    assert len(shown(window, table)) == 20
    assert window.focusWidget() is field


def test_a_group_that_fits_has_no_search(window: Window, desk: Desk, qtbot: QtBot) -> None:
    go(window, qtbot, "service", "Accueil")
    assert len(shown(window, "People, their paths and how far they are")) == 7
    assert "Search for a person" not in [name_of(one) for one in widgets(window.page, QLineEdit)]
