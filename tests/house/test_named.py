"""Everything the Tab key reaches has a name of its own, on every page, as a screen reader tells it."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from coach.app.contents import PAGES
from coach.app.pages.lesson import LessonPage
from coach.app.window import Window
from coach.content.library import library
from coach.domain.people import Person, Role
from tests.gui.conftest import Desk
from tests.gui.look import focusable, settle, unnamed, until
from tests.house.tree import ROOT

LESSON = "veille-ou-arret"
OTHERS = {"welcome", "lesson", "about", "trouble", "projection"}
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


@pytest.mark.parametrize("page", [*(listed.page for listed in PAGES), "welcome", "about", "trouble"])
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
