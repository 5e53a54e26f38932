"""What is shared is told on Confidentialité; a lesson nobody proposed is shared by one click, until it is sent."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coach import places, study
from coach.app.lesson.end import EndView
from coach.app.pages.lesson import LessonPage
from coach.app.window import Window
from coach.domain.people import Person
from coach.store import database, glance
from coach.store.schema import completion
from coach.study import sitting
from tests.gui.conftest import Desk
from tests.gui.look import press, says, settle, until

ROOT = Path(__file__).resolve().parents[2]
LESSON = "veille-ou-arret"
CAMILLE = Person("camille", "Camille Roux", "Accueil")


@pytest.fixture
def share(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shared folder that the policy names; Camille is on the list."""
    folder = desk.root / "share"
    folder.mkdir()
    desk.as_person(CAMILLE)
    desk.policy(f"[org]\nfolder = '{folder}'\n")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.real.memory_keyring.Keyring")
    monkeypatch.setenv("TEST_KEYRING", str(desk.root / "keyring"))
    return folder


def finished(window: Window, qtbot: QtBot) -> EndView:
    """The end of a lesson that was just done."""
    now = datetime.now(UTC)
    me = study.me()
    taken = sitting.open_lesson(me.person, me.library.lesson(LESSON), now)
    sitting.finish(taken, now)
    window.go("lesson", LESSON)
    page = window.page
    assert isinstance(page, LessonPage)
    until(qtbot, lambda: page.sitting is not None)
    assert page.sitting
    page.show_screen(page.sitting.screens)
    settle()
    assert isinstance(page.view, EndView)
    return page.view


def chosen() -> frozenset[str]:
    """Lessons that are shared by choice."""
    return glance.chosen(places.organisation(), CAMILLE.id)


def test_without_a_place_nothing_is_offered_and_nothing_leaves(
    window: Window, desk: Desk, qtbot: QtBot
) -> None:
    desk.as_person(CAMILLE)
    window.changed()
    assert "Share this lesson" not in says(finished(window, qtbot))
    window.go("privacy")
    assert "nothing leaves this computer" in says(window.page)
    assert not window.syncing.named()


def test_one_click_shares_and_another_takes_back(window: Window, share: Path, qtbot: QtBot) -> None:
    window.changed()
    view = finished(window, qtbot)
    assert chosen() == frozenset()
    press(view, "Share this lesson")
    until(qtbot, lambda: chosen() == {LESSON})
    press(window, "Undo")
    until(qtbot, lambda: chosen() == frozenset())
    press(view, "Share this lesson")
    until(qtbot, lambda: chosen() == {LESSON})
    window.go("privacy")
    until(qtbot, lambda: "1 waits to be sent" in says(window.page))
    assert "the version of this program" not in says(window.page), "a folder is told none"
    title = window.me.library.cards[LESSON].title
    press(window, f"Do not share “{title}”")
    until(qtbot, lambda: chosen() == frozenset())


def test_a_proposed_lesson_needs_no_click(window: Window, share: Path, qtbot: QtBot) -> None:
    from coach.store import assignments

    with database.organisation() as connection:
        new = assignments.New("bienvenue", "person", CAMILLE.id, None, "", "ines")
        assignments.add(connection, new, datetime.now(UTC))
    window.changed()
    assert LESSON in window.me.library.paths["bienvenue"].lessons
    assert "Share this lesson" not in says(finished(window, qtbot))


def test_the_window_has_it_sent_by_another_process_and_tells_when(
    window: Window, share: Path, qtbot: QtBot
) -> None:
    window.changed()
    view = finished(window, qtbot)
    press(view, "Share this lesson")
    until(qtbot, lambda: chosen() == {LESSON})
    window.go("privacy")
    until(qtbot, lambda: "Last synchronisation: never" in says(window.page))
    press(window, "Synchronise now")
    qtbot.waitUntil(lambda: bool(list(share.glob("*/00000001.lot"))), timeout=60_000)
    qtbot.waitUntil(lambda: "Last synchronisation: never" not in says(window.page), timeout=60_000)
    with database.organisation() as connection:
        assert connection.execute(completion.select()).one().batch is not None
    assert not glance.waits(places.organisation(), CAMILLE.id)
    window.syncing.leave()


def test_between_two_rounds_one_far_timer_is_all_there_is(window: Window, share: Path) -> None:
    window.changed()
    window.syncing.begin()
    timer = window.syncing._timer
    assert timer.isSingleShot()
    assert timer.isActive()
    assert 0 <= timer.interval() <= 15 * 60 * 1000
    window.syncing._after(0)
    assert timer.interval() > 3 * 60 * 60 * 1000
    window.syncing._after(75)
    assert 1000 <= timer.interval() <= 30 * 60 * 1000
    assert os.path.isdir(share)
    window.syncing.leave()
