"""A trainer opens Équipe on a desk whose organisation has a server: the real window, a real gateway behind it."""

import dataclasses
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QListView, QTableView
from pytestqt.qtbot import QtBot

# Before Qt looks for a screen: there may be none.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from coach import org
from coach.app.window import Window
from coach.content.library import library
from tests.desk.gateway import Gateway, gateway
from tests.gui.conftest import Desk, desk, qapp, window
from tests.gui.look import named, press, says, until, widgets
from tests.gui.team.steps import HEAT, choose, go, rest
from tests.real.both_stores import TODAY, desk_alone, enrol_here
from tests.real.town import AGENTS, TRAINER, Town, finished

__all__ = ["desk", "desk_alone", "qapp", "window"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SHELF = library("en")


@pytest.fixture
def own_gateway(store: Town, tmp_path: Path) -> Iterator[Gateway]:
    """A gateway that a test may stop."""
    with gateway(store.gateway, tmp_path) as found:
        yield found


@pytest.fixture
def team(
    desk_alone: None,
    desk: Desk,
    own_gateway: Gateway,
    store: Town,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Window:
    """The window of the trainer, who has enrolled."""
    monkeypatch.setenv("ORG_URL", own_gateway.url)
    enrol_here(own_gateway, store, TRAINER)
    desk.as_person(TRAINER)
    dataclasses.replace(desk, id=TRAINER.id).set(language="en", theme="light", text_scale=100, welcomed=True)
    found: Window = request.getfixturevalue("window")
    return found


def proposed(store: Town) -> list[tuple[str, str]]:
    """What the server knows to be proposed."""
    told = store.call(store.enrol("t1"), "assignments")
    return [(one["path"], one["group"]) for one in told if one["withdrawn_on"] is None]


def test_proposes_and_undoes_at_the_server(team: Window, store: Town, qtbot: QtBot) -> None:
    go(team, qtbot)
    assert "No path is proposed yet." in says(team.page)
    assert named(team.page, QTableView, HEAT).model().rowCount() == 4
    assert not [one for one in widgets(team.page, QAbstractButton) if one.text() == "Import a list"]
    choose(team, qtbot, "Accueil")
    assert "“Welcome”, proposed to Accueil: 6 people, without a wished day." in says(team.page)
    press(team.page, "Send")
    rest(team, qtbot)
    until(qtbot, lambda: "“Welcome” is proposed to Accueil." in says(team))
    assert proposed(store) == [("bienvenue", "Accueil")]
    press(team, "Undo")
    until(qtbot, lambda: "Undone. Nothing is proposed." in says(team))
    assert proposed(store) == []


def test_a_group_s_page_and_a_line_s_page(team: Window, store: Town, qtbot: QtBot) -> None:
    groups = (org.find_group(TRAINER, "Accueil"),)
    (line,) = org.assign(TRAINER, SHELF, org.Proposal("bienvenue", groups), datetime.now(UTC))
    ana = store.enrol("001")
    store.push(ana, finished(SHELF.paths["bienvenue"].lessons[0], day=TODAY))
    store.pull(ana)
    go(team, qtbot, "service", "Accueil")
    told = named(team.page, QTableView, "People, their paths and how far they are").model()
    first = [str(told.index(0, column).data()) for column in range(told.columnCount())]
    assert first == ["Agent 1", "001", "Welcome", "started", "up to date"]
    assert "For 5 people, nothing was received for more than 7 days." in says(team.page)
    go(team, qtbot, "assignment", line)
    assert "person has started" in says(team.page)
    assert "Proposed on" in says(team.page)


def test_a_session_is_recorded_and_undone_at_the_server(team: Window, store: Town, qtbot: QtBot) -> None:
    go(team, qtbot, "session", '{"path": "bienvenue", "people": ["001", "008"]}')
    press(team.page, "Record the session")
    until(qtbot, lambda: "is recorded: 2 people." in says(team))
    trainer = store.enrol("t1")
    assert [one["people"] for one in store.call(trainer, "sessions")] == [2]
    press(team, "Undo")
    until(qtbot, lambda: "Undone. The session is not recorded." in says(team))
    assert store.call(trainer, "sessions") == []


def test_a_server_that_is_away_is_told_and_asked_again(
    team: Window, store: Town, own_gateway: Gateway, qtbot: QtBot
) -> None:
    choose(team, qtbot, "Accueil")
    own_gateway.stop()
    press(team.page, "Send")
    until(qtbot, lambda: "try again in a moment" in says(team))
    sentence = "“Welcome”, proposed to Accueil: 6 people, without a wished day."
    assert sentence in says(team.page), "what was chosen is still there"
    assert named(team.page, QAbstractButton, "Send").isEnabled()
    go(team, qtbot)
    until(qtbot, lambda: "try again in a moment" in says(team.page))
    for view in (("session",), ("cohort",), ("assign",), ("service", "Accueil"), ("assignment", "0" * 36)):
        go(team, qtbot, *view)
        until(qtbot, lambda: "try again in a moment" in says(team.page))
        assert named(team.page, QAbstractButton, "Try again").isEnabled()
    assert proposed(store) == []


def test_try_again_reads_what_could_not_be_read(
    team: Window,
    own_gateway: Gateway,
    store: Town,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    address = os.environ["ORG_URL"]
    monkeypatch.setenv("ORG_URL", "http://127.0.0.1:9")
    go(team, qtbot, "assign")
    until(qtbot, lambda: "this desk is not enrolled there yet" in says(team.page))
    monkeypatch.setenv("ORG_URL", address)
    press(team.page, "Try again")
    rest(team, qtbot)
    assert "this desk is not enrolled there yet" not in says(team.page)
    choose(team, qtbot, "Voirie")
    assert "proposed to Voirie: 3 people" in says(team.page)


def test_a_trainer_who_is_none_any_more_is_told(team: Window, store: Town, qtbot: QtBot) -> None:
    from coach.server.administration import administration

    with administration(store.dsn) as town:
        town.connection.execute("UPDATE org.role_grant SET revoked_at = now()")
    go(team, qtbot)
    until(qtbot, lambda: "This needs the role “trainer”." in says(team.page))
    assert AGENTS[0].name not in says(team.page)


def test_a_list_is_not_imported_here(team: Window, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "people.csv"
    file.write_text("staff_number,name,service\nx1,Xavier,Accueil\n", "utf-8")
    go(team, qtbot, "import", str(file))
    press(team.page, "Read the file")
    until(qtbot, lambda: "The list of people is kept at your organisation’s server" in says(team.page))
    assert not widgets(team.page, QListView)
