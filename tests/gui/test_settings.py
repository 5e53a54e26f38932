"""Réglages: every option by its name, applied at once; the policy's word; pause; erasing everything."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from coach import handover, places, settings, study
from coach.app import start
from coach.app.help import Help
from coach.app.option_rows import OptionRow
from coach.app.pages.settings import SettingsPage
from coach.app.pages.welcome import WelcomePage
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.controls import Choice, Toggle
from coach.app.widgets.dialog import Confirm
from coach.app.widgets.form import FormRow
from coach.app.widgets.segments import Segments, Ticks
from coach.app.window import Window
from coach.domain.people import Person
from coach.sensors import sensors
from coach.settings import OPTIONS
from tests.gui.conftest import Desk
from tests.gui.look import named, press, says, settle, unnamed, until
from tests.gui.settings_page import FROM, IDLE, page, started

__all__ = ["page", "started"]


def _choose(window: Window, group: str, name: str) -> None:
    panel = named(window, Segments, group)
    named(panel, QRadioButton, name).click()
    settle()


def test_every_option_has_a_row_with_the_help_of_the_command_line(page: SettingsPage) -> None:
    rows = {row.name: row for row in page.findChildren(OptionRow)}
    shown_otherwise = {"name", "paused_until", "quit_told", "server", "welcomed"}
    assert rows.keys() == OPTIONS.keys() - shown_otherwise
    told = {row.name: row.help for row in study.settings_table()}
    for name, row in rows.items():
        assert row.control.accessibleDescription() == told[name], name


def test_all_controls_are_named(window: Window, page: SettingsPage, desk: Desk) -> None:
    assert unnamed(window) == []
    desk.set(theme="auto", text_scale=0, language="auto")
    window.go("settings")
    assert unnamed(window) == []
    assert window.page.help()


@pytest.mark.parametrize(
    ("group", "name", "setting", "value"),
    [
        ("Theme", "High contrast, dark", "theme", "contrast-dark"),
        ("Text size", "175%", "text_scale", 175),
        ("Text size", "System size", "text_scale", 0),
        ("Typeface", "System font", "font", "system"),
        ("Line spacing", "Wide", "line_spacing", "wide"),
        ("Language", "Français", "language", "fr"),
        ("Weekly goal", "0", "weekly_goal", 0),
    ],
)
def test_a_choice_is_kept_and_shown_at_once(
    window: Window, page: SettingsPage, desk: Desk, group: str, name: str, setting: str, value: object
) -> None:
    _choose(window, group, name)
    assert getattr(desk.settings(), setting) == value
    if setting == "theme":
        assert theme().name == "contrast-dark"
    if setting == "text_scale" and value:
        assert theme().scale == 1.75
    assert isinstance(window.page, SettingsPage)
    row = next(row for row in window.page.findChildren(OptionRow) if row.name == setting)
    assert isinstance(row.control, Segments)
    assert row.control.value() == value


@pytest.mark.parametrize(
    ("name", "setting"),
    [
        ("Counter mode", "guichet"),
        ("Tabs: remind at once", "tabs_at_once"),
        ("Answer keys", "letter_keys"),
        ("Start with the session", "autostart"),
    ],
)
def test_a_switch_is_kept_at_once(
    window: Window, page: SettingsPage, desk: Desk, name: str, setting: str
) -> None:
    before = getattr(desk.settings(), setting)
    press(window, name)
    assert getattr(desk.settings(), setting) is not before
    press(window, name)
    assert getattr(desk.settings(), setting) is before


def test_trades_of_the_list_stay_and_others_can_be_added(window: Window, desk: Desk) -> None:
    desk.as_person(Person("1001", "Camille Martin", audiences=frozenset({"all-staff", "it"})))
    window.go("settings")
    trades = named(window, Ticks, "Trades")
    it = named(trades, QCheckBox, "IT")
    assert it.isChecked()
    assert not it.isEnabled()
    named(trades, QCheckBox, "Purchasing").click()
    assert settings.read("1001").audiences == ("procurement",)
    window.go("settings")
    assert named(window, QCheckBox, "Purchasing").isChecked()


def test_a_name_of_ones_own_can_be_changed(window: Window, page: SettingsPage, desk: Desk) -> None:
    field = named(window, QLineEdit, "Your name")
    assert field.text() == "Camille"
    field.setText("Camille M.")
    field.editingFinished.emit()
    assert desk.settings().name == "Camille M."


def test_what_the_policy_holds_says_so_and_cannot_be_changed(window: Window, desk: Desk) -> None:
    desk.policy(
        'guichet = true\n[settings]\nlanguage = "en"\n[quiet]\nstart = "12:00"\nend = "14:00"\n'
        '[sensors]\nforbidden = ["idle"]\n'
    )
    window.go("settings")
    held = {row.name for row in window.page.findChildren(OptionRow) if not row.control.isEnabled()}
    assert held == {"language", "guichet"}
    for row in window.page.findChildren(FormRow):
        if isinstance(row, OptionRow):
            assert (row.told.text() == "set by your IT department") is (row.name in held)
    assert named(window, Toggle, "Counter mode").isChecked()
    assert not named(window, Toggle, IDLE).isEnabled()
    assert not named(window, Choice, FROM).isEnabled()
    assert "Your IT department adds: 12:00 to 14:00" in says(window.page)


def test_the_shortcuts_are_listed(window: Window, page: SettingsPage) -> None:
    press(window, "List the shortcuts")
    assert "Search" in says(named(window, Help, "Keyboard shortcuts"))
    press(named(window, Help, "Keyboard shortcuts"), "Close")


def test_folders_are_named_and_can_be_copied(window: Window, page: SettingsPage, qapp: object) -> None:
    from PySide6.QtWidgets import QApplication

    press(window, "Copy the path: Folder of your records")
    assert QApplication.clipboard().text() == places.person("camille")
    assert places.local() in says(page).replace("\u200b", "")


def test_erasing_everything_asks_first_and_the_harmless_answer_has_the_focus(
    window: Window, page: SettingsPage, desk: Desk
) -> None:
    press(window, "Erase all my data")
    asked = named(window, Confirm, "Erase all your data?")
    assert asked.focusWidget() is named(asked, Button, "Change nothing")
    assert "cannot be undone" in says(asked)
    press(asked, "Change nothing")
    assert Path(settings.file_of("camille")).exists()


def test_erasing_everything_begins_again_with_the_first_run(
    window: Window, page: SettingsPage, desk: Desk, qtbot: QtBot
) -> None:
    now = datetime.now(UTC)
    study.consent("idle", True, now)
    study.brief_agent(now)
    press(window, "Start with the session")
    press(window, "Erase all my data")
    press(named(window, Confirm, "Erase all your data?"), "Erase everything")
    until(qtbot, lambda: isinstance(window.page, WelcomePage))
    assert not Path(places.person("camille")).exists()
    assert not handover.brief_stamp()
    assert not (desk.root / "config" / "autostart" / f"{places.FOLDER}.desktop").exists()
    assert not window.me.settings.welcomed


def test_a_section_can_be_asked_for(window: Window, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QScrollArea

    window.go("settings", "about")
    area = window.page.findChild(QScrollArea)
    assert area is not None
    until(qtbot, lambda: area.verticalScrollBar().value() > 0)


def test_the_page_comes_back_to_the_same_height_after_a_change_of_language(
    window: Window, page: SettingsPage, qtbot: QtBot
) -> None:
    from PySide6.QtWidgets import QScrollArea

    area = page.findChild(QScrollArea)
    assert area is not None
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    _choose(window, "Language", "Français")
    fresh = window.page.findChild(QScrollArea)
    assert fresh is not None
    assert fresh is not area
    until(qtbot, lambda: fresh.verticalScrollBar().value() > fresh.verticalScrollBar().maximum() * 0.9 > 0)


def test_watching_a_mail_server_is_offered_where_one_is_named(window: Window, desk: Desk) -> None:
    name = sensors()["mail_imap"].texts.name
    window.go("settings")
    assert name not in says(window.page)
    desk.policy('[mail_imap]\nserver = "imap.ville.example"\n')
    window.go("today")
    window.go("settings")
    assert not named(window, Toggle, name).isChecked()
    assert named(window, Toggle, name).isEnabled()


def test_counting_firefox_s_tabs_is_offered_where_firefox_has_run_and_can_always_be_switched_off(
    window: Window, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sensor = sensors()["tabs_session"]
    monkeypatch.setenv("HOME", str(desk.root))
    window.go("settings")
    assert sensor.texts.name not in says(window.page)
    folder = desk.root / ".mozilla" / "firefox"
    folder.mkdir(parents=True)
    window.go("today")
    window.go("settings")
    assert "addresses of your tabs: they are counted and forgotten" in says(window.page)
    named(window, Toggle, sensor.texts.name).click()
    folder.rmdir()
    window.go("today")
    window.go("settings")
    assert named(window, Toggle, sensor.texts.name).isChecked()


def test_the_weight_for_many_people_is_a_setting_of_its_own(window: Window, desk: Desk) -> None:
    desk.policy("[thresholds]\nmail_many = 3\n")
    window.go("settings")
    choice = named(window, Choice, "Large attachments: from when on, for many people")
    assert choice.currentText() == "3 MB"
    choice.setCurrentIndex(choice.findText("10 MB"))
    settle()
    assert desk.settings().nudges["mail"].many == 10
    assert study.setting("nudges.mail.threshold") == "5"


@pytest.mark.parametrize(("theme_chosen", "follows"), [("auto", True), ("light", False)])
def test_automatic_colours_follow_the_system_while_the_window_is_open(
    window: Window, desk: Desk, monkeypatch: pytest.MonkeyPatch, theme_chosen: str, follows: bool
) -> None:
    desk.set(theme=theme_chosen)
    window.go("settings")
    monkeypatch.setattr("coach.app.start.system_theme", lambda: "dark")
    start._follow_system(window)
    assert (theme().name == "dark") is follows
    assert isinstance(window.page, SettingsPage)


def test_qt_s_own_words_follow_the_language(window: Window, desk: Desk) -> None:
    window.go("settings")
    for language, cancel in (("fr", "Annuler"), ("en", "Cancel")):
        desk.set(language=language)
        window.rebuild()
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == cancel
        title = window.page.title
        assert title is not None
        assert title.text() == {"fr": "Réglages", "en": "Settings"}[language]
