"""What a screen reader is told: a heading on each page, real roles, answers in a panel named by the question."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coach.app.contents import PAGES
from coach.app.lesson.question import QuestionView
from coach.app.pages.lesson import LessonPage
from coach.app.speech import HeadingFactory
from coach.app.widgets.button import Button
from coach.app.widgets.choice import PickRow, TickRow
from coach.app.widgets.navigation import Navigation
from coach.app.widgets.progress import Steps
from coach.app.window import Window
from coach.domain.people import Person, Role
from tests.gui.conftest import Desk
from tests.gui.look import focusable, name_of, settle, until, widgets

Roles = QAccessible.Role
LESSON = "veille-ou-arret"
EVERYBODY = Person("camille", "Camille Roux", "Formation", frozenset(Role))
# What a screen reader takes for decoration: nobody may land on it.
SILENT = {Roles.NoRole, Roles.Client, Roles.Grouping, Roles.LayeredPane, Roles.Pane}


def interface(widget: QWidget) -> QAccessibleInterface:
    """What assistive technology asks."""
    return QAccessible.queryAccessibleInterface(widget)


def headings(place: QWidget) -> Iterator[str]:
    """The names of the headings that are shown."""
    for widget in widgets(place, QWidget):
        found = interface(widget)
        if found.isValid() and found.role() == Roles.Heading:
            yield found.text(QAccessible.Text.Name)


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The desk of somebody who holds every role."""
    desk.as_person(EVERYBODY)
    return desk


@pytest.mark.parametrize("page", [*(listed.page for listed in PAGES), "welcome", "about", "trouble"])
def test_a_page_has_a_heading_and_nobody_lands_on_decoration(window: Window, page: str) -> None:
    window.go(page)
    window._worker.wait()
    settle()
    assert [name for name in headings(window.page) if name]
    stray = [name_of(one) for one in focusable(window) if interface(one).role() in SILENT]
    assert stray == []


def test_the_navigation_is_a_list_with_one_chosen_item(window: Window) -> None:
    window.go("progress")
    settle()
    lists = [interface(one) for one in widgets(window, Navigation)]
    assert {one.role() for one in lists} == {Roles.List}
    items = [told.child(n) for told in lists for n in range(told.childCount())]
    assert {item.role() for item in items} == {Roles.ListItem}
    chosen = [item.text(QAccessible.Text.Name) for item in items if item.state().selected]
    assert chosen == ["Progress"]


def _asked(window: Window, qtbot: QtBot, kind: str) -> QuestionView:
    import dataclasses

    window.go("lesson", LESSON if kind == "one" else "piece-jointe-ou-lien")
    page = window.page
    assert isinstance(page, LessonPage)
    until(qtbot, lambda: page.sitting is not None)
    assert page.sitting
    question = next(one for one in page.lesson.questions if one.kind == kind)
    page.sitting = dataclasses.replace(page.sitting, questions=(question,))
    page.show_screen(len(page.lesson.steps))
    settle()
    assert isinstance(page.view, QuestionView)
    return page.view


@pytest.mark.parametrize(
    ("kind", "row", "role"), [("one", PickRow, Roles.RadioButton), ("many", TickRow, Roles.CheckBox)]
)
def test_answers_stand_in_a_panel_named_by_the_question(
    window: Window, qtbot: QtBot, kind: str, row: type[PickRow] | type[TickRow], role: QAccessible.Role
) -> None:
    view = _asked(window, qtbot, kind)
    rows: list[PickRow | TickRow] = [*widgets(view, row)]
    assert len(rows) > 1
    for one in rows:
        assert interface(one).role() == role
        panel = interface(one).parent()
        assert panel.role() == Roles.Grouping
        assert panel.text(QAccessible.Text.Name) == view.question.text


def test_after_checking_each_answer_says_what_it_was(window: Window, qtbot: QtBot) -> None:
    view = _asked(window, qtbot, "one")
    right = view.question.key["right"]
    rows = view.field.rows  # type: ignore[attr-defined] # of a pick field
    wrong = next(name for name in rows if name != right)
    rows[wrong].setChecked(True)
    for _try in range(2):
        view.check.click()
        until(qtbot, lambda: view._outcome is not None)
        if not view.done:
            assert interface(rows[wrong]).text(QAccessible.Text.Description) == "To review"
            view.check.click()
    assert interface(rows[right]).text(QAccessible.Text.Description) == "Right answer"


def test_the_way_through_a_lesson_is_a_progress_with_its_value(window: Window, qtbot: QtBot) -> None:
    _asked(window, qtbot, "one")
    (steps,) = widgets(window, Steps)
    told = interface(steps)
    assert told.role() == Roles.ProgressBar
    assert told.text(QAccessible.Text.Name)
    value = told.valueInterface()
    assert value is not None
    assert 0 < value.currentValue() <= value.maximumValue()


def test_a_button_is_a_button(window: Window) -> None:
    window.go("today")
    settle()
    assert {interface(one).role() for one in widgets(window, Button)} == {Roles.PushButton}


def test_sixty_pages_leave_no_heading_behind(window: Window) -> None:
    application = QApplication.instance()
    assert application is not None
    factory = application.property("headings")
    assert isinstance(factory, HeadingFactory)
    window.go("today")
    settle()
    assert list(headings(window.page))
    before = len(factory._kept)
    for _round in range(20):
        for page in ("progress", "notebook", "today"):
            window.go(page)
            settle()
            assert list(headings(window.page))
    assert len(factory._kept) == before
