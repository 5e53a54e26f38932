"""Réglages: every option by its name, applied at once; the policy's word; pause; erasing everything."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from coach import handover, places, settings, study
from coach.app.help import Help
from coach.app.option_rows import OptionRow
from coach.app.pages.settings import SettingsPage, pauses
from coach.app.pages.welcome import WelcomePage
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.dialog import Confirm
from coach.app.widgets.form import Choice, FormRow, Toggle
from coach.app.widgets.segments import Segments, Ticks
from coach.app.window import Window
from coach.domain.people import Person
from coach.settings import OPTIONS, NudgeSetting
from tests.gui.conftest import Desk
from tests.gui.look import named, press, says, settle, unnamed, until, widgets

IDLE = "Screen left on"
FROM = f"{IDLE}: from when on"


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """The agent is not really started; each start is noted."""
    starts: list[bool] = []
    monkeypatch.setattr("coach.app.autostart.start_now", lambda: starts.append(True))
    return starts


@pytest.fixture
def page(window: Window) -> SettingsPage:
    """The page, in front."""
    window.go("settings")
    assert isinstance(window.page, SettingsPage)
    return window.page


def _choose(window: Window, group: str, name: str) -> None:
    panel = named(window, Segments, group)
    named(panel, QRadioButton, name).click()
    settle()


def test_every_option_has_a_row_with_the_help_of_the_command_line(page: SettingsPage) -> None:
    rows = {row.name: row for row in page.findChildren(OptionRow)}
    shown_otherwise = {"name", "paused_until", "welcomed"}
    assert rows.keys() == OPTIONS.keys() - shown_otherwise
    told = {row.name: row.help for row in study.settings_table()}
    for name, row in rows.items():
        assert row.control.accessibleDescription() == told[name], name


def test_all_controls_are_named(window: Window, page: SettingsPage) -> None:
    assert unnamed(window) == []
    assert page.help()


@pytest.mark.parametrize(
    ("group", "name", "setting", "value"),
    [
        ("Theme", "High contrast, dark", "theme", "contrast-dark"),
        ("Text size", "175%", "text_scale", 175),
        ("Text size", "Automatic", "text_scale", 0),
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
        ("Reduce animations", "reduce_motion"),
        ("Counter mode", "guichet"),
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


def test_the_session_starts_the_agent_only_while_the_switch_is_on(
    window: Window, page: SettingsPage, desk: Desk, started: list[bool]
) -> None:
    entry = desk.root / "config" / "autostart" / f"{places.FOLDER}.desktop"
    assert not entry.exists()
    press(window, "Start with the session")
    assert entry.exists()
    assert started == [True]
    press(window, "Start with the session")
    assert not entry.exists()
    assert started == [True]


def test_quiet_hours_are_chosen_from_a_list(window: Window, page: SettingsPage, desk: Desk) -> None:
    begin = named(window, Choice, "Quiet hours begin")
    begin.setCurrentIndex(begin.findData("17:30"))
    assert desk.settings().quiet_start == "17:30"


def test_an_unusual_hour_from_the_command_line_is_shown(window: Window, desk: Desk) -> None:
    desk.set(quiet_end="07:41")
    window.go("settings")
    assert named(window, Choice, "Quiet hours end").currentText() == "07:41"
    assert desk.settings().quiet_end == "07:41"


def test_a_switched_reminder_reaches_the_agent_at_once(
    window: Window, page: SettingsPage, desk: Desk, qtbot: QtBot
) -> None:
    named(window, Toggle, IDLE).click()
    assert desk.settings().nudges["idle"].on
    until(qtbot, lambda: bool(handover.brief_stamp()) and handover.read_brief().rules["idle"].on)
    named(window, Toggle, IDLE).click()
    until(qtbot, lambda: not handover.read_brief().rules["idle"].on)


def test_a_consent_to_an_older_card_counts_as_off(window: Window, desk: Desk) -> None:
    desk.set(nudges={"idle": NudgeSetting(on=True, chosen_on="2026-01-01", text=0)})
    window.go("settings")
    assert not named(window, Toggle, IDLE).isChecked()


def test_switching_off_offers_to_erase_what_was_noticed(window: Window, desk: Desk, qtbot: QtBot) -> None:
    now = datetime.now(UTC).astimezone()
    study.consent("idle", True, now)
    handover.look_noted("idle.x11", now)
    window.go("settings")
    offers = [
        one for one in widgets(window, Button) if one.accessibleName() == "Erase what was noticed before"
    ]
    assert offers == []
    named(window, Toggle, IDLE).click()
    press(window, "Erase what was noticed before")
    press(named(window, Confirm, "Erase your observations?"), "Erase my observations")
    until(qtbot, lambda: not handover.sources_looked_at(now))
    until(qtbot, lambda: "Erased" in says(window))


def test_a_threshold_is_asked_in_the_unit_that_people_read(
    window: Window, page: SettingsPage, desk: Desk
) -> None:
    choice = named(window, Choice, FROM)
    assert choice.currentText() == "5 minutes"
    choice.setCurrentIndex(choice.findText("10 minutes"))
    assert desk.settings().nudges["idle"].threshold == 600
    assert not desk.settings().nudges["idle"].on


def test_the_pause_ends_by_itself_and_can_be_ended(window: Window, page: SettingsPage, desk: Desk) -> None:
    named(window, Button, "Pause for 1 hour").setFocus()
    press(window, "Pause for 1 hour")
    until_ = datetime.fromisoformat(desk.settings().paused_until)
    assert timedelta(minutes=58) < until_ - datetime.now(UTC) <= timedelta(hours=1)
    assert "Reminders rest until" in says(page)
    assert window.focusWidget() is named(window, Button, "Resume the reminders now")
    press(window, "Resume the reminders now")
    assert desk.settings().paused_until == ""
    assert named(window, Button, "Pause for today").isEnabled()


def test_a_pause_that_is_over_is_not_shown(window: Window, desk: Desk) -> None:
    desk.set(paused_until="2020-01-01T00:00+00:00")
    window.go("settings")
    assert "rest until" not in says(window.page)


def test_pauses_end_with_the_hour_the_day_and_the_week() -> None:
    friday = datetime(2026, 11, 27, 15, 20, tzinfo=UTC)
    assert pauses(friday) == {
        "hour": datetime(2026, 11, 27, 16, 20, tzinfo=UTC),
        "day": datetime(2026, 11, 28, tzinfo=UTC),
        "week": datetime(2026, 11, 30, tzinfo=UTC),
    }
    monday = datetime(2026, 11, 30, 0, 0, tzinfo=UTC)
    assert pauses(monday)["week"] == datetime(2026, 12, 7, tzinfo=UTC)


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


def test_a_threshold_below_the_policys_is_not_on_offer(window: Window, desk: Desk) -> None:
    desk.policy("[thresholds]\nidle = 1200\n")
    window.go("settings")
    choice = named(window, Choice, FROM)
    assert choice.currentText() == "20 minutes"
    assert choice.itemText(0) == "20 minutes"


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


def test_the_wheel_changes_nothing_on_its_way(window: Window, page: SettingsPage, desk: Desk) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    choice = named(window, Choice, "Quiet hours begin")
    at = QPointF(choice.rect().center())
    event = QWheelEvent(
        at,
        QPointF(choice.mapToGlobal(at.toPoint())),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, event)
    assert desk.settings().quiet_start == "18:00"
