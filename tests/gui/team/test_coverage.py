"""What the lessons cover, for the trainer: tables a screen reader can walk through, and what is missing in words."""

from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from coach.app.window import Window
from coach.content.coverage import coverage
from tests.gui.look import named, press, says, unnamed, widgets
from tests.gui.team.steps import cell, rest


def test_from_the_paths_of_the_town_to_the_table_and_back(team: Window, qtbot: QtBot) -> None:
    press(team.page, "What the lessons cover")
    rest(team, qtbot)
    found = coverage(team.me.library)
    assert len(widgets(team.page, QTableView)) == len(team.me.library.label.domains) + 3
    table = named(team.page, QTableView, "Workstation and screens")
    assert "Sleep or shut down?" in cell(table, 0, 1)
    told = "thing is missing." if found.missing == 1 else "things are missing."
    assert f"{found.missing} {told}" in says(team.page) or "Everything is covered." in says(team.page)
    assert "not official" in says(team.page)
    assert unnamed(team) == []
    press(team.page, "Back to the team")
    rest(team, qtbot)
    named(team.page, QTableView, "Competences by service, share of lessons finished")
