"""First run: three steps, at most four activations to the first lesson, nothing switched on unless confirmed."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from coach import handover, words
from coach.app.consents import offered
from coach.app.keyboard import resize_text
from coach.app.pages.lesson import LessonPage
from coach.app.pages.welcome import WelcomePage
from coach.app.widgets.button import Button
from coach.app.widgets.controls import Toggle
from coach.app.widgets.progress import Steps
from coach.app.window import Window
from coach.domain.people import Person
from coach.sensors import sensors
from tests.gui.conftest import Desk
from tests.gui.look import keys, named, press, says, settle, unnamed, until, widgets

IDLE = "Screen left on"


@pytest.fixture(autouse=True)
def _newcomer(desk: Desk) -> None:
    desk.set(name="", welcomed=False)


def _title(window: Window) -> str:
    assert window.page.title
    return window.page.title.text()


def _start(window: Window) -> Button:
    return next(one for one in widgets(window, Button) if one.accessibleName().startswith("Start the lesson"))


def _card(window: Window) -> Toggle:
    return named(window, Toggle, IDLE)


def test_three_activations_lead_to_the_first_step_of_the_first_lesson(window: Window, qtbot: QtBot) -> None:
    window.go("welcome")
    press(window, "Continue")
    press(window, "Skip and switch nothing on")
    first = window.me.library.paths["bienvenue"].lessons[0]
    _start(window).click()
    step = window.me.library.lesson(first).steps[0].title
    until(qtbot, lambda: isinstance(window.page, LessonPage) and window.page.view is not None)
    assert _title(window) == step
    assert window.me.settings.welcomed


def test_the_three_steps_go_by_the_return_key_alone(window: Window, qtbot: QtBot) -> None:
    window.go("welcome")
    for title in ("Welcome", "Reminders, if you like", "Your rhythm"):
        assert _title(window) == title
        keys(window.page, Qt.Key.Key_Return)
    until(qtbot, lambda: isinstance(window.page, LessonPage))


@pytest.mark.parametrize("number", ["1", "2", "3"])
def test_every_step_says_where_it_stands_and_names_its_controls(window: Window, number: str) -> None:
    window.go("welcome", number)
    assert named(window, Steps, f"Step {number} of 3").value() == int(number)
    assert unnamed(window) == []
    assert window.page.help()
    assert not window.sidebar.isVisible()


def test_step_one_can_be_skipped_without_a_name(window: Window, desk: Desk) -> None:
    window.go("welcome")
    press(window, "Skip")
    assert _title(window) == "Reminders, if you like"
    assert desk.settings().name == ""


def test_the_name_is_kept_by_continue(window: Window, desk: Desk) -> None:
    window.go("welcome")
    named(window, QLineEdit, "Your name").setText("  Zoé  Martin ")
    press(window, "Continue")
    assert desk.settings().name == "Zoé Martin"


def test_the_name_is_not_asked_of_somebody_the_list_knows(window: Window, desk: Desk) -> None:
    desk.as_person(Person("1001", "Camille Martin", "Accueil"))
    window.go("welcome")
    assert widgets(window.page, QLineEdit) == []


def test_language_size_and_theme_apply_at_once_and_keep_what_was_typed(window: Window, desk: Desk) -> None:
    window.go("welcome")
    field = named(window, QLineEdit, "Your name")
    field.setFocus()
    QTest.keyClicks(field, "Ines")
    for name, setting, value in (
        ("Dark", "theme", "dark"),
        ("150%", "text_scale", 150),
        ("Français", "language", "fr"),
    ):
        named(window, QRadioButton, name).click()
        settle()
        assert getattr(desk.settings(), setting) == value
        assert isinstance(window.page, WelcomePage)
        assert window.page.number == 1
        assert widgets(window, QLineEdit)[0].text() == "Ines"
    assert words.language() == "fr"
    assert window.page.title is not None
    assert window.page.title.text() == words._("Welcome")
    assert words._("Welcome") != "Welcome"


def test_the_focus_comes_back_to_the_choice_that_was_made(window: Window) -> None:
    window.go("welcome")
    named(window, QRadioButton, "Light").setFocus()
    keys(named(window, QRadioButton, "Light"), Qt.Key.Key_Right)
    assert window.me.settings.theme == "dark"
    focused = window.focusWidget()
    assert isinstance(focused, QRadioButton)
    assert focused.accessibleName() == "Dark"
    assert focused.isChecked()


def test_every_sensor_has_a_card_with_its_own_words_and_is_off(
    window: Window, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(desk.root))
    window.go("welcome", "2")
    switches = widgets(window.page, QCheckBox)
    shown = offered(window.me)
    # No mail server is named here and Firefox has never run, so nothing is said of watching either.
    assert sensors().keys() - shown.keys() == {"mail_imap", "tabs_session"}
    assert len(switches) == len(shown)
    assert not any(one.isChecked() for one in switches)
    for sensor in shown.values():
        assert sensor.reads in says(window.page)
        assert sensor.never_reads in says(window.page)
        assert sensor.reads in named(window, Toggle, sensor.texts.name).accessibleDescription()


def test_neither_answer_is_easier_to_choose(window: Window) -> None:
    window.go("welcome", "2")
    refuse = named(window, Button, "Skip and switch nothing on")
    accept = named(window, Button, "Confirm my choices")
    assert refuse.size() == accept.size()
    assert (
        refuse.mapTo(window, refuse.rect().topLeft()).y() == accept.mapTo(window, accept.rect().topLeft()).y()
    )
    assert refuse.font() == accept.font()


def test_a_switch_counts_only_once_it_is_confirmed(window: Window, desk: Desk, qtbot: QtBot) -> None:
    window.go("welcome", "2")
    _card(window).click()
    assert not desk.settings().nudges
    resize_text(window, 1)
    settle()
    assert _card(window).isChecked(), "a change of size forgot the switch"
    press(window, "Confirm my choices")
    kept = desk.settings().nudges["idle"]
    assert kept.on
    assert kept.text == sensors()["idle"].text_version
    assert kept.chosen_on
    until(qtbot, lambda: bool(handover.brief_stamp()) and handover.read_brief().rules["idle"].on)


def test_skipping_after_a_switch_leaves_everything_off(window: Window, desk: Desk) -> None:
    window.go("welcome", "2")
    _card(window).click()
    press(window, "Skip and switch nothing on")
    assert not any(one.on for one in desk.settings().nudges.values())


def test_going_back_and_refusing_switches_off_again(window: Window, desk: Desk) -> None:
    window.go("welcome", "2")
    _card(window).click()
    press(window, "Confirm my choices")
    press(window, "Back to the previous step")
    assert _card(window).isChecked()
    press(window, "Skip and switch nothing on")
    assert not desk.settings().nudges["idle"].on


def test_a_forbidden_sensor_says_so_and_cannot_be_switched(window: Window, desk: Desk) -> None:
    desk.policy('[sensors]\nforbidden = ["idle"]\n')
    window.go("welcome", "2")
    assert not _card(window).isEnabled()
    assert "switched off by your IT department" in says(window.page)


def test_starting_with_the_session_is_offered_only_with_a_reminder(window: Window) -> None:
    window.go("welcome", "3")
    assert _start_up(window) == []
    window.go("welcome", "2")
    _card(window).click()
    press(window, "Confirm my choices")
    assert [one.isChecked() for one in _start_up(window)] == [False]


def _start_up(window: Window) -> list[QCheckBox]:
    return [
        one for one in widgets(window.page, QCheckBox) if one.accessibleName() == "Start with the session"
    ]


def test_rhythm_is_kept_as_it_is_chosen(window: Window, desk: Desk) -> None:
    window.go("welcome", "3")
    named(window, QRadioButton, "4").click()
    assert desk.settings().weekly_goal == 4


def test_skipping_the_last_step_leads_to_today(window: Window) -> None:
    window.go("welcome", "3")
    press(window, "Skip")
    assert window.me.settings.welcomed
    assert window.sidebar.isVisible()


def test_no_part_of_a_step_ever_opens_as_a_window_of_its_own(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    shown = QWidget.setVisible

    def watched(widget: QWidget, visible: bool) -> None:
        if visible and widget.parent() is None and widget is not window:
            opened.append(type(widget).__name__)
        shown(widget, visible)

    monkeypatch.setattr(QWidget, "setVisible", watched)
    for number in ("1", "2", "3"):
        window.go("welcome", number)
    assert opened == []


def test_nothing_is_wider_than_a_small_window_at_200_per_cent(window: Window, desk: Desk) -> None:
    desk.set(text_scale=200)
    window.resize(1280, 800)
    for number in ("1", "2", "3"):
        window.go("welcome", number)
        window.rebuild()
        settle()
        for button in widgets(window.page, Button):
            left = button.mapTo(window, button.rect().topLeft()).x()
            assert left >= 0
            assert left + button.width() <= window.width()


def test_defaults_are_what_a_newcomer_gets(window: Window, desk: Desk) -> None:
    before = desk.settings()
    window.go("welcome")
    press(window, "Skip")
    press(window, "Skip and switch nothing on")
    _start(window).click()
    settle()
    assert desk.settings() == dataclasses.replace(before, welcomed=True)
