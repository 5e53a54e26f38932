"""The real window on HR's desk against a real gateway: preview, export, the server's log; the gateway down."""

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

# Before Qt looks for a screen: there may be none.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from coach import settings
from coach.app.window import Window
from coach.settings import Settings
from tests.desk.gateway import gateway
from tests.gui.conftest import Desk, desk, qapp, window
from tests.gui.exporting import go, preview, rest, rows, save_to, titles
from tests.gui.look import named, says, until
from tests.real.town import HR, Town
from tests.real.two_stores import FORMULA, Twins, twins

__all__ = ["desk", "qapp", "window"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def both(desk: Desk, store: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Twins]:
    """HR sits at a desk that has a server; the gateway is this test's own to end."""
    (tmp_path / "gateway").mkdir()
    with (
        gateway(store.gateway, tmp_path / "gateway") as site,
        twins(site, store, tmp_path, monkeypatch) as found,
    ):
        settings.write(
            HR.id, Settings(name=HR.name, language="en", theme="light", text_scale=100, welcomed=True)
        )
        found.use("server")
        # What this desk's own file holds is not what the organisation knows.
        found.forget_the_file()
        yield found


def test_previewed_exported_and_in_the_server_s_log(
    both: Twins, window: Window, store: Town, qtbot: QtBot, tmp_path: Path
) -> None:
    go(window, qtbot)
    until(qtbot, lambda: "rows in all" in says(window.page))
    table = preview(window)
    shown = rows(table)
    assert [FORMULA.name in row for row in shown].count(True) == 1
    named(window.page, QLineEdit, "Reason").setText("Bilan annuel")
    save_to(window, qtbot, tmp_path / "one.csv")
    until(qtbot, lambda: "The export is saved" in says(window.page))
    with (tmp_path / "one.csv").open(encoding="utf-8", newline="") as opened:
        written = list(csv.reader(opened))
    assert len(written[0]) == len(titles(table))
    assert [row[0] for row in written[1:]] == [row[0] for row in shown]
    log = named(window.page, QTableView, "Exports made")
    until(qtbot, lambda: len(rows(log)) == 1)
    assert rows(log)[0][1:3] == [HR.name, "One line per lesson finished"]
    assert rows(log)[0][4:6] == ["Bilan annuel", str(len(shown))]
    with psycopg.connect(store.dsn) as connection:
        kept = connection.execute("SELECT reason, rows, complete FROM org.export_log").fetchall()
    assert kept == [("Bilan annuel", len(shown), True)]


def test_a_gateway_that_is_down_is_a_sentence(
    both: Twins, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    go(window, qtbot)
    until(qtbot, lambda: "rows in all" in says(window.page))
    both.site.stop()
    save_to(window, qtbot, tmp_path / "none.csv")
    until(qtbot, lambda: "try again in a moment" in says(window))
    assert not (tmp_path / "none.csv").exists()
    choice = named(window.page, QComboBox, "A line is")
    choice.setCurrentIndex(choice.findText("Who is assigned what"))
    rest(window, qtbot)
    window.go("today")
    rest(window, qtbot)
    window.go("exports")
    rest(window, qtbot)
    until(qtbot, lambda: "try again in a moment" in says(window))
