"""Parcours: paths in words, lessons in any order, and a search that forgives."""

import re
from datetime import date, datetime
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from coach.app.links import target
from coach.app.pages.lesson import LessonPage
from coach.app.pages.paths import Paths
from coach.app.window import Window
from coach.domain.people import Person, Role
from tests.gui.conftest import Desk
from tests.gui.learnt import begin, take
from tests.gui.look import keys, name_of, named, press, says, settle, unnamed, until, widgets

PAST = date(2020, 1, 15)


SEARCH = "Search for a lesson, a word or a figure"


def look_for(window: Window, words: str, qtbot: QtBot, label: str = SEARCH) -> None:
    """Type words, and wait for the index that the first of them has made."""
    named(window.page, QLineEdit, label).setText(words)
    page = cast(Paths, window.page)
    until(qtbot, lambda: page._searched is not None)


def choose(window: Window, choice: str, value: str) -> None:
    box = named(window.page, QComboBox, choice)
    box.setCurrentIndex(box.findText(value))
    settle()


def lessons(window: Window) -> list[str]:
    names = [name_of(button) for button in widgets(window.page, QPushButton)]
    return [name.removeprefix("Lesson: ") for name in names if name.startswith("Lesson: ")]


def propose(path: str, due: date | None, now: datetime) -> None:
    from coach.store import assignments, database

    with database.organisation() as connection:
        assignments.add(
            connection, assignments.New(path, "person", "camille", due, "One a week.", "nadia"), now
        )


def as_one_of(desk: Desk, *roles: Role) -> None:
    desk.as_person(Person("nadia", "Nadia Bernard", "Training"))
    desk.as_person(Person("camille", "Camille", "Library", frozenset(roles) | {Role.LEARNER}))


def test_a_path_tells_its_size_and_how_far_one_is(desk: Desk, window: Window, now: datetime) -> None:
    take("veille-ou-arret", now)
    window.go("paths")
    cards, paths = window.me.library.cards, window.me.library.paths
    minutes = {name: sum(cards[one].minutes for one in path.lessons) for name, path in paths.items()}
    told = says(window.page)
    assert f"6 lessons, {minutes['bienvenue']} minutes, then a final quiz. 1 lesson finished." in told
    assert re.search(rf"2 lessons, {minutes['chiffres']} minutes(, then a final quiz)?\. Not begun\.", told)
    bar = named(window.page, QProgressBar, "Progress in Welcome")
    assert (bar.value(), bar.maximum()) == (1, 7)
    assert unnamed(window) == []


def test_a_proposal_names_who_and_when_and_is_never_late(desk: Desk, window: Window, now: datetime) -> None:
    as_one_of(desk)
    propose("chiffres", PAST, now)
    window.go("paths")
    assert "Proposed by Nadia Bernard, wished for January\u00a015,\u00a02020" in says(window.page)
    assert "late" not in says(window.page).lower()
    names = [name_of(button) for button in widgets(window.page, QPushButton)]
    assert next(one for one in names if "path:" in one) == "See the path: Understand the figures"


def test_of_two_proposals_the_nearest_day_is_told(desk: Desk, window: Window, now: datetime) -> None:
    as_one_of(desk)
    propose("chiffres", None, now)
    propose("chiffres", PAST, now)
    window.go("paths", "chiffres")
    assert "wished for January\u00a015,\u00a02020" in says(window.page)
    assert "One a week." in says(window.page)


def test_lessons_of_a_path_are_done_current_or_later(desk: Desk, window: Window, now: datetime) -> None:
    take("veille-ou-arret", now)
    begin("piece-jointe-ou-lien", 2, now)
    window.go("paths")
    press(window.page, "See the path: Welcome")
    told = dict.fromkeys(lessons(window), "")
    for name in told:
        told[name] = named(window.page, QPushButton, f"Lesson: {name}").accessibleDescription()
    assert len(told) == 6
    assert told["Sleep or shut down?"].startswith("3 of 6, Finished, 4 minutes, Workstation and screens.")
    assert "Under way, step 3 of 7" in told["Attachment or link?"]
    assert told["What the app knows about me"].startswith("1 of 6, Later")
    assert unnamed(window) == []


def test_a_lesson_not_begun_comes_next_when_none_is_open(window: Window) -> None:
    window.go("paths", "bienvenue")
    first = named(window.page, QPushButton, "Lesson: What the app knows about me")
    assert "Up next" in first.accessibleDescription()
    begun = named(window.page, QPushButton, "Start the lesson: What the app knows about me, 4 minutes")
    assert window.page.default is begun


@pytest.mark.parametrize("title", ["Our commitments: charter, label, law", "Gestures that count"])
def test_any_lesson_opens_by_enter_in_any_order(window: Window, qtbot: QtBot, title: str) -> None:
    window.go("paths", "bienvenue")
    row = named(window.page, QPushButton, f"Lesson: {title}")
    row.setFocus()
    keys(row, Qt.Key.Key_Return)
    assert cast(LessonPage, window.page).lesson.title == title
    qtbot.waitUntil(lambda: cast(LessonPage, window.page).sitting is not None)


def test_a_finished_path_says_so_and_offers_nothing_to_begin(window: Window, now: datetime) -> None:
    for lesson in window.me.library.paths["pour-l-accueil"].lessons:
        take(lesson, now)
    window.go("paths", "pour-l-accueil")
    assert "Path finished" in says(window.page)
    assert window.page.default is None


def test_search_ignores_case_accents_and_the_plural(desk: Desk, window: Window, qtbot: QtBot) -> None:
    desk.set(language="fr")
    window.go("paths")
    window.rebuild()
    look_for(window, "ECRANS arret", qtbot, "Chercher une leçon, un mot ou un chiffre")
    found = [name_of(button) for button in widgets(window.page, QPushButton)]
    assert len([name for name in found if "Veille ou arrêt" in name]) == 1


def test_a_mail_finds_what_is_written_of_e_mails(window: Window, qtbot: QtBot) -> None:
    window.go("paths")
    look_for(window, "inbox", qtbot)
    named(window.page, QPushButton, "Definition: mailbox")
    look_for(window, "LCA", qtbot)
    assert "1 word of the glossary" in says(window.page)


def test_what_was_found_stands_in_groups_and_opens(window: Window, qtbot: QtBot) -> None:
    window.go("paths")
    look_for(window, "screen saver", qtbot)
    said = says(window.page)
    assert said.index("word of the glossary") < said.index("figure with its source")
    term = named(window.page, QPushButton, "Definition: screen saver")
    term.setFocus()
    keys(term, Qt.Key.Key_Return)
    (opened,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
    assert "It does not switch the screen off." in says(opened)
    press(opened, "Close")
    fact = next(one for one in widgets(window.page, QPushButton) if name_of(one).startswith("Figure: "))
    fact.click()
    settle()
    (opened,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
    assert "ADEME, 2019" in says(opened)
    keys(opened, Qt.Key.Key_Escape)
    assert unnamed(window) == []


def test_many_figures_are_counted_and_the_first_are_shown(window: Window, qtbot: QtBot) -> None:
    window.go("paths")
    look_for(window, "ADEME", qtbot)
    assert "more are not shown. Add a word to narrow the search." in says(window.page)
    assert unnamed(window) == []


@pytest.mark.parametrize(
    "words", ['"', "NEAR(a b)", "title: x", "* OR", "'; DROP TABLE entry", "{}", "a" * 80]
)
def test_nothing_that_is_typed_is_an_error(window: Window, qtbot: QtBot, words: str) -> None:
    window.go("paths")
    look_for(window, words, qtbot)
    assert window.page.findChildren(QPushButton)
    assert "Nothing for" in says(window.page) or "found" in says(window.page) or "figure" in says(window.page)


def test_a_slip_of_the_pen_gets_the_nearest_words(window: Window, qtbot: QtBot) -> None:
    window.go("paths")
    look_for(window, "atachment", qtbot)
    assert "Nothing for “atachment”. Try a shorter word." in says(window.page)
    press(window.page, "Search for “attachment”")
    assert lessons(window)[0] == "Attachment or link?"
    assert "lessons found" in says(window.page)


def test_filters_join_and_can_be_removed(window: Window, now: datetime) -> None:
    take("veille-ou-arret", now)
    window.go("paths")
    choose(window, "Domain", "Workstation and screens")
    shelf = window.me.library
    cards = shelf.cards
    domain = next(one.id for one in shelf.label.domains if one.title == "Workstation and screens")
    taught = {competence.id for competence in shelf.label.competences if competence.domain == domain}
    assert set(lessons(window)) == {card.title for card in cards.values() if taught & set(card.competences)}
    choose(window, "How far", "Finished")
    assert lessons(window) == ["Sleep or shut down?"]
    choose(window, "Duration", "Up to 3 minutes")
    assert "No lesson with these filters." in says(window.page)
    press(window.page, "Remove the filters")
    for_everybody = [path for path in shelf.paths.values() if "all-staff" in path.audiences]
    assert f"{len(for_everybody)} paths" in says(window.page)
    choose(window, "Duration", "Up to 3 minutes")
    assert set(lessons(window)) == {card.title for card in cards.values() if card.minutes <= 3}
    assert unnamed(window) == []


def test_ctrl_f_goes_to_the_search_from_a_path_too(window: Window) -> None:
    window.activateWindow()
    window.go("paths", "web")
    keys(window, Qt.Key.Key_Escape)
    window.page.search()
    settle()
    assert isinstance(window.page, Paths)
    assert named(window.page, QLineEdit, SEARCH).hasFocus()


def test_a_trainer_copies_links_that_lead_back(desk: Desk, window: Window) -> None:
    as_one_of(desk, Role.TRAINER)
    window.go("paths", "web")
    window.rebuild()
    for name, page in (
        ("Copy the link of the path: Browser and web", "paths"),
        ("Copy the link of the lesson: My tabs, my bookmarks", "lesson"),
    ):
        press(window.page, name)
        link = QApplication.clipboard().text()
        assert f"Link copied: {link}" in says(window)
        assert target(link, window.me.library).page == page
    assert unnamed(window) == []


def test_a_learner_has_no_links_to_copy(window: Window) -> None:
    window.go("paths", "web")
    assert not [button for button in widgets(window.page, QPushButton) if "link" in name_of(button).lower()]


def test_an_unknown_path_leaves_the_page_and_says_why(window: Window) -> None:
    window.go("paths")
    before = window.page
    window.go("paths", "nowhere")
    assert window.page is before
    assert "leads to “nowhere”" in says(window)


def test_larger_letters_keep_a_search_with_its_filters(window: Window, desk: Desk, qtbot: QtBot) -> None:
    window.go("paths")
    choose(window, "Duration", "Up to 4 minutes")
    look_for(window, "mail", qtbot)
    desk.set(text_scale=200)
    window.rebuild()
    assert named(window.page, QLineEdit, SEARCH).text() == "mail"
    assert named(window.page, QComboBox, "Duration").currentText() == "Up to 4 minutes"
    page = cast(Paths, window.page)
    until(qtbot, lambda: page._searched is not None)
    assert "found" in says(page)
    desk.set(language="fr")
    window.rebuild()
    label = "Chercher une leçon, un mot ou un chiffre"
    assert named(window.page, QLineEdit, label).text() == "mail"
