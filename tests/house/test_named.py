"""Everything the Tab key reaches has a name of its own, on every page, as a screen reader tells it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from coach.app.contents import PAGES
from coach.app.erasing import ask_to_erase_everything, ask_to_erase_noticed
from coach.app.help import Help
from coach.app.keyboard import SHORTCUTS
from coach.app.page import Page
from coach.app.pages.lesson import LessonPage
from coach.app.pages.review import ReviewPage
from coach.app.shortcut import Shortcut
from coach.app.widgets.dialog import Confirm
from coach.app.widgets.everything import Everything
from coach.app.window import Window
from coach.content.library import library
from coach.domain.people import Person, Role
from coach.study import own_data
from tests.gui import crowd
from tests.gui.conftest import Desk
from tests.gui.learnt import take
from tests.gui.look import focusable, settle, unnamed, until, widgets
from tests.house.tree import ROOT

LESSON = "veille-ou-arret"
OTHERS = {"welcome", "lesson", "quiz", "about", "trouble", "projection", "review", "who", "glossary"}
EVERYBODY = Person("camille", "Camille Roux", "Formation", frozenset(Role))


@pytest.fixture(params=["fr", "en"])
def desk(desk: Desk, request: pytest.FixtureRequest) -> Desk:
    """The desk of somebody who holds every role."""
    desk.set(language=request.param)
    desk.as_person(EVERYBODY)
    return desk


def test_what_has_no_name_or_another_one_s_is_found(window: Window) -> None:
    window.go("about")
    field, twin, other = QLineEdit(), QPushButton("Twice"), QPushButton("Twice")
    for widget in (field, twin, other):
        widget.setParent(window)
        widget.show()
    assert unnamed(window) == ["QLineEdit: ''", "QPushButton: 'Twice'", "QPushButton: 'Twice'"]


def test_no_page_is_left_out_here() -> None:
    found = {file.stem for file in (ROOT / "coach" / "app" / "pages").glob("[a-z]*.py")}
    assert found == {listed.page for listed in PAGES} | OTHERS


@pytest.mark.parametrize(
    "page", [*(listed.page for listed in PAGES), "welcome", "about", "trouble", "who", "glossary"]
)
def test_a_page(window: Window, qtbot: QtBot, page: str) -> None:
    window.go(page)
    window._worker.wait()
    settle()
    assert list(focusable(window)), "Tab reaches nothing"
    assert unnamed(window) == []


def test_the_projection(window: Window) -> None:
    window.go("projection", "bienvenue")
    assert list(focusable(window)), "Tab reaches nothing"
    assert unnamed(window) == []


@pytest.mark.parametrize("desk", ["fr"], indirect=True)
@pytest.mark.parametrize("name", sorted(library("fr").folders))
def test_every_screen_of_a_lesson(window: Window, qtbot: QtBot, name: str) -> None:
    window.go("lesson", name)
    page = window.page
    assert isinstance(page, LessonPage)
    until(qtbot, lambda: page.sitting is not None)
    assert page.sitting
    for screen in range(page.sitting.screens + 1):
        page.show_screen(screen)
        settle()
        assert list(focusable(window))
        assert unnamed(window) == [], f"screen {screen + 1}"


@pytest.mark.parametrize("desk", ["fr"], indirect=True)
def test_every_screen_of_a_review(window: Window, qtbot: QtBot) -> None:
    take(LESSON, datetime.now(UTC) - timedelta(days=3))
    window.go("review")
    page = window.page
    assert isinstance(page, ReviewPage)
    until(qtbot, lambda: page.review is not None)
    for screen in range(page.screens + 1):
        page.show_screen(screen)
        settle()
        assert list(focusable(window))
        assert unnamed(window) == [], f"screen {screen + 1}"


@pytest.fixture
def crowded(desk: Desk) -> Desk:
    """The desk of the trainer of a town, with something proposed, begun and finished."""
    hers = crowd.settle(desk)
    crowd.propose("bienvenue", "Accueil", "Voirie", message="Bonne lecture")
    for one in crowd.DESK_STAFF[:4]:
        crowd.finish(one, "bienvenue", 2)
    return hers


@pytest.mark.parametrize("desk", ["fr"], indirect=True)
@pytest.mark.parametrize(("scale", "width"), [(100, 800), (200, 1280)])
@pytest.mark.parametrize("page", [listed.page for listed in PAGES])
def test_a_page_with_people_narrow_or_in_large_text(
    crowded: Desk, window: Window, page: str, scale: int, width: int
) -> None:
    crowded.set(text_scale=scale, language="fr")
    window.resize(width, 800)
    window.go(page)
    window.rebuild()
    window._worker.wait()
    settle()
    assert list(focusable(window))
    assert unnamed(window) == []


@pytest.mark.parametrize("desk", ["fr"], indirect=True)
@pytest.mark.parametrize("listed", [(), SHORTCUTS], ids=["page", "shortcuts"])
def test_the_help(window: Window, listed: tuple[Shortcut, ...]) -> None:
    window.go("today")
    dialog = Help(window, listed)
    dialog.show()
    settle()
    assert list(focusable(dialog))
    assert unnamed(dialog) == []
    dialog.close()


@pytest.mark.parametrize("desk", ["fr"], indirect=True)
@pytest.mark.parametrize("ask", [ask_to_erase_everything, ask_to_erase_noticed])
def test_the_questions_before_erasing(window: Window, ask: Callable[[Page], None]) -> None:
    window.go("privacy")
    settle()
    ask(window.page)
    settle()
    (dialog,) = widgets(window, Confirm)
    assert len(list(focusable(dialog))) == 2
    assert unnamed(dialog) == []
    dialog.reject()


@pytest.mark.parametrize("desk", ["fr"], indirect=True)
def test_everything_that_is_kept(window: Window) -> None:
    window.go("privacy")
    settle()
    found = own_data.everything(window.me.person, datetime.now(UTC))
    dialog = Everything(window.page, window.me, found)
    dialog.open()
    settle()
    assert list(focusable(dialog))
    assert unnamed(dialog) == []
    dialog.reject()
